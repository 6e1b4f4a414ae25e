"""The days, months, seasons and years that a text names, before anyone asks what happens then."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from normalize.values.date_words import (
    DUTCH_MONTHS,
    MONTHS,
    NOT_A_DAY,
    NOT_A_DAY_AFTER,
    PART,
    QUARTERS,
    SEASONS,
    WEEKDAYS,
)
from normalize.values.times import Times

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_LONG_DAYS = "|".join(sorted((word for word in WEEKDAYS if len(word) > 2), key=len, reverse=True))
_SHORT_DAYS = "|".join(word for word in WEEKDAYS if len(word) == 2)
_SEASON = "|".join(SEASONS)
_QUARTER = "|".join(sorted(QUARTERS, key=len, reverse=True))
_ACADEMIC = "|".join(f"{year}(?: ?[-/] ?{year + 1}|[-/]{(year + 1) % 100:02})" for year in range(2000, 2060))
_ATOM = re.compile(
    r"(?<![0-9])(?P<iso>(?P<iy>(?:19|20)[0-9]{2})-(?P<im>[0-9]{2})-(?P<id>[0-9]{2}))(?![0-9])"
    r"|(?<![0-9.,/-])(?P<num>(?P<nd>[0-9]{1,2}) ?(?P<sep>[-/.]) ?(?P<nm>[0-9]{1,2}) ?(?P=sep) ?(?P<ny>(?:19"
    r"|20)[0-9]{2}|'?[0-9]{2}))(?![0-9]|[-/.,][0-9])"
    rf"|(?<![0-9])(?P<academic>{_ACADEMIC})(?![0-9]|[-/][0-9])"
    rf"|(?P<quarter>\b(?:q(?P<q1>[1-4])|(?P<q2>{_QUARTER}) (?:kwartaal|quarter)|(?:kwartaal"
    rf"|quarter) (?P<q3>[1-4]))(?: van| of)?,? (?P<qy>20[0-9]{{2}})(?![0-9]))"
    rf"|(?P<season>\b(?P<sn>{_SEASON})(?:(?: van| of"
    rf"| in)?,? '?(?P<sy>(?:20)?[0-9]{{2}})(?:/(?:20)?[0-9]{{2}})?(?![0-9]))?(?![a-z]))"
    rf"|(?P<month>(?<![a-z])(?P<mn>{_MONTH})(?![a-z])\.?)"
    rf"|(?P<weekday>(?<![a-z])(?:(?P<wl>{_LONG_DAYS})(?:en|s|ochtend|morgen|middag|avond)?\b"
    rf"|(?P<ws>{_SHORT_DAYS})(?=\.? ?[0-9]))\.?)"
    r"|(?P<year>(?<![0-9a-z€.,/'+-])(?:19|20)[0-9]{2}(?![0-9]|[.,-][0-9]| ?(?:[a-z]{2}\b(?<!om|op|in|is|en|of|on"
    r"|at|to|by))?(?:euro|€|uur))|(?<![0-9a-z])'[0-9]{2}(?![0-9]))"
    r"|(?P<day>(?<![0-9.,:€'])(?P<dn>[0-3]?[0-9])(?:ste|st|nd|rd|th|de|e)?(?![0-9a-z%]|[.:][0-9]|,[0-9]{2,}|,-))"
)
_POSTCODE = re.compile(r"[0-9]{4} ?[A-Z]{2}\b")
_TIGHT = re.compile(r"^(?:\.? ?(?:of |de |the )?|-)$")
_BEFORE_YEAR = re.compile(r"^[ ,./('-]{0,3}(?:of |van |in )?'?$")
_RANGE = re.compile(
    r"^[ ,)]*(?:-|t/m|tm|tot en met|tot|until|till|through|thru|to|up to(?: and including)?|->|→)[ :]*(?:en met "
    r"|including |in de |in |de |the |eind |end of |and including )?$"
)
_LIST = re.compile(
    r"^[\s,;/&+|()•·:.-]*(?:(?P<or>of|or|dan wel|ofwel)|(?P<and>en|and|plus|alsmede|evenals|daarna"
    r"|as well as))?[\s,;/&+|()•·:-]*(?:(?:op|on|de|the|van|from|tot)\b[\s:(]*)?$"
)
Link = str
"""How an item hangs on the one before: range, and, or, comma, slash, line, or "" where other words stand between."""


class Item(msgspec.Struct, kw_only=True):
    """A day, month, season, quarter or year that a text names."""

    at: int
    """Position of the first character."""
    end: int
    """Position behind the last one."""
    kind: str
    """day, month, season, quarter, academic or year."""
    year: int | None = None
    """None where the text leaves it open."""
    month: int | None = None
    """1 to 12; of a season its EDTF number, of a quarter its first month."""
    day: int | None = None
    """1 to 31."""
    weekday: int | None = None
    """0 (Monday) to 6, where the text names it."""
    shared: bool = False
    """Whether the month stands only at a neighbour ("9" in "9-11 mei")."""
    american: bool = False
    """Whether the month stood before the day."""
    link: Link = ""
    """How it hangs on the item before."""
    times: Times | None = None
    """Times of day that belong to it."""

    def order(self) -> tuple[int, int]:
        """Return month and day, to be compared within a year."""
        return self.month or 0, self.day or 0

    def date(self) -> date | None:
        """Return the day; None where the year is open or it is no day."""
        return date(self.year, self.month or 1, self.day or 1) if self.kind == "day" and self.year is not None else None

    def valid(self) -> bool:
        """Tell whether the calendar has it; 29 February passes where the year is open."""
        if self.kind == "day":
            try:
                date(self.year or 2024, self.month or 0, self.day or 0)
            except ValueError:
                return False
        return True


def find_items(folded: str, words: str, times: list[Times]) -> list[Item]:
    """Find what a text names, in order; bare numbers without a month are dropped."""
    blank = _blank(words, times)
    american = _is_american(words)
    items: list[Item] = []
    atoms = [match for match in _ATOM.finditer(blank) if not (match["year"] and _POSTCODE.match(folded, match.start()))]
    weekday: re.Match[str] | None = None
    skip = -1
    for position, atom in enumerate(atoms):
        if position == skip:
            continue
        last = items[-1] if items else None
        gap = blank[last.end : atom.start()] if last else "?"
        following = atoms[position + 1] if position + 1 < len(atoms) else None
        if atom["weekday"]:
            weekday = _weekday(atom, following, blank, last)
            continue
        item: Item | None = None
        if atom["month"]:
            number = MONTHS[atom["mn"]]
            if last and last.kind == "day" and last.month is None and _TIGHT.match(gap):
                last.month, last.end = number, atom.end()
            elif following and following["day"] and _american_day(atom, following, blank, atoms, position):
                item = Item(
                    at=atom.start(),
                    end=following.end(),
                    kind="day",
                    month=number,
                    day=int(following["dn"]),
                    american=True,
                )
                skip = position + 1
            elif atom["mn"] not in ("may", "mar", "maa", "jan", "mei") or _means_month(atom, following, blank):
                item = Item(at=atom.start(), end=atom.end(), kind="month", month=number)
        elif atom["year"]:
            year = _year(atom["year"])
            if last and last.year is None and last.kind in ("day", "month", "season") and _BEFORE_YEAR.match(gap):
                last.year, last.end = year, atom.end()
            else:
                item = Item(at=atom.start(), end=atom.end(), kind="year", year=year)
        else:
            item = _item(atom, blank, american)
            if (
                item
                and item.kind == "day"
                and item.month is None
                and last
                and last.american
                and _link(gap)
                and last.month
            ):
                if not (following and following["month"] and _TIGHT.match(blank[atom.end() : following.start()])):
                    item.month, item.shared, item.american = last.month, True, True
        if item is None:
            continue
        if weekday and item.kind == "day":
            item.weekday = WEEKDAYS[weekday["wl"] or weekday["ws"]]
            item.at = weekday.start()
        weekday = None
        items.append(item)
    return _join(items, blank)


def _blank(words: str, times: list[Times]) -> str:
    """Return the words with times of day blanked out, so that no date is read from them."""
    for found in times:
        words = words[: found.at] + " " * (found.end_at - found.at) + words[found.end_at :]
    return words


def _is_american(words: str) -> bool:
    """Tell whether slashed dates are month first: one can't be anything else, or the clock is a.m./p.m."""
    pairs = [
        (int(m[1]), int(m[2]))
        for m in re.finditer(r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})/(?:20)?[0-9]{2}(?![0-9])", words)
    ]
    if any(first > 12 for first, _ in pairs):
        return False
    return any(second > 12 for _, second in pairs) or bool(pairs and re.search(r"[0-9] ?[ap]\.?m\b", words))


