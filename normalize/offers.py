"""Offers: the pages of one course made into one record, under an id that lasts.

Which member wins: a page on the organiser's own site before someone else's listing, the organiser
whom the others name before those who name it, the newest edition before older ones, Dutch before
English, the fuller record before the emptier, and last the address. That order chooses the record's
`url` and, field by field, the first member that has a value. A listing never fills what may differ
for those it lists for: where the organiser's own page is there, audience, requirements and price come
from that alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

import msgspec

from normalize.course import Course, Evidence, Freshness, Reason, Session, Source, Start, completeness
from normalize.freshness import last_day
from normalize.matching.traits import TEXT_CHARS
from normalize.matching.words import name_key, spread

SINGLE_FIELDS = (
    "description", "audience", "entry_requirements", "level", "delivery", "price", "duration",
    "location", "certificate", "accreditation",
)  # fmt: skip
"""Fields of which the first member that has a value gives the whole."""
LIST_FIELDS = ("audiences", "prices", "languages", "topics")
"""Lists of which the first member that has one gives the whole."""
ORGANISER_ONLY = frozenset({"audience", "audiences", "entry_requirements", "price", "prices"})
"""Fields that a listing never fills beside the organiser's own page."""
STARTS: tuple[Start, ...] = ("dated", "on_request", "any_time")
"""Ways to start in the order in which one member's word wins over another's."""


def merge(members: Sequence[Course]) -> Course:
    """Return the one record of a cluster; independent of the members' order.

    Raises ValueError where there is no member. The id is the chosen member's, left to
    `assign_ids`; freshness holds the reasons that all pages gave, its status is for `judge`.
    """
    if not members:
        raise ValueError("a record has at least one member")
    named = _named(members)
    ranked = sorted(
        members, key=lambda member: (not is_own_page(member), _organiser(member) not in named, _rank(member))
    )
    first = ranked[0]
    merged = msgspec.structs.replace(
        first,
        titles=_titles(ranked),
        sessions=_runs(ranked),
        start=_start(ranked),
        sources=_sources(ranked),
        freshness=_freshness(ranked),
    )
    evidence = {name: words for name, words in first.evidence.items() if name not in (*SINGLE_FIELDS, *LIST_FIELDS)}
    own = [member for member in ranked if is_own_page(member) and _same_house(member, first)] or ranked
    for name in (*SINGLE_FIELDS, *LIST_FIELDS):
        giver = _giver(own if name in ORGANISER_ONLY else ranked, name)
        setattr(merged, name, getattr(giver or first, name))
        if giver is not None and name in giver.evidence:
            evidence[name] = giver.evidence[name]
    _complete_evidence(ranked, merged, evidence)
    merged.evidence = dict(sorted(evidence.items()))
    merged.completeness = completeness(merged)
    return merged


def _giver(ranked: Sequence[Course], name: str) -> Course | None:
    return next((member for member in ranked if getattr(member, name) not in (None, [], "")), None)


def _complete_evidence(ranked: Sequence[Course], merged: Course, evidence: dict[str, Evidence]) -> None:
    """Add the words of united fields, from the first member whose field has any."""
    for name in ("sessions", "start"):
        evidence.pop(name, None)
        for member in ranked:
            holds = bool(member.sessions) if name == "sessions" else member.start == merged.start
            if holds and name in member.evidence:
                evidence[name] = member.evidence[name]
                break


def is_own_page(course: Course) -> bool:
    """Tell whether the record was read on the site of the organisation that gives the course."""
    return any(site == course.provider.id or _is_host_of(course, site) for site in _sites(course))


def _sites(course: Course) -> list[str]:
    return [source.provider for source in course.sources] or [course.provider.id]


def _is_host_of(course: Course, site: str) -> bool:
    """Tell whether site or address bear the organiser's name, or share its home page's host."""
    home = urlsplit(course.provider.url or "").netloc.lower().removeprefix("www.")
    host = urlsplit(course.url).netloc.lower().removeprefix("www.")
    if home and home == host:
        return True
    name = name_key(course.provider.name)
    return len(name) >= 3 and name == name_key(site)


