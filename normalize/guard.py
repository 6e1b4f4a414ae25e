"""A run is held against its provider's history before anything of it counts.

What lies beyond the bounds is kept aside and waits for a person; the last good state stays published. The bounds
are learned from the runs before: a provider whose figures always swing is allowed to swing. Below every learned
bound lie the floors that the registry gives (`min_courses`, `review`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from statistics import median
from typing import Literal

import msgspec

from normalize.course import Course
from spiders.registry import Provider

VANISHED = 0.2
"""The share of the known courses that may be gone at once, where they are MANY."""
HALF = 0.5
"""The share that may be gone, differ or fail to be told apart at once, where they are FEW."""
MANY = 6
FEW = 3
"""Fewer courses than this are never held against a run, but for the last one."""
DROP = 0.1
"""How far the share of courses that give a value may fall below the lowest seen before."""
DEARER = 1.15
"""A price of all courses that moves by more than this factor at once is no new price list."""
NEAR = 28
"""All dates that move by the same number of days, fewer than this, are no new season but a mistake."""
REMEMBERED = 10
"""How many runs before count."""

State = Literal["good", "incomplete", "failed", "held"]
"""Good: what it did not find is missing. Incomplete: what it found counts. Failed: nothing does. Held: nothing does
until a person accepts it."""

FILLED: Mapping[str, Callable[[Course], bool]] = {
    "audience": lambda course: bool(course.audience),
    "price": lambda course: course.price is not None,
    "duration": lambda course: course.duration is not None,
    "dates": lambda course: bool(course.sessions) or course.start in ("on_request", "any_time"),
    "entry_requirements": lambda course: bool(course.entry_requirements),
    "description": lambda course: bool(course.description),
    "location": lambda course: bool(course.location),
}
"""The values whose fill rate is watched."""


class Verdict(msgspec.Struct, frozen=True):
    """What a run is worth, and why it is worth no more."""

    state: State
    """How much of it counts."""
    cause: str | None = None
    """Code; None for a good run without a remark."""
    detail: str | None = None
    """The same in one line of words, with its figures."""


class Profile(msgspec.Struct, kw_only=True, frozen=True):
    """A run in figures, kept with it: what later runs are held against."""

    pages: int
    """Pages fetched."""
    failed: int
    """Addresses that gave no page though they should have."""
    courses: int
    """Courses found."""
    filled: dict[str, float]
    """Field to the share of the courses that give it, 0 to 1."""
    alike: float
    """Share of the courses that have title and description in common with the commonest of them."""
    vanished: float = 0.0
    """Share of the courses known before that it did not find."""


class Findings(msgspec.Struct, kw_only=True, frozen=True):
    """What a run found."""

    courses: Mapping[str, Course]
    """By address."""
    pages: int
    """Pages fetched."""
    failed: int = 0
    """Addresses that gave no page though they should have."""
    gone: Mapping[str, int | str] = {}
    """Address of each page that is certainly gone to 404, 410 or what else says so."""
    notices: tuple[str, ...] = ()
    """Titles of pages that answered 200 and yet say that something is not there, or that the site is closed."""

    def profile(self, known: Mapping[str, Course]) -> Profile:
        """Return the run in figures."""
        courses = list(self.courses.values())
        alike = Counter((course.title, course.description) for course in courses)
        most = max(alike.values(), default=0)
        return Profile(
            pages=self.pages, failed=self.failed, courses=len(courses),
            filled={name: _share(courses, is_filled) for name, is_filled in FILLED.items()},
            alike=round(most / len(courses), 3) if most >= FEW else 0.0,
            vanished=round(len(known.keys() - self.courses.keys()) / len(known), 3) if known else 0.0,
        )  # fmt: skip


def judge_run(
    crawled: Verdict, found: Findings, known: Mapping[str, Course], past: Sequence[Profile], provider: Provider
) -> Verdict:
    """Hold a run against what was known of its provider.

    `crawled` is what the crawl says of itself; `known` the courses that the site had, by address; `past` the profiles
    of the runs that counted, the newest first. A failed crawl stays failed: nothing of it counts anyway.
    """
    if crawled.state == "failed":
        return crawled
    held = next(_troubles(crawled, found, known, past[:REMEMBERED], provider.min_courses), None)
    if held is not None:
        return Verdict("held", *held)
    if provider.review and not past and not known:
        words = f"the first run of a provider that asks for review: {len(found.courses)} courses on {found.pages} pages"
        return Verdict("held", "review", words)
    return crawled


Trouble = tuple[str, str]
"""Cause and words."""


def _troubles(
    crawled: Verdict, found: Findings, known: Mapping[str, Course], past: Sequence[Profile], min_courses: int
) -> Iterator[Trouble]:
    """Yield what is beyond the bounds, the gravest first."""
    if crawled.state == "good":
        yield from _emptied(found, known, past)
        if len(found.courses) < min_courses:
            yield "too_few", f"found {len(found.courses)} courses where the registry expects at least {min_courses}"
    yield from _lost(crawled, found, known, past)
    both = [(known[url], course) for url, course in found.courses.items() if url in known]
    yield from _unfilled(found, both, past)
    alike = found.profile(known).alike
    if past and alike > max(profile.alike for profile in past) + VANISHED:
        yield "all_alike", f"{alike:.0%} of the {len(found.courses)} courses have the same title and text"
    yield from _shifted(both)


def _emptied(found: Findings, known: Mapping[str, Course], past: Sequence[Profile]) -> Iterator[Trouble]:
    """Hold a run that found nothing where there was something, unless every page says it is gone."""
    if found.courses or not known or (len(known) < FEW and known.keys() <= found.gone.keys()):
        return
    before = f"; {past[0].pages} pages before" if past else ""
    words = f"found no courses where {len(known)} were known, on {found.pages} pages{before}"
    yield ("maintenance" if found.notices else "list_emptied"), words + _says(found)


def _lost(crawled: Verdict, found: Findings, known: Mapping[str, Course], past: Sequence[Profile]) -> Iterator[Trouble]:
    lost = {url for url in known.keys() - found.courses.keys() if crawled.state == "good" or url in found.gone}
    usual = max((profile.vanished for profile in past), default=0.0)
    many = len(lost) >= MANY and len(lost) > max(VANISHED, min(usual, HALF)) * len(known)
    few = len(lost) >= FEW and len(lost) >= HALF * len(known)
    if many or few:
        pages = f", on {found.pages} pages where there were {past[0].pages}" if past else ""
        words = f"{len(lost)} of the {len(known)} known courses were not found, {len(found.courses)} are left{pages}"
        yield ("maintenance" if len(found.notices) >= len(lost) else "collapsed"), words + _says(found)
    best = max((profile.courses for profile in past), default=0)
    if crawled.state == "good" and best >= MANY and len(found.courses) < HALF * best:
        yield "collapsed", f"found {len(found.courses)} courses; one of the last {len(past)} runs found {best}"


def _says(found: Findings) -> str:
    return f'; {len(found.notices)} pages say "{found.notices[0][:80]}"' if found.notices else ""


def _unfilled(found: Findings, both: Sequence[tuple[Course, Course]], past: Sequence[Profile]) -> Iterator[Trouble]:
    """Hold a run in which courses that gave a value give it no longer."""
    fell: list[tuple[float, str]] = []
    for name, is_filled in FILLED.items():
        lost = sum(is_filled(old) and not is_filled(new) for old, new in both)
        before, now = _share([old for old, _ in both], is_filled), _share([new for _, new in both], is_filled)
        lowest = min([before, *(profile.filled.get(name, before) for profile in past)])
        if lost >= FEW and now < lowest - DROP:
            fell.append((before - now, f"{name} fell from {before:.0%} to {now:.0%}"))
    if fell:
        words = ", ".join(words for _, words in sorted(fell, reverse=True))
        yield "fields_lost", f"{words} of {len(both)} courses{_says(found)}"


def _shifted(both: Sequence[tuple[Course, Course]]) -> Iterator[Trouble]:
    """Hold a run in which everything moved at once, by as much."""
    least = max(FEW + 2, HALF * len(both))
    titles = sum(old.title != new.title for old, new in both)
    if titles >= least:
        example = next(f"{old.title!r} to {new.title!r}" for old, new in both if old.title != new.title)
        yield "all_changed", f"{titles} of {len(both)} titles changed at once, such as {example}"[:400]
    prices = [
        new.price.amount / old.price.amount for old, new in both
        if old.price and new.price and old.price.amount > 0 and new.price.amount > 0
    ]  # fmt: skip
    moved = [ratio for ratio in prices if not 1 / DEARER <= ratio <= DEARER]
    if len(moved) >= least:
        yield "all_changed", f"{len(moved)} of {len(prices)} prices changed at once, by a factor of {median(moved):.2f}"
    days = Counter(days for old, new in both if (days := _moved(old, new)))
    common, count = days.most_common(1)[0] if days else (0, 0)
    if count >= least and common < NEAR:
        yield "all_changed", f"the dates of {count} courses all moved by {common:+d} days"


def _moved(old: Course, new: Course) -> int:
    """Return by how many days all runs of a course moved alike; 0 where they did not."""
    if not old.sessions or len(old.sessions) != len(new.sessions):
        return 0
    days = {
        (_day(after.start) - _day(before.start)).days for before, after in zip(old.sessions, new.sessions, strict=True)
    }  # fmt: skip
    return days.pop() if len(days) == 1 else 0


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return date.min  # a month or a season: it moves from one such to another by nothing


def _share(courses: Sequence[Course], is_filled: Callable[[Course], bool]) -> float:
    return round(sum(map(is_filled, courses)) / len(courses), 3) if courses else 0.0