def _weekday(
    atom: re.Match[str], following: re.Match[str] | None, blank: str, last: Item | None
) -> re.Match[str] | None:
    """Hold a weekday for the date that follows; give it to the date before where none does."""
    if (
        following
        and re.fullmatch(r"[ ,.:/|(-]{0,3}(?:the |de )?", blank[atom.end() : following.start()])
        and not following["weekday"]
    ):
        return atom
    if (
        last
        and last.kind == "day"
        and last.weekday is None
        and re.fullmatch(r"[ ,/|(\n-]{0,3}", blank[last.end : atom.start()])
    ):
        last.weekday, last.end = WEEKDAYS[atom["wl"] or atom["ws"]], atom.end()
    return None


def _american_day(
    atom: re.Match[str], number: re.Match[str], blank: str, atoms: list[re.Match[str]], position: int
) -> bool:
    """Tell whether "April 4" is a day: not in Dutch unless a year follows, and not "September 2 dagen"."""
    if not re.fullmatch(r"\.? (?:the )?", blank[atom.end() : number.start()]) or NOT_A_DAY_AFTER.match(
        blank[number.end() :]
    ):
        return False
    after = atoms[position + 2] if position + 2 < len(atoms) else None
    gap = blank[number.end() : after.start()] if after else "?"
    if after and after["month"] and _TIGHT.match(gap):
        return False
    year_follows = bool(after and after["year"] and re.fullmatch(r",? ", gap))
    return year_follows or atom["mn"] not in DUTCH_MONTHS