def _organiser(course: Course) -> str:
    return name_key(course.provider.name)


def _same_house(one: Course, other: Course) -> bool:
    """Tell whether two pages are of one organiser, be it under its names in two languages."""
    return _organiser(one) == _organiser(other) or _sites(one)[0] == _sites(other)[0]


def _named(members: Sequence[Course]) -> set[str]:
    """Return the organisers that another's page names: that page shows their offer."""
    organisers = {_organiser(one): _spaced(one.provider.name) for one in members if one.provider.name}
    if len(organisers) < 2:
        return set()
    texts = [(_organiser(one), _spaced(f"{one.title} {(one.description or '')[:TEXT_CHARS]}")) for one in members]
    return {key for key, name in organisers.items() if any(key != other and name in text for other, text in texts)}


def _spaced(text: str) -> str:
    return f" {' '.join(spread(text))} "


def _rank(course: Course) -> tuple[str, bool, int, float, str, str]:
    newest = _newest_day(course)
    age = "" if newest is None else newest.isoformat()
    language = {"nl": 0, "en": 1}.get(course.page_language or "", 2)
    filled = completeness(course).score
    in_a_list = "#" in course.url  # a row of a list has no page of its own
    return (_downwards(age), in_a_list, language, -filled, course.url, _fingerprint(course))


def _newest_day(course: Course) -> date | None:
    return max((day for day in map(last_day, course.sessions) if day is not None), default=None)


def _downwards(day: str) -> str:
    """Return a key that sorts the latest day first and no day last."""
    return "".join(chr(ord("9") - int(c)) if c.isdigit() else c for c in day) if day else "~"


def _fingerprint(course: Course) -> str:
    return hashlib.sha256(msgspec.json.encode(course, order="deterministic")).hexdigest()


def _titles(ranked: Sequence[Course]) -> dict[str, str]:
    found: dict[str, str] = {}
    for member in ranked:
        for language, title in (*member.titles.items(), (member.page_language or "", member.title)):
            if language and title:
                found.setdefault(language, title)
    return dict(sorted(found.items())) if len(found) > 1 else {}


def _start(ranked: Sequence[Course]) -> Start:
    given = {member.start for member in ranked}
    return next((start for start in STARTS if start in given), "unknown")


def _runs(ranked: Sequence[Course]) -> list[Session]:
    """Return the members' runs united: the same run at two pages is one, its gaps filled from both."""
    united: dict[tuple[str, str, str], Session] = {}
    bare: dict[tuple[str, str], list[Session]] = defaultdict(list)
    for member in ranked:
        for run in member.sessions:
            when = (run.start or "", run.end or "") if run.start else ("", " ".join(run.text.casefold().split()))
            place = " ".join((run.location or "").casefold().split())
            known = united.get((*when, place)) or _same_run(bare[(when[0][:10], run.precision)], run, place)
            if known is None:
                known = msgspec.structs.replace(run)
                united[(*when, place)] = known
                bare[(when[0][:10], run.precision)].append(known)
            else:
                _fill(known, run)
    return sorted(united.values(), key=_run_order)


def _same_run(others: Iterable[Session], run: Session, place: str) -> Session | None:
    """Return the run that another page gives with or without its place, time or end."""
    if not run.start:
        return None
    for other in others:
        placed = " ".join((other.location or "").casefold().split())
        ends = {end[:10] for end in (other.end, run.end) if end}
        times = {start for start in (other.start or "", run.start) if len(start) > 10}
        if (not place or not placed or place == placed) and len(ends) <= 1 and len(times) <= 1:
            return other
    return None


def _fill(known: Session, other: Session) -> None:
    if other.start and len(other.start) > len(known.start or ""):
        known.start = other.start
    known.end = known.end or other.end
    known.location = known.location or other.location
    known.status = known.status or other.status
    known.text = known.text or other.text
    known.days = known.days or other.days
    known.enrol_until = known.enrol_until or other.enrol_until


