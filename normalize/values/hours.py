"""From when until when the days of a course last: what a text tells of all of them, and of some apart."""

from __future__ import annotations

import re

import msgspec

from normalize.values.date_words import WEEKDAYS
from normalize.values.times import Times, find_times
from normalize.values.words import fold, plain

Clocks = tuple[str | None, str | None]
"""When it begins and when it ends, HH:MM; None for what a text leaves open."""


class Hours(msgspec.Struct, frozen=True):
    """Times of day of meetings, apart from their dates."""

    every: Clocks = (None, None)
    """Those of all days, or of all that the other fields do not name."""
    numbered: dict[int, Clocks] = {}
    """Those of the first, the second … day; -1 for the last."""
    weekdays: dict[int, Clocks] = {}
    """Those of each weekday, 0 for Monday."""

    def of(self, number: int, last: int, weekday: int) -> Clocks:
        """Return the times of one of `last` days, counted from 1, that falls on a weekday."""
        apart = self.numbered.get(number) or (self.numbered.get(-1) if number == last else None)
        begin, end = apart or self.weekdays.get(weekday) or (None, None)
        return begin or self.every[0], end or self.every[1]


_DAYS = (
    r"(?:cursus|les|trainings|opleidings|college|werk|studie|workshop)?"
    r"(?:dag|bijeenkomst|avond|middag|ochtend|sessie|les)"
)
_ORDER = {
    **dict.fromkeys(("eerste", "first", "1e", "1ste", "1st"), 1),
    **dict.fromkeys(("tweede", "second", "2e", "2de", "2nd"), 2),
    **dict.fromkeys(("derde", "third", "3e", "3de", "3rd"), 3),
    **dict.fromkeys(("vierde", "fourth", "4e", "4de", "4th"), 4),
    **dict.fromkeys(("vijfde", "fifth", "5e", "5de", "5th"), 5),
    **dict.fromkeys(("laatste", "slotdag", "slotmiddag", "last", "final", "closing"), -1),
}
NUMBERED = re.compile(rf"{_DAYS} [1-9]\b|\bday [1-9]\b|\b(?:{'|'.join(_ORDER)})\b")
"""Names the first, the second … day."""
_LONG = "|".join(sorted((name for name in WEEKDAYS if len(name) > 2), key=len, reverse=True))
_SHORT = "ma|di|wo|do|vr|za"
_NAMES = rf"(?:{_LONG})s?\b|(?:{_SHORT})\b(?=\W{{1,3}}(?:\d|t/m|en |van |tot |{_SHORT}))"
_SORTS = (
    r"\b(?:online|live|campus|theorie|praktijk|skills|intervisie|terugkom|follow-up|thuis|zoom|teams|stage|lab|practicum"
    r"|excursie|examen|toets|assessment|digitale|fysieke|vervolg|virtual|on-site|wekelijkse?|weekly)[ -]?(?:live[ -]?)?"
    r"(?:dag|bijeenkomst|avond|(?:na)?middag|ochtend|sessie|session|les|deel|college|uur|moment|vragenuur|training|class"
    r"|day|evening|part|meeting|call)(?:en|s|e?n|sen)?\b|\b\w*vragenuur\w*|\b\w{3,}groep(?:en)?\b"
    r"|\bexcursies?\b|\bexcursions?\b|\bpractica\b|\bpracticum\b"
    r"|\bonline (?:houden|stoppen|eindigen|beginnen|starten|is|zijn|van|from|we|wij|the)\b|\bq&a\b|\boffice hours?\b"
)
SORT = re.compile(_SORTS)
"""Names a sort of meetings, of which no date says that it is one."""
_SCOPE = re.compile(
    rf"\b{_DAYS} (?P<from>[1-9])(?: ?(?P<link>t/m|tot en met|en|&|-) ?(?:{_DAYS} )?(?P<to>[1-9]))?\b(?![.:]\d)"
    r"|\bdays? (?P<from2>[1-9])(?: ?(?P<link2>to|and|&|-|through) ?(?:day )?(?P<to2>[1-9]))?\b(?![.:]\d)"
    rf"|\b(?P<order>{'|'.join(_ORDER)})\b"
    rf"|\b(?P<weekday>{_NAMES})"
    rf"(?: ?(?P<between>t/m|tot en met|tot|en|and|to|through|&|-|,) ?(?P<until>{_NAMES}))?"
    r"|\b(?P<rest>(?:overige|andere|other|remaining) (?:\w+)?(?:dagen|days|avonden|bijeenkomsten))\b"
    rf"|\b(?P<all>(?:alle|beide|elke|iedere|ieder|all|both|every|each)(?: (?:twee|drie|vier|vijf|two|three))?"
    r" (?:cursus|les|trainings|opleidings|college|werk|studie|course )?"
    r"(?:dag(?:en)?|days?|avond(?:en)?|middag(?:en)?|ochtend(?:en)?|bijeenkomst(?:en)?|keren|sessions?|evenings?"
    r"|mornings?|afternoons?|lessen)|dagelijks|daily|telkens|steeds)\b"
    rf"|(?P<sort>{_SORTS})"
)
"""Says of which days the times of day behind it are."""
_ASIDE = re.compile(
    r"\b(?:inloop|ontvangst|ontvangen|koffie|coffee|thee|tea|lunch\w*|pauze\w*|break\w*|borrel\w*|drinks?|diner\w*"
    r"|dinner|soep|maaltijd|eten|ontbijt|breakfast|registrati\w*|aanmelden|inschrijven|deur(?:en)?|zaal|doors|open|"
    r"opent|geopend|aankomst|arrival|arrive|welkom\w*|welcome|walk-in|toegang|parkeren|examen|exam|toets|avondeten"
    r"|kamers?|check-?in|napraten|netwerk\w*|social|telefo\w*|bereik\w*|bellen|trein|bus|presentielijst)\b"
)
"""Says that the times of day beside it are those of something around the meetings."""
_WITH = re.compile(r"\b(?:met|incl\w*|including|with|and have)(?: (?:een|de|a|the|gezamenlijke))?\W*$")
"""Before what comes with the meetings that begin or end then."""
_ENDS = re.compile(
    r"\b(?:tot|until|till|einde?|eind ?tijd|eindig\w*|sluit\w*|ronden?|rondt|afgerond|klaar|stop\w*|finish\w*"
    r"|ends?|ending|wrap"
    r"|afgelopen|afronding|afsluiting|dur?en|duurt|loopt|lopen|close|closes|to(?= $))\b[^.;]{0,25}$"
)
_ENDED = re.compile(
    r"[\s)]*(?:uur )?(?:(?:is|zijn|ben|bent|are|we|wij|you|u|je|jullie|de|het|the|it|over|all) )*"
    r"(?:(?!en |and )\w+ )?(?:klaar|af\b|afgelopen|sluiten|eindig\w*|ronden|stop\w*|einde|done|finish\w*|ends?\b|over\b"
    r"|home|naar huis|afgerond)"
)
_BEGINS = re.compile(
    r"\b(?:begin\w*|start\w*|aanvang\w*|van|vanaf|from|trappen|aftrap|kick off|openen|opening)\b[^.;]{0,25}$"
)
_AT = re.compile(r"(?:\b(?:om|at|rond|around|circa|ca\.?|klokslag)|[:(,]|^)\W*$")
_EVERY_AT = re.compile(
    r"\b(?:elke|iedere|each|every|alle|all|dagelijks|daily|telkens|steeds)\b.{0,25} (?:om|at) $"
    r"|^.{0,12}: ?(?:om |at )?$"
)
_CUT = re.compile(r"[(;.!?:]|, | en | and | - | \+ |\n")
"""Parts a time of day from what is said of another."""
_STOP = re.compile(r"[.!?;](?= )|\n")
LONGEST = 500
"""Characters in which the times are looked for."""