def _means_month(atom: re.Match[str], following: re.Match[str] | None, blank: str) -> bool:
    """Tell whether a short name that is also another word stands for a month."""
    tight_year = following and following["year"] and re.fullmatch(r"[ ,.']{0,2}", blank[atom.end() : following.start()])
    before = blank[max(0, atom.start() - 12) : atom.start()]
    if atom["mn"] == "may":
        return bool(tight_year) or (
            bool(re.search(r"(?:\b(?:in|and|en|or|&|until|to|from|since)|[,/-]) ?$", before))
            and not re.match(r" (?:be|not|also|have|differ|vary|apply|contact|use|request)\b", blank[atom.end() :])
        )
    return atom["mn"] == "mei" or bool(tight_year)


def _item(atom: re.Match[str], blank: str, american: bool) -> Item | None:
    """Return what a single atom names, if anything."""
    at, end = atom.span()
    if atom["iso"]:
        return Item(at=at, end=end, kind="day", year=int(atom["iy"]), month=int(atom["im"]), day=int(atom["id"]))
    if atom["num"]:
        return _numeric(atom, american)
    if atom["academic"]:
        return Item(at=at, end=end, kind="academic", year=int(atom["academic"][:4]))
    if atom["quarter"]:
        number = QUARTERS[atom["q1"] or atom["q2"] or atom["q3"]]
        return Item(at=at, end=end, kind="quarter", year=int(atom["qy"]), month=3 * number - 2)
    if atom["season"]:
        year = _year(atom["sy"]) if atom["sy"] else None
        return Item(at=at, end=end, kind="season", year=year, month=SEASONS[atom["sn"]])
    number = int(atom["dn"])
    if (
        not 1 <= number <= 31
        or NOT_A_DAY.search(blank[max(0, at - 16) : at])
        or NOT_A_DAY_AFTER.match(blank[end : end + 16])
    ):
        return None
    return Item(at=at, end=end, kind="day", day=number)


def _numeric(atom: re.Match[str], american: bool) -> Item | None:
    """Return the day of "04-12-2025": European order, unless a slashed one can only be American."""
    if len(atom["ny"]) < 4 and (atom["sep"] == "." or " " in atom["num"]):
        return None
    day, month = int(atom["nd"]), int(atom["nm"])
    if atom["sep"] == "/" and american and day <= 12:
        day, month = month, day
    return Item(at=atom.start(), end=atom.end(), kind="day", year=_year(atom["ny"]), month=month, day=day)


def _year(word: str) -> int:
    number = int(word.strip("'"))
    return number if number > 99 else 2000 + number


def _join(items: list[Item], blank: str) -> list[Item]:
    """Link the items, give the months of "9-11 mei" to the 9, drop numbers that stay without a month."""
    kept: list[Item] = []
    for item in reversed(items):
        if item.kind == "day" and item.month is None:
            follower = kept[-1] if kept else None
            gap = blank[item.end : follower.at] if follower else "?"
            if not (
                follower
                and follower.kind == "day"
                and follower.month
                and not follower.american
                and _link(gap) not in ("", "line")
            ):
                continue
            item.month, item.shared = follower.month, True
        kept.append(item)
    kept.reverse()
    for before, after in zip(kept, kept[1:], strict=False):
        after.link = _link(blank[before.end : after.at])
    return kept


def _link(gap: str) -> Link:
    """Tell how two items hang together by what stands between them."""
    if len(gap) > 60:
        return ""
    if _RANGE.match(gap):
        return "range"
    rest = PART.sub(" ", gap)
    if _RANGE.match(rest):
        return "range"
    match = _LIST.match(rest)
    if not match:
        return ""
    if match["or"]:
        return "or"
    if match["and"] or "&" in rest or "+" in rest:
        return "and"
    if any(mark in rest for mark in "\n;|•·"):
        return "line"
    if "/" in rest:
        return "slash"
    return "comma" if "," in rest else "line"
