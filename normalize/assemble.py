"""Courses as read become offers as published: matched, merged, judged, cut to what may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from normalize.course import Course, completeness
from normalize.excerpt import excerpt
from normalize.freshness import PageState, judge
from normalize.match import Comparison, Contradiction, Ruling, match_all
from normalize.matching.memory import Memory
from normalize.matching.model import BY_HAND, Weights
from normalize.offers import assign_ids, merge
from normalize.topics import describe

from datetime import date  # isort: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A course as read from one page, and what became of that page."""

    provider: str
    """Registry id of the site it was read from."""
    course: Course
    """As read."""
    state: PageState
    """Seen, missing or gone, and since when."""
    alternates: tuple[str, ...] = ()
    """Addresses of the page's twins in other languages."""
    version: str = ""
    """What changes whenever `course` does, "" where nobody knows."""

    @property
    def key(self) -> str:
        """What the course is remembered by."""
        return f"{self.provider} {self.course.url}"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two courses of which a person should say whether they are one."""

    left: str
    """Key of a course of the one offer."""
    right: str
    """Key of a course of the other."""
    comparison: Comparison
    """Why it is not sure."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """The offers of one moment."""

    offers: tuple[tuple[Course, tuple[str, ...]], ...]
    """Each offer with the keys of the courses it was merged from, sorted by id."""
    retired: Mapping[str, str]
    """Ids that went into another: old to new."""
    doubts: tuple[Doubt, ...] = ()
    """What matching left to people, the likeliest first."""
    contradictions: tuple[Contradiction, ...] = ()
    """What people decided and can't all hold."""


def assemble(
    known: Sequence[Known],
    previous: Mapping[str, str],
    *,
    today: date,
    description_chars: Mapping[str, int],
    rulings: Iterable[Ruling] = (),
    memory: Memory | None = None,
    weights: Weights = BY_HAND,
) -> Assembly:
    """Match, merge and judge all known courses.

    `previous` maps a course's key to the offer id it had; `description_chars` a provider's id to the
    longest description that is published for it; `rulings` are what people decided, `weights` those they
    chose; `memory`, which is brought up to date, makes it faster and changes nothing else. Pure: the same
    input gives the same offers.
    """
    known = sorted(known, key=lambda k: k.key)
    keys = [k.key for k in known]
    matching = match_all(
        [k.course for k in known], links_of(known), keys=keys, versions=[k.version for k in known], rulings=rulings,
        memory=memory, weights=weights,
    )  # fmt: skip
    members = [[known[position] for position in cluster] for cluster in matching.clusters]
    ids = assign_ids([[m.key for m in group] for group in members], previous)
    offers = [
        (_offer(group, id, today, description_chars), tuple(m.key for m in group))
        for group, id in zip(members, ids.ids, strict=True)
    ]
    doubts = tuple(Doubt(keys[one.first], keys[one.second], one.comparison) for one in matching.unsure)
    offers.sort(key=lambda offer: offer[0].id)
    return Assembly(tuple(offers), ids.retired, doubts, tuple(matching.contradictions))


def links_of(known: Iterable[Known]) -> dict[str, set[str]]:
    """Return address to the addresses of its twins in other languages, as matching wants them."""
    return {k.course.url: set(k.alternates) for k in known if k.alternates}


def _offer(group: Sequence[Known], id: str, today: date, description_chars: Mapping[str, int]) -> Course:
    offer = merge([m.course for m in group])
    offer.id = id
    describe(offer)
    chosen = offer.sources[0].provider if offer.sources else group[0].provider
    offer.freshness = judge(offer, today=today, state=_state(group, chosen))
    if offer.description is not None:
        offer.description = excerpt(offer.description, min(_limits(group, description_chars)))
    offer.completeness = completeness(offer)
    return offer


def _limits(group: Sequence[Known], description_chars: Mapping[str, int]) -> Iterator[int]:
    return (description_chars.get(m.provider, 600) for m in group)


def _state(group: Sequence[Known], chosen: str) -> PageState:
    """Return the best state among the pages of the chosen provider: one page that is there is enough."""
    order = {"seen": 0, "missing": 1, "gone": 2}
    own = [m.state for m in group if m.provider == chosen] or [m.state for m in group]
    return min(own, key=lambda state: order[state.found])
