"""The days, months, seasons and years that a text names, before anyone asks what happens then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from normalize.values.alternatives import question
from normalize.values.date_atoms import ATOM, Item, Link, is_american, single, year_of
from normalize.values.date_words import (
    DUTCH_MONTHS,
    ENDING,
    MONTHS,
    NOT_A_DAY,
    NOT_A_DAY_AFTER,
    OTHER_WORDS,
    PART,
    SEASONS,
    WEEKDAYS,
)
from normalize.values.times import Times

_NAMED = question("|".join(["[0-9]", *MONTHS, *SEASONS]))
_IN_FIGURES = re.compile(
    r"(?:(?<![0-9/-])|(?<=/[0-9]-)|(?<=/[0-9]{2}-)|(?<=-[0-9]/)|(?<=-[0-9]{2}/))"
    r"[0-9]{1,2}([/-])[0-9]{1,2}(?:\1|[- ](?=20))(?:20)?[0-9]{2}(?![0-9])"
)
"""A whole date in figures: what parts them."""
_MONTH_BEHIND = re.compile(r"([/-])(0?[1-9]|1[0-2])(?![0-9]|[.,:][0-9]|/[0-9](?![0-9]?-[0-9])|-[0-9](?![0-9]?/[0-9]))")
_CODE = re.compile(r"[a-z]-?\Z")
_POSTCODE = re.compile(r"[0-9]{4} ?[A-Z]{2}\b")
_TIGHT = re.compile(r"^(?:\.? ?(?:of |de |the )?|-)$")
_PLURAL = re.compile(r"(?:days|en)$")
_FORM = re.compile(
    r" ?\((?:(?:on )?campus|online|live(?: online)?|teams|zoom|op locatie|on ?site|fysiek|digitaal|hybride?"
    r"|(?:hele|halve) dag|ochtend|middag|avond|morning|afternoon|evening|theorie|praktijk|theory|practice)\) ?"
)
"""In brackets behind a day of a list: how that day is."""
_LAST = re.compile(r"\b(?:slot|laatste|last|final)")
_REMARK = re.compile(r" ?\([^()]{1,80}\) ?| ?\( {4,40}")
"""In brackets between the ends of a range: "4 juli (aankomst na 15 uur) t/m 16 juli"; of times nothing is left."""
_YEAR_END = re.compile(r"\b(?:einde?(?: van)?|end of) $")
_BEFORE_YEAR = re.compile(r"^[ ,./('-]{0,3}(?:of |van |in )?'?$")
_RANGE = re.compile(
    r"^[ ,)@|.]*(?:(?:om|at|uur|hrs?)\b[ ,)]*){0,2}(?:-|t/m|tm|t\.?e\.?m\.?|tot en met|tot|until|till|through|thru|to"
    r"|up to(?: and including)?|->|→)[ :]*(?:en met "
    r"|including |in de |in |de |the |eind |end of |and including )?$"
)
_ENDS_AT = re.compile(
    rf"^[\s,;|/.)-]*(?:(?:en|and|maar|waarna)\b )?(?:(?:(?:de|deze|the|this) \w+|hij|het|it) (?:\w+ )?)?"
    rf"(?:(?:de|the) )?(?:{ENDING}"
    r"|einde|end|until|till|tot en met|t/m|t\.?e\.?m\.?|tot)\b[\s:]*(?:is |zijn )?"
    r"(?:\w{1,6} (?:dagen|weken|maanden|days|weeks|months) later )?"
    r"(?:(?:op|on|in|de|the|het|eind|begin|half|medio) ){0,4}"
    r"(?=(?:\w{2,9}\.? ?)?(?:(?:mid)?[a-z]{0,5}(?:morning|noon|evening|ochtend|middag|avond) ?)?$)"
    r"(?:" + "|".join(WEEKDAYS) + r")?\.? ?(?:(?:morning|afternoon|evening|ochtend|middag|avond) ?)?$"
)
_LIST = re.compile(
    r"^[\s,;/&+|()•·:.-]*(?:(?P<or>of|or|dan wel|ofwel)|(?P<and>en|and|plus|alsmede|evenals|daarna"
    r"|as well as))?[\s,;/&+|()•·:-]*(?:(?:op|on|in|de|het|the|van|from|tot)\b[\s:(]*){0,2}$"
)
_AGAIN = re.compile(r"^\W*(?:wordt )?(?:herhaling|herhaald|herkansing|repeated|repeat)\b:? ?(?:op|on)? ?\W*$")
"""Between the days of a run and those of one like it."""
_BEFORE_DAY = re.compile(
    r"\b(?:\w*dag|day|\w*avond|middag|(?:eerste|laatste|volgende) \w*(?:les|bijeenkomst|college)"
    r"|(?:first|last|next) \w+) ?$"
)
_MARKS: tuple[tuple[str, Link], ...] = (("&+", "and"), ("\n;|•·", "line"), ("/", "slash"), (",", "comma"))


_DOTTED = re.compile(
    r"(?<![0-9.,:/])(?P<day>[0-3]?[0-9])\.(?P<month>0?[1-9]|1[0-2])(?P<gap>\. ?| )"
    r"(?P<to>(?:-|bis|tot(?: en met)?|t/m|to|until|till) ?)"
    r"(?P<last>[0-3]?[0-9]\.(?:0?[1-9]|1[0-2]))\.(?=(?:19|20)[0-9]{2}(?![0-9]))"
)
"""A run in figures with dots, whose year stands but once: "24.07. - 29.07.2023"."""


def slashed(words: str) -> str:
    """Write a run in figures with dots as one with slashes, character by character: "24.07" is no time of day then."""
    if "." not in words or (".20" not in words and ".19" not in words):
        return words
    return _DOTTED.sub(_slash, words)


def _slash(run: re.Match[str]) -> str:
    """Write one such run."""
    between = (run["gap"] + run["to"]).replace(".", "").replace("bis", " - ")
    between = between.ljust(len(run["gap"] + run["to"]))
    return f"{run['day']}/{run['month']}{between}{run['last'].replace('.', '/')}/"


def may_name_date(words: str) -> bool:
    """Tell whether plain text may name a date: it holds a figure, or what a month or a season is called."""
    return _NAMED.search(words) is not None


def find_items(folded: str, words: str, times: Sequence[Times]) -> list[Item]:
    """Find what a text names, in order; bare numbers without a month are dropped."""
    if not may_name_date(words):
        return []
    american = is_american(words)
    for found in times:  # no date is read from times of day
        words = words[: found.at] + " " * (found.end_at - found.at) + words[found.end_at :]
    return _Scan(folded, words, american=american).items()


class _Scan:
    """One pass over the pieces of a text, from left to right."""

    def __init__(self, folded: str, words: str, *, american: bool) -> None:
        self._words = words
        self._american = american
        figures = _IN_FIGURES.search(words)
        self._figures = figures[1] if figures else None
        self._atoms = [
            atom
            for atom in islice(ATOM.finditer(words), 300)
            if not (atom["year"] and _POSTCODE.match(folded, atom.start()))
        ]
        self._found: list[Item] = []
        self._weekday: re.Match[str] | None = None  # waits for the date behind it

    def items(self) -> list[Item]:
        """Put the pieces together."""
        position = 0
        while position < len(self._atoms):
            atom = self._atoms[position]
            if self._found and atom.start() < self._found[-1].end:
                position += 1
                continue
            if atom["weekday"]:
                self._take_weekday(atom, position)
                item = None
            elif atom["month"]:
                item = self._month(atom, position)
            elif atom["year"]:
                item = self._year(atom)
            else:
                item = single(atom, american=self._american)
                if item is not None and item.month is None and item.kind == "day":
                    self._share_american(item, position)
                    self._month_in_figures(item)
            if item is not None:
                self._add(item)
                position += item.american and not item.shared
            position += 1
        return _join(self._found, self._words)

    def _add(self, item: Item) -> None:
        if self._weekday is not None and item.kind == "day":
            item.weekday = WEEKDAYS[self._weekday["wl"] or self._weekday["ws"]]
            item.at = self._weekday.start()
        self._weekday = None
        self._found.append(item)

    def _following(self, position: int) -> tuple[re.Match[str] | None, str]:
        """Return the next piece and what stands before it."""
        if position + 1 >= len(self._atoms):
            return None, "?"
        atom = self._atoms[position + 1]
        return atom, self._words[self._atoms[position].end() : atom.start()]

    def _last(self, atom: re.Match[str]) -> tuple[Item | None, str]:
        """Return the item before a piece and what stands between."""
        if not self._found:
            return None, "?"
        return self._found[-1], self._words[self._found[-1].end : atom.start()]

    def _take_weekday(self, atom: re.Match[str], position: int) -> None:
        """Hold a weekday for the date that follows; give it to the date before where none does."""
        following, gap = self._following(position)
        last, before = self._last(atom)
        self._weekday = None
        if following and not following["weekday"] and re.fullmatch(r"[ ,.:/|(-]{0,3}(?:the |de )?", gap):
            self._weekday = atom
        elif _PLURAL.search(atom["weekday"]):
            return  # "9-20 May, Mondays and Tuesdays"
        elif last and last.kind == "day" and last.weekday is None and re.fullmatch(r"[ ,/|(\n-]{0,3}", before):
            last.weekday, last.end = WEEKDAYS[atom["wl"] or atom["ws"]], atom.end()

    def _month(self, atom: re.Match[str], position: int) -> Item | None:
        """Give a month to the number before it, or to the one behind in American order, or let it stand alone."""
        last, before = self._last(atom)
        following, gap = self._following(position)
        number = MONTHS[atom["mn"]]
        if (
            last
            and last.kind == "day"
            and last.month is None
            and _TIGHT.match(before)
            and _is_day(last, self._words, tight=True)
        ):
            last.month, last.end = number, atom.end()
            return None
        if following and following["day"] and re.fullmatch(r"\.? (?:the )?", gap) and self._is_american(position):
            day = int(following["dn"])
            return Item(at=atom.start(), end=following.end(), kind="day", month=number, day=day, american=True)
        if atom["mn"] in OTHER_WORDS and not self._means_month(atom, following, gap):
            return None
        return Item(at=atom.start(), end=atom.end(), kind="month", month=number)

    def _is_american(self, position: int) -> bool:
        """Tell whether "April 4" is a day: not in Dutch unless a year follows, and not "September 2 dagen"."""
        month, number = self._atoms[position], self._atoms[position + 1]
        after, gap = self._following(position + 1)
        if NOT_A_DAY_AFTER.match(self._words[number.end() : number.end() + 16]) or not 1 <= int(number["dn"]) <= 31:
            return False
        if after and after["month"] and _TIGHT.match(gap):
            return False
        year_follows = bool(after and after["year"] and re.fullmatch(r",? ", gap))
        return year_follows or month["mn"] not in DUTCH_MONTHS

    def _means_month(self, atom: re.Match[str], following: re.Match[str] | None, gap: str) -> bool:
        """Tell whether a name that is also another word ("may", "jan") stands for a month."""
        if following and following["year"] and re.fullmatch(r"[ ,.']{0,2}", gap):
            return True
        before, after = self._words[max(0, atom.start() - 12) : atom.start()], self._words[atom.end() : atom.end() + 10]
        linked = re.search(r"(?:\b(?:in|and|en|or|&|until|to|from|since)|[,/-]) ?$", before)
        return bool(linked) and not re.match(r" (?:be|not|also|have|differ|vary|apply|contact|use|request)\b", after)

    def _year(self, atom: re.Match[str]) -> Item | None:
        """Give a year to what stands right before it, or let it stand alone."""
        last, before = self._last(atom)
        year = year_of(atom["year"])
        if atom.start() and self._words[atom.start() - 1].isalpha() and not (last and last.end == atom.start()):
            return None
        if last and last.year is None and last.kind in ("day", "month", "season") and _BEFORE_YEAR.match(before):
            last.year, last.end = year, atom.end()
            return None
        if last and last.kind in ("day", "month") and _YEAR_END.search(self._words[: atom.start()][-10:]):
            return Item(at=atom.start(), end=atom.end(), kind="month", year=year, month=12)  # "sluit af eind 2028"
        return Item(at=atom.start(), end=atom.end(), kind="year", year=year)

    def _month_in_figures(self, item: Item) -> None:
        """Read "za 6/6": a weekday makes it a day, or a date in figures that follows ("6/6, 13/6/2027")."""
        month = _MONTH_BEHIND.match(self._words[item.end : item.end + 9])
        if month and _CODE.search(self._words[max(0, item.at - 2) : item.at]):
            return  # "WH-27-01" is a code
        if month and (self._weekday is not None or month[1] == self._figures):
            item.month, item.end = int(month[2]), item.end + month.end()

    def _share_american(self, item: Item, position: int) -> None:
        """Give "5" in "April 4, 5 and 6" the month of its neighbour."""
        last, before = self._last(self._atoms[position])
        following, gap = self._following(position)
        if following and following["month"] and _TIGHT.match(gap):
            return
        parted = not (last and last.year and before.isspace())  # "Mar 9, 2027 4 seats left"
        if last and last.american and parted and _link(before) and _is_day(item, self._words):
            item.month, item.shared, item.american = last.month, True, True


def _is_day(item: Item, words: str, *, tight: bool = False) -> bool:
    """Tell by the words around it whether a number can be a day of the month.

    `tight`: its month follows at once, so that "open dag 3 maart" holds a day and "dag 3, 5 maart" does not.
    """
    before, after = words[max(0, item.at - 16) : item.at], words[item.end : item.end + 16]
    if tight and _BEFORE_DAY.search(before):
        return True
    return not (NOT_A_DAY.search(before) or NOT_A_DAY_AFTER.match(after))


def _join(items: list[Item], blank: str) -> list[Item]:
    """Link the items, give the months of "9-11 mei" to the 9, drop numbers that stay without a month."""
    kept: list[Item] = []
    for item in reversed(items):
        if item.kind == "day" and item.month is None:
            follower = kept[-1] if kept and kept[-1].kind == "day" and not kept[-1].american else None
            if not (follower and _link(blank[item.end : follower.at]) not in ("", "line") and _is_day(item, blank)):
                continue
            item.month, item.shared = follower.month, True
        kept.append(item)
    kept.reverse()
    for before, after in pairwise(kept):
        after.link = _link(blank[before.end : after.at])
        if after.link == "range" and before.link in ("and", "comma") and _LAST.search(blank[before.end : after.at]):
            after.link = "and"  # "… 5 en 12 november, en de slotavond is op 19 november"
        if after.link == "and" and re.search(r"\b(?:tussen|between) $", blank[max(0, before.at - 9) : before.at]):
            after.link = "range"
    return kept


def _link(gap: str) -> Link:
    """Tell how two items hang together by what stands between them."""
    bare = _REMARK.sub(" ", gap) if "(" in gap else gap
    if _RANGE.match(bare):
        return "range"
    if len(gap) > 60:
        return ""
    gap = _FORM.sub(" ", gap) if "(" in gap else gap
    rest = PART.sub(" ", gap)
    if _RANGE.match(gap) or _RANGE.match(rest) or _ENDS_AT.match(gap):
        return "range"
    match = _LIST.match(rest)
    if match is None:
        return "or" if _AGAIN.match(gap) else ""
    if match["or"] or match["and"]:
        return "or" if match["or"] else "and"
    return next((link for marks, link in _MARKS if any(mark in rest for mark in marks)), "line")
