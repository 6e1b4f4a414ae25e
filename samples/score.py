"""How well what the program published agrees with the truth of the sample sites.

print(score(json.loads(courses_json)["courses"], sites.truth).text())

The records of one offer (see `duplicate_of` in samples.truth) are one group, which must come out as
one record: values of the organiser's own page, runs of all pages united. A value counts where the truth
has one, or where the program has one that no page gives.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

Record = Mapping[str, Any]
COMPARED = ("organisation", "audience", "price", "duration", "dates", "entry_requirements")
BESIDE = ("vat", "freshness", "title")


@dataclass(slots=True)
class Score:
    """The result: counts, and every miss in words."""

    offers: int = 0
    """Offers in the truth, duplicates counted once."""
    found: int = 0
    """Of these, how many have a record."""
    records: int = 0
    """Records given."""
    wrongly_taken: list[str] = field(default_factory=list)
    """Addresses of records that are no course."""
    joins: int = 0
    """Planted duplicates."""
    joined: int = 0
    """Of these, how many are in one record with what they double."""
    wrongly_joined: list[str] = field(default_factory=list)
    """Records that hold more than one offer: the keys."""
    values: Counter[str] = field(default_factory=Counter)
    """Field → values compared."""
    right: Counter[str] = field(default_factory=Counter)
    """Field → values that are right."""
    misses: list[str] = field(default_factory=list)
    """Everything that is wrong, a line each."""

    @property
    def share(self) -> float:
        """Share of the values of the six compared fields that are right, 0 to 1."""
        return sum(self.right[name] for name in COMPARED) / max(1, sum(self.values[name] for name in COMPARED))

    def text(self, misses: int = 60) -> str:
        """Return the score for people, with at most so many misses."""
        lines = [
            f"courses    {self.found} of {self.offers} found in {self.records} records, "
            f"{len(self.wrongly_taken)} wrongly taken for one",
            f"duplicates {self.joined} of {self.joins} joined, {len(self.wrongly_joined)} wrongly joined",
            f"values     {100 * self.share:.1f} % of the six compared fields right",
        ]
        lines += [
            f"  {name:20} {self.right[name]:4} of {self.values[name]:4}" for name in (*COMPARED, *BESIDE)
        ]  # fmt: skip
        return "\n".join([*lines, *(f"- {miss}" for miss in self.misses[:misses])])


def score(courses: Sequence[Record], truth: Sequence[Record]) -> Score:
    """Compare published course records with the truth of the sites they came from."""
    known, groups = _Known(truth), _groups(truth)
    group_of = {member["key"]: main for main, members in groups.items() for member in members}
    result = Score(offers=len(groups), records=len(courses))
    holders: dict[str, list[int]] = {record["key"]: [] for record in truth}
    for number, course in enumerate(courses):
        keys = known.keys(course)
        for key in keys:
            holders[key].append(number)
        if not keys:
            result.wrongly_taken.append(course["url"])
            result.misses.append(f"no course: {course['url']} “{course.get('title')}”")
        offers = sorted({group_of[key] for key in keys})
        if len(offers) > 1:
            result.wrongly_joined.append(" + ".join(offers))
            result.misses.append(f"wrongly joined: {' + '.join(offers)}")
    for main, members in groups.items():
        _score_group(result, main, members, holders, courses)
    return result


def _score_group(
    result: Score, main: str, members: Sequence[Record], holders: Mapping[str, list[int]], courses: Sequence[Record]
) -> None:
    numbers = holders[main] or [n for member in members for n in holders[member["key"]]]
    if not numbers:
        result.misses.append(f"not found: {main} {members[0]['url']}")
    for member in members[1:]:
        result.joins += 1
        if set(holders[member["key"]]) & set(holders[main]):
            result.joined += 1
        elif numbers:
            result.misses.append(f"not joined: {member['key']} with {main}")
    if len(holders[main]) > 1:
        result.misses.append(f"taken {len(holders[main])} times: {main}")
    if numbers:
        result.found += 1
        _score_values(result, main, members, courses[numbers[0]])


def _score_values(result: Score, main: str, members: Sequence[Record], course: Record) -> None:
    for name, judge in JUDGES.items():
        verdict = judge(members, course)
        if verdict is None:
            continue
        right, want, got = verdict
        result.values[name] += 1
        result.right[name] += right
        if not right:
            result.misses.append(f"{name} of {main}: expected {want!r}, got {got!r}")


def _groups(truth: Sequence[Record]) -> dict[str, list[Record]]:
    groups = {record["key"]: [record] for record in truth if not record["duplicate_of"]}
    for record in truth:
        if record["duplicate_of"]:
            groups[record["duplicate_of"]].append(record)
    return groups


class _Known:
    """Finds the true record of an address."""

    def __init__(self, truth: Sequence[Record]) -> None:
        self.by_address = {_address(record["url"]): record["key"] for record in truth}
        self.by_title = {(urlsplit(r["url"]).netloc, _fold(r["title"])): r["key"] for r in reversed(truth)}

    def keys(self, course: Record) -> set[str]:
        """Return the keys of the true records that a course was made of."""
        pages = [(course["url"], course.get("title", ""))]
        pages += [(source["url"], source.get("title", "")) for source in course.get("sources", [])]
        found = (self._key(url, title) for url, title in pages)
        return {key for key in found if key}

    def _key(self, url: str, title: str) -> str | None:
        """Find a page of its own by its address, a row of a list by host and title."""
        key = self.by_address.get(_address(url)) or self.by_address.get(_address(url.partition("#")[0]))
        return key or self.by_title.get((urlsplit(url).netloc, _fold(title)))


def _address(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc.lower()}{unquote(parts.path).rstrip('/')}#{parts.fragment}"


# ---- the values: each judge returns None (nothing to compare) or right, expected, got

Verdict = tuple[bool, object, object] | None


def _organisation(members: Sequence[Record], course: Record) -> Verdict:
    got = course.get("provider") or {}
    name, names = got.get("name") or "", [m["provider"]["name"] for m in members]
    right = got.get("id") in {m["provider"]["id"] for m in members} or _fold(name) in map(_fold, names)
    return right, names[0], name


def _title(members: Sequence[Record], course: Record) -> Verdict:
    names = [m["title"] for m in members] + [t for m in members for t in m["acceptable"].get("title", [])]
    return _fold(course.get("title") or "") in map(_fold, names), names[0], course.get("title")


def _text(name: str, members: Sequence[Record], course: Record) -> Verdict:
    """Right where 0.8 of the words of one page are there and not much else."""
    wanted = [m[name] for m in members if m[name]] + [t for m in members for t in m["acceptable"].get(name, [])]
    got = course.get(name) or ""
    if not wanted:
        return (False, None, got) if got else None
    have = Counter(_fold(got).split())
    right = len(got) <= max(300, 6 * max(map(len, wanted))) and any(
        (want & have).total() >= 0.8 * want.total() for want in (Counter(_fold(text).split()) for text in wanted)
    )
    return right, wanted[0], got or None


def _price(members: Sequence[Record], course: Record) -> Verdict:
    wanted = [m["price"] for m in members if m["price"]][:1]
    got = course.get("price")
    if not wanted:
        return (False, None, got.get("text")) if got else None
    mine = (got["amount"], got["currency"]) if got else None
    return mine == (wanted[0]["amount"], wanted[0]["currency"]), wanted[0]["text"], mine


def _vat(members: Sequence[Record], course: Record) -> Verdict:
    wanted = [m["price"]["vat"] for m in members if m["price"]]
    got = (course.get("price") or {}).get("vat")
    told = [vat for vat in wanted if vat != "unknown"]
    if got is None or not (told or got != "unknown"):
        return None
    return got in (told or ["unknown"]), wanted[0], got


def _duration(members: Sequence[Record], course: Record) -> Verdict:
    wanted = [m["duration"] for m in members if m["duration"]][:1]
    got = course.get("duration")
    if not wanted:
        return (False, None, got) if got else None
    mine = (got["value"], got["unit"]) if got else None
    right = got is not None and _length(got) == _length(wanted[0])
    return right, (wanted[0]["value"], wanted[0]["unit"]), mine


def _length(duration: Record) -> tuple[float, str]:
    factor, unit = {"half_day": (0.5, "day"), "month": (1 / 12, "year")}.get(duration["unit"], (1, duration["unit"]))
    return round(duration["value"] * factor, 3), unit


def _dates(members: Sequence[Record], course: Record) -> Verdict:
    """Right where the runs of all pages are there and no others; open starts count as such."""
    told = [s for m in members for s in m["sessions"]]
    want, got = {_run(s) for s in told if s["start"]}, {_run(s) for s in course.get("sessions", []) if s["start"]}
    yearless = [s["text"] for s in told if not s["start"]]
    words = " ".join(_fold(s.get("text") or "") for s in course.get("sessions", []) if not s["start"])
    start = members[0]["start"] if members[0]["start"] in ("on_request", "any_time") else None
    if not (want or yearless or start):
        return (False, None, sorted(got)) if got else None
    right = want == got and all(_fold(text) in words for text in yearless)
    right = right and (start is None or course.get("start") == start)
    return right, start or [*sorted(want), *yearless], [course.get("start"), *sorted(got)]


def _run(session: Record) -> tuple[str, str]:
    start, end = session["start"], session.get("end") or session["start"]
    return start[:10], end[:10]


def _freshness(members: Sequence[Record], course: Record) -> Verdict:
    want, got = members[0]["freshness"]["status"], (course.get("freshness") or {}).get("status")
    return want == got, want, got


JUDGES = {
    "organisation": _organisation,
    "audience": lambda members, course: _text("audience", members, course),
    "price": _price,
    "duration": _duration,
    "dates": _dates,
    "entry_requirements": lambda members, course: _text("entry_requirements", members, course),
    "vat": _vat,
    "freshness": _freshness,
    "title": _title,
}


def _fold(text: str) -> str:
    """Lower case, no accents or soft hyphens, words parted by one space."""
    plain = unicodedata.normalize("NFKD", text.replace("\xad", "")).casefold()
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))