def _run_order(run: Session) -> tuple[bool, str, str, str, str]:
    return (run.start is None, run.start or "", run.end or "", run.location or "", run.text)


def _sources(ranked: Sequence[Course]) -> list[Source]:
    found: dict[tuple[str, str], Source] = {}
    for member in ranked:
        own = Source(
            provider=_sites(member)[0],
            url=member.url,
            title=member.title,
            page_language=member.page_language,
            last_seen=member.freshness.last_seen,
        )
        for source in member.sources or [own]:
            found.setdefault((source.provider, source.url), source)
    return list(found.values())


def _freshness(ranked: Sequence[Course]) -> Freshness:
    """Unite what the pages say of themselves; what an older edition says is that edition's own."""
    newest = _newest_day(ranked[0])
    reasons: dict[tuple[str, str], Reason] = {}
    for member in ranked:
        if member is ranked[0] or (newest is not None and _newest_day(member) == newest):
            for reason in member.freshness.reasons:
                reasons.setdefault((reason.code, reason.text), reason)
    seen = [member.freshness.first_seen for member in ranked if member.freshness.first_seen]
    last = [member.freshness.last_seen for member in ranked if member.freshness.last_seen]
    changed = [member.freshness.last_changed for member in ranked if member.freshness.last_changed]
    return Freshness(
        status=ranked[0].freshness.status,
        reasons=list(reasons.values()),
        first_seen=min(seen, default=None),
        last_seen=max(last, default=None),
        last_changed=max(changed, default=None),
    )


class Ids(msgspec.Struct, frozen=True):
    """What `assign_ids` gives."""

    ids: list[str]
    """One id per cluster, in the order of the clusters."""
    retired: dict[str, str]
    """Id that no cluster bears any more to the id it went into, where its members still are."""


def assign_ids(clusters: Sequence[Sequence[str]], previous: Mapping[str, str]) -> Ids:
    """Return lasting ids for clusters of member keys ("<provider> <url>").

    `previous` gives the id each key had, in the order in which the ids arose; keys of pages that
    are gone may stay in it, so that what returns finds its id. Where clusters united, the oldest
    id survives; where one fell apart, the part with most of its members keeps it (of equal parts the
    one with the page that it was made from, then the one with its first member). A new id is made
    from the cluster's first key and differs from every id in `previous`, so that a union that is
    undone gives back the ids of before.
    """
    age = {identity: n for n, identity in reversed(list(enumerate(previous.values())))}
    first_key = {identity: key for key, identity in reversed(list(previous.items()))}
    claims: list[tuple[int, bool, bool, str, int, str]] = []
    for position, keys in enumerate(clusters):
        held = Counter(previous[key] for key in set(keys) if key in previous)
        for identity, members in held.items():
            foreign = not any(_id(key, 0) == identity for key in keys)
            claims.append((-members, foreign, first_key[identity] not in keys, min(keys), position, identity))
    heirs: dict[str, int] = {}
    for *_, position, identity in sorted(claims):
        heirs.setdefault(identity, position)
    taken = set(previous.values())
    ids = [""] * len(clusters)
    for identity, position in sorted(heirs.items(), key=lambda pair: age[pair[0]]):
        ids[position] = ids[position] or identity
    for position in sorted(range(len(clusters)), key=lambda n: min(clusters[n])):
        if not ids[position]:
            ids[position] = _new_id(min(clusters[position]), taken)
            taken.add(ids[position])
    retired = {old: ids[position] for old, position in sorted(heirs.items()) if ids[position] != old}
    return Ids(ids=ids, retired=retired)


def _new_id(key: str, taken: set[str]) -> str:
    salt = 0
    while True:
        digest = _id(key, salt)
        if digest not in taken:
            return digest
        salt += 1


def _id(key: str, salt: int) -> str:
    return hashlib.sha256(f"{key}\n{salt}".encode(errors="surrogatepass")).hexdigest()[:12]