def read_hours(text: str) -> Hours | None:
    """Read when meetings begin and end, from words that tell it apart from the dates.

    None where no time is told, where one can be neither begin nor end, where the same days have two, and where
    some are those of a sort of meetings (online, practice, a group) that the words alone do not place.
    """
    words = plain(fold(text))[:LONGEST]
    told: dict[tuple[str, int], Clocks] = {}
    at, scope, verb = 0, [("every", 0)], ""
    times = [one for one in find_times(words) if not one.seconds]
    for n, one in enumerate(times):
        lead = words[at : one.at]
        behind = words[one.end_at : times[n + 1].at if n + 1 < len(times) else len(words)]
        if _STOP.search(lead):
            scope = [("every", 0)]
        scope = _scope(lead, behind) or scope
        at = one.end_at
        role = "both" if one.end else _role(lead, behind, verb)
        if _is_aside(lead, behind, one, role):
            continue
        if role is None or ("sort", 0) in scope:
            return None
        verb = role if role != "both" else verb
        clocks = (one.start, one.end) if one.end else (one.start, None) if role == "begin" else (None, one.start)
        for days in scope:
            united = _united(told.get(days), clocks)
            if united is None:
                return None
            told[days] = united
    return _hours(told)


def tells_apart(text: str) -> bool:
    """Tell whether a text gives some days other times than the rest."""
    hours = read_hours(text)
    if hours is None:
        return False
    every = {hours.every} if any(hours.every) else set()
    return len({*hours.numbered.values(), *hours.weekdays.values(), *every}) > 1


