"""The pieces that dates are made of: numbers, months, weekdays, years, and whole dates in figures."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from normalize.values.date_words import MONTHS, QUARTERS, SEASONS, WEEKDAYS
from normalize.values.times import Times

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_LONG_DAYS = "|".join(sorted((word for word in WEEKDAYS if len(word) > 2), key=len, reverse=True))
_SHORT_DAYS = "|".join(word for word in WEEKDAYS if len(word) == 2)
_SEASON = "|".join(SEASONS)
_QUARTER = "|".join(sorted(QUARTERS, key=len, reverse=True))
_ACADEMIC = "|".join(f"{year}(?: ?[-/] ?{year + 1}|[-/]{(year + 1) % 100:02})" for year in range(2000, 2060))
_LETTERS = "".join(
    sorted({word[0] for word in (*MONTHS, *SEASONS, *WEEKDAYS, *QUARTERS, "q", "kwartaal")} - set("0123456789"))
)
_BEGIN = rf"(?:(?=[0-9'])|(?<![a-z])(?=[{_LETTERS}]))"
"""What any piece begins with: one test instead of one for each sort."""
ATOM = re.compile(
    rf"{_BEGIN}(?:"
    r"(?<![0-9/_])(?P<iso>(?P<iy>(?:19|20)[0-9]{2})(?P<is>[-/])(?P<im>[0-9]{2})(?P=is)(?P<id>[0-9]{2}))(?![0-9/_])"
    r"|(?<![0-9.,/_])(?<!\bv)(?P<num>(?P<nd>[0-9]{1,2}) ?(?P<sep>[-/.]) ?(?P<nm>[0-9]{1,2})(?: ?(?P=sep) ?|[- ](?=20))"
    r"(?P<ny>(?:19|20)[0-9]{2}|'?[0-9]{2}))(?![0-9_]|[-/.,][0-9])"
    rf"(?! ?(?:{_MONTH})(?![a-z]))"
    rf"|(?<![0-9])(?P<academic>{_ACADEMIC})(?![0-9]|[-/][0-9])"
    rf"|(?P<quarter>\b(?:q(?P<q1>[1-4])|(?P<q2>{_QUARTER}) (?:kwartaal|quarter)|(?:kwartaal|quarter) (?P<q3>[1-4])"
    rf"|(?P<half>{_QUARTER}) (?:helft|half))(?: van| of)?,? (?P<qy>20[0-9]{{2}})(?![0-9]))"
    rf"|(?P<season>\b(?P<sn>{_SEASON})(?:(?: van| of"
    rf"| in)?,? '?(?P<sy>20[0-9]{{2}}|(?:(?<=')[0-9]|[23])[0-9](?! ?(?:{_MONTH})(?![a-z])|-[0-9]|/[0-9]{{1,2}}[/ -]"
    rf"|,? (?:[0-9]|(?:en|and|t/m|tot|-) [0-9])))(?:/(?:20)?[0-9]{{2}})?(?![0-9]))?(?![a-z]))"
    rf"|(?P<month>(?<![a-z])(?P<mn>{_MONTH})(?![a-z])(?!(?<=[a-z]{{3}})(?<![a-z]{{4}})-(?!(?:{_MONTH})(?![a-z]))[a-z])\.?)"
    rf"|(?P<weekday>(?<![a-z])(?:(?P<wl>{_LONG_DAYS})(?:ochtend|morgen|(?:voor|na)?middag|avond"
    r"| (?:morning|afternoon|evening)(?!s? ?of\b)| (?:voor|na)middag)?(?:en|s)?\b"
    rf"|(?P<ws>{_SHORT_DAYS})(?=\.? ?[0-9]))\.?)"
    r"|(?P<year>(?<![0-9€.,/'+-])(?:19|20)[0-9]{2}(?![0-9]|[.,-][0-9]| ?(?:[a-z]{2}\b(?<!om|op|in|is|en|of|on"
    r"|at|to|by))?(?:euro|€|uur))|(?<![0-9a-z])'[0-9]{2}(?![0-9]))"
    r"|(?P<day>(?<![0-9.,:€'])(?P<dn>[0-3]?[0-9])(?:ste|st|nd|rd|th|de|e)?"
    rf"(?:(?![0-9a-z%]|[.:][0-9]|,[0-9]{{2,}}|,-)|(?=(?:{_MONTH})(?![a-z]))))"
    r")"
)
"""One piece; its named groups say which sort. What an underscore touches is the name of a file."""

Link = str
"""How an item hangs on the one before: range, and, or, comma, slash, line, or "" where other words stand between."""


class Item(msgspec.Struct, kw_only=True):
    """A day, month, season, quarter or year that a text names."""

    at: int
    """Position of the first character."""
    end: int
    """Position behind the last one."""
    kind: str
    """day, month, season, quarter, half (of a year), academic or year."""
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
    carried: bool = False
    """Whether the year is that of another date before it."""
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


_SLASHED = re.compile(r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})/(?:20)?[0-9]{2}(?![0-9])")


def is_american(words: str) -> bool:
    """Tell whether slashed dates are month first: one can't be anything else, or the clock is a.m./p.m."""
    pairs = [(int(m[1]), int(m[2])) for m in _SLASHED.finditer(words)]
    if any(first > 12 for first, _ in pairs):
        return False
    return any(second > 12 for _, second in pairs) or bool(pairs and re.search(r"[0-9] ?[ap]\.?m\b", words))


def single(atom: re.Match[str], *, american: bool) -> Item | None:
    """Return what a piece names by itself, if anything; a number may become a day, its month still open."""
    at, end = atom.span()
    item: Item | None = None
    if atom["iso"]:
        item = Item(at=at, end=end, kind="day", year=int(atom["iy"]), month=int(atom["im"]), day=int(atom["id"]))
    elif atom["num"]:
        item = _numeric(atom, american)
    elif atom["academic"]:
        item = Item(at=at, end=end, kind="academic", year=int(atom["academic"][:4]))
    elif atom["quarter"]:
        number = QUARTERS[atom["q1"] or atom["q2"] or atom["q3"] or atom["half"]]
        month, kind = (6 * number - 5, "half") if atom["half"] else (3 * number - 2, "quarter")
        item = Item(at=at, end=end, kind=kind, year=int(atom["qy"]), month=month)
    elif atom["season"]:
        year = year_of(atom["sy"]) if atom["sy"] else None
        item = Item(at=at, end=end, kind="season", year=year, month=SEASONS[atom["sn"]])
    elif 1 <= int(atom["dn"]) <= 31:
        item = Item(at=at, end=end, kind="day", day=int(atom["dn"]))
    return item


def _numeric(atom: re.Match[str], american: bool) -> Item | None:
    """Return the day of "04-12-2025": European order, unless a slashed one can only be American."""
    if len(atom["ny"]) < 4 and (atom["sep"] == "." or " " in atom["num"]):
        return None
    if atom["sep"] == "-" and atom.string[: atom.start()].endswith("-"):
        return None  # a telephone number
    day, month = int(atom["nd"]), int(atom["nm"])
    if atom["sep"] == "/" and american and day <= 12:
        day, month = month, day
    return Item(at=atom.start(), end=atom.end(), kind="day", year=year_of(atom["ny"]), month=month, day=day)


def year_of(word: str) -> int:
    """Read a year of four or two figures."""
    number = int(word.strip("'"))
    return number if number > 99 else 2000 + number