def _hours(told: dict[tuple[str, int], Clocks]) -> Hours | None:
    """Put together what was told of all days and of some; None for nothing, and for days that end before they begin."""
    if not told or any(begin and end and end <= begin for begin, end in told.values()):
        return None
    return Hours(
        every=told.get(("every", 0), (None, None)),
        numbered={number: clocks for (kind, number), clocks in told.items() if kind == "number"},
        weekdays={number: clocks for (kind, number), clocks in told.items() if kind == "weekday"},
    )


def _united(before: Clocks | None, clocks: Clocks) -> Clocks | None:
    """Put two times of the same days together; None where they differ, but for a morning and an afternoon."""
    if before is None or before == clocks:
        return clocks
    (begin, end), (other, last) = before, clocks
    if begin and end and other and last and end <= other:
        return begin, last
    if (begin and other and begin != other) or (end and last and end != last):
        return None
    return begin or other, end or last


def _role(lead: str, behind: str, verb: str) -> str | None:
    """Tell whether a lone time is when meetings begin or when they end."""
    clause = lead[_last_cut(lead) :]
    if _ENDED.match(behind[:40]) and not re.search(r"\b(?:van|vanaf|from)\b", clause):
        return "end"
    ends, begins = _ENDS.search(clause), _BEGINS.search(clause)
    if ends and begins:
        return "end" if ends.start() > begins.start() else "begin"
    if ends or begins:
        return "end" if ends else "begin"
    if re.match(r"\W*(?:uur )?(?:\w+ )?(?:begin|start|aanvang|trappen|gaan we)", behind[:40]):
        return "begin"
    if _AT.search(lead):
        return verb or ("begin" if _EVERY_AT.search(clause) else None)
    return None


def _is_aside(lead: str, behind: str, one: Times, role: str | None) -> bool:
    """Tell whether a time is that of something around the meetings."""
    clause = lead[_last_cut(lead) :]
    for aside in _ASIDE.finditer(clause):
        if not _WITH.search(clause[: aside.start()]) or one.end or not _VERB.search(clause):
            return True
    if one.end or (role and _VERB.search(clause)):
        return False
    cut = _CUT.search(behind)
    after = behind[: cut.start() if cut else 60]
    beside = _ASIDE.search(after)
    return beside is not None and not _WITH.search(after[: beside.start()])


_VERB = re.compile(r"\b(?:begin\w*|start\w*|aanvang\w*|eind\w*|stop\w*|sluit\w*|ronden|finish\w*|ends?|tot|until)\b")
"""Says itself that the meetings begin or end."""


def _last_cut(lead: str) -> int:
    """Return where the last part of a lead begins."""
    at = 0
    for cut in _CUT.finditer(lead):
        if lead[cut.end() :].strip(" ~-"):
            at = cut.end()
    return at


def _scope(lead: str, behind: str) -> list[tuple[str, int]] | None:
    """Find of which days a time is, from the words before it, or from brackets right behind it."""
    named = list(_SCOPE.finditer(lead))
    found = next((one for one in named if one["sort"]), named[-1] if named else None)
    bracket = re.match(r"\W*(?:uur )?\(([^()]{3,40})\)", behind)
    found = (_SCOPE.search(bracket[1]) if bracket and not re.search(r"\d[.:]\d\d", bracket[1]) else None) or found
    return _named(found) if found else None


def _named(found: re.Match[str]) -> list[tuple[str, int]]:
    """Return the days that the words of a scope stand for."""
    if found["order"]:
        return [("number", _ORDER[found["order"]])]
    if found["weekday"]:
        first = _weekday(found["weekday"])
        last = _weekday(found["until"]) if found["until"] else first
        if found["between"] in ("en", "and", "&", ","):
            return [("weekday", first), ("weekday", last)]
        return [("weekday", day) for day in range(first, last + 1)] or [("sort", 0)]
    if found["sort"] or found["all"] or found["rest"]:
        return [("sort" if found["sort"] else "every", 0)]
    start, end = found["from"] or found["from2"], found["to"] or found["to2"]
    return [("number", number) for number in range(int(start), int(end or start) + 1)]


def _weekday(name: str) -> int:
    """Return the number of a weekday; English ones may be plural."""
    return WEEKDAYS[name if name in WEEKDAYS else name.removesuffix("s")]
