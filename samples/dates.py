"""Days relative to the day of the demo, and the words in which the sample sites print them.

A run of a course is written in the data files as a few tokens, so that it never grows old:

    +2 tue2 3d 13:00-17:00 @Leiden !full =wnl

the second Tuesday of the second school month after today's, three days on end, from one to five,
in Leiden, fully booked, printed as "dinsdag 12 januari 2027". `4w` is four weekly meetings, `4f` four
fortnightly ones; `#tot` prints the times as "13.00 tot 17.00 uur", `#at` as "@ 13:00 - 17:00";
`month:+3`, `season:autumn` and `year:+1` are as open as they look. Every form of date is a row
of FORMS; a form that ends in `-` leaves the year out because a label near by prints it, a form
that ends in `?` leaves it out altogether.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTH_NAMES = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
SHORT_MONTHS = {
    "nl": ("jan.", "feb.", "mrt.", "apr.", "mei", "juni", "juli", "aug.", "sept.", "okt.", "nov.", "dec."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
}
SEASONS = {"spring": (21, 3), "summer": (22, 6), "autumn": (23, 9), "winter": (24, 12)}
SEASON_NAMES = {
    "nl": {"spring": "voorjaar", "summer": "zomer", "autumn": "najaar", "winter": "winter"},
    "en": {"spring": "Spring", "summer": "Summer", "autumn": "Autumn", "winter": "Winter"},
}
FORMS = {
    # name: (language, shape of one day); {d} {m} numbers, {month} {mon} names, {wd} weekday
    "nl": ("nl", "{d} {month} {y}"),
    "wnl": ("nl", "{wd} {d} {month} {y}"),
    "snl": ("nl", "{d} {mon} {y}"),
    "wsnl": ("nl", "{wd2} {d} {mon} {y}"),
    "dmy": ("nl", "{d:02d}-{m:02d}-{y}"),
    "dots": ("nl", "{d}.{m}.{y}"),
    "slash": ("nl", "{d}/{m}/{y}"),
    "iso": ("nl", "{y}-{m:02d}-{d:02d}"),
    "en": ("en", "{d} {month} {y}"),
    "wen": ("en", "{wd} {d} {month} {y}"),
    "us": ("en", "{month} {d}, {y}"),
    "sen": ("en", "{d} {mon} {y}"),
    "th": ("en", "{d}{th} {month} {y}"),
}
_AND = {"nl": " en ", "en": " and "}
NUMERIC = {"dmy", "dots", "slash", "iso"}
WHOLE = {"wnl", "wsnl", "wen", "us", "th"} | NUMERIC
"""Forms whose days are printed whole, each by itself, in a list or range."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a course: the days it is on, and the words in which the page tells them."""

    days: tuple[date, ...] = ()
    """Every meeting day that the page tells, or first and last day of a stretch; () where left open."""
    open: str | None = None
    """A month, season or year in EDTF, where the page gives no more."""
    precision: str = "day"
    """How exact: day, month, season or year."""
    yearless: bool = False
    """Whether the page leaves the year of the days open."""
    stretch: bool = False
    """Whether `days` are the ends of a stretch rather than single meetings."""
    times: tuple[str, str] | None = None
    """Start and end of a meeting as HH:MM."""
    place: str | None = None
    """Place of this run."""
    status: str | None = None
    """open, full or cancelled, where the page says so."""
    text: str = ""
    """The words on the page."""
    when: str = ""
    """The words without the times."""
    clock: str = ""
    """The times in words, "" where there are none."""
    marks: frozenset[str] = field(default_factory=frozenset)
    """Further tokens, for templates."""

    def is_past(self, today: date) -> bool:
        """Tell whether nothing of it is to come; a day without a year never is past."""
        if self.open is not None:
            return _last_day(self.open, self.precision) < today
        return not self.yearless and self.days[-1] < today

    def as_session(self) -> dict[str, object]:
        """Return the run in the contract's terms."""
        start = end = None
        if self.open is not None:
            start = self.open
        elif not self.yearless:
            start = _moment(self.days[0], self.times[0] if self.times else None)
            if len(self.days) > 1 or self.times:
                end = _moment(self.days[-1], self.times[1] if self.times else None)
        meetings = [] if self.stretch or self.yearless or len(self.days) < 2 else self.days
        return {
            "start": start,
            "end": end,
            "location": self.place,
            "status": self.status,
            "precision": self.precision,
            "text": self.text,
            "days": [day.isoformat() for day in meetings],
        }


def school_month(today: date, offset: int) -> tuple[int, int]:
    """Return year and month of the `offset`th month after (before) today's in which schools teach."""
    year, month, step = today.year, today.month, 1 if offset > 0 else -1
    left = abs(offset)
    while left:
        month += step
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
        left -= month not in (7, 8)
    return year, month


def weekday_in(year: int, month: int, weekday: str, ordinal: int) -> date:
    """Return e.g. the second Tuesday of a month, kept clear of the weeks around New Year."""
    first = date(year, month, 1)
    day = first + timedelta((WEEKDAYS.index(weekday) - first.weekday()) % 7 + 7 * (ordinal - 1))
    if _new_year(day):
        day += timedelta(7)
    while month == 12 and day.day > 20:
        day -= timedelta(7)
    return day


def day(spec: str, today: date) -> date:
    """Return the day of a spec such as `+2 tue2`."""
    offset, weekday, *_ = spec.split()
    return weekday_in(*school_month(today, int(offset)), weekday[:3], int(weekday[3]))


def read_run(spec: str, today: date, form: str) -> Run:
    """Return the run that a data file writes in tokens; `form` is the site's own way to print a day.

    Raises ValueError on a token it does not know.
    """
    tokens = spec.split()
    shape = next((t[1:] for t in tokens if t.startswith("=")), form)
    place = next((t[1:].replace("_", " ") for t in tokens if t.startswith("@")), None)
    status = next((t[1:] for t in tokens if t.startswith("!")), None)
    marks = frozenset(t[1:] for t in tokens if t.startswith("#"))
    rest = [t for t in tokens if t[0] not in "=@!#"]
    lang = FORMS[shape.rstrip("-?")][0]
    if ":" in rest[0] and len(rest) == 1:
        edtf, precision, words = _open_date(rest[0], today, lang)
        return Run(open=edtf, precision=precision, place=place, status=status, text=words, when=words, marks=marks)
    first = day(spec, today)
    times: tuple[str, str] | None = None
    days: tuple[date, ...] = (first,)
    stretch = False
    for token in rest[2:]:
        count = int(token[:-1]) if re.fullmatch(r"\d+[dwf]", token) else 0
        if token.endswith("d") and count:
            days, stretch = (first, first + timedelta(count - 1)), True
        elif count:
            days = _meetings(first, count, 7 if token.endswith("w") else 14)
        elif re.fullmatch(r"\d\d:\d\d-\d\d:\d\d", token):
            times = (token[:5], token[6:])
        else:
            raise ValueError(f"unknown token '{token}' in run '{spec}'")
    words = days_in_words(days, shape, stretch=stretch)
    clock = _clock(times, lang, marks) if times else ""
    return Run(
        days=days, yearless=shape.endswith("?"), stretch=stretch, times=times, place=place, status=status,
        text=f"{words}{clock}", when=words, clock=clock.lstrip(" ,@"), marks=marks,
    )  # fmt: skip


def _meetings(first: date, count: int, step: int) -> tuple[date, ...]:
    """Return meetings every week or fortnight; those that fall in a holiday come after it."""
    days = [first]
    while len(days) < count:
        following = days[-1] + timedelta(step)
        while following.month in (7, 8) or (following.month, following.day) >= (12, 21) or _new_year(following):
            following += timedelta(7)
        days.append(following)
    return tuple(days)


def _new_year(when: date) -> bool:
    return when.month == 1 and when.day < 6


def one_day(when: date, form: str) -> str:
    """Print a day in one of FORMS."""
    lang, shape = FORMS[form.rstrip("-?")]
    if form[-1] in "-?":
        shape = shape.replace(", {y}", "").replace(" {y}", "")
    name = DAY_NAMES[lang][when.weekday()]
    th = "th" if when.day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(when.day % 10, "th")
    return shape.format(
        d=when.day, m=when.month, y=when.year, wd=name, wd2=name[:2], th=th,
        month=MONTH_NAMES[lang][when.month - 1], mon=SHORT_MONTHS[lang][when.month - 1],
    )  # fmt: skip


def days_in_words(days: tuple[date, ...], form: str, *, stretch: bool) -> str:
    """Print a stretch ("12 t/m 14 januari 2027") or a list of days ("12, 19 en 26 januari 2027")."""
    lang = FORMS[form.rstrip("-?")][0]
    till = {"nl": " t/m ", "en": " – "}[lang]
    if len(days) == 1:
        return one_day(days[0], form)
    if form.rstrip("-?") in WHOLE:
        joint = till if stretch else ", "
        return joint.join(one_day(d, form) for d in days)
    if stretch:
        first, last = days
        till = _AND[lang] if last - first == timedelta(1) else till
        text = one_day(first, form)
        if first.year == last.year:
            text = text.replace(f" {first.year}", "")
            if first.month == last.month:
                text = str(first.day)
        return text + till + one_day(last, form)
    parts = []
    for year, of_year in groupby(days, key=lambda d: d.year):
        months = [list(same) for _, same in groupby(of_year, key=lambda d: d.month)]
        words = [_list([str(d.day) for d in same], lang) + _tail(same[-1], form) for same in months]
        parts.append(_list(words, lang) + ("" if form[-1] in "-?" else f" {year}"))
    return _list(parts, lang)


def _tail(when: date, form: str) -> str:
    return one_day(when, form).replace(f" {when.year}", "").removeprefix(str(when.day))


def _list(words: list[str], lang: str) -> str:
    return _AND[lang].join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _clock(times: tuple[str, str], lang: str, marks: frozenset[str]) -> str:
    start, end = times
    if lang == "en" or "at" in marks:
        return f" @ {start} - {end}"
    return f", {start} {'tot' if 'tot' in marks else '-'} {end} uur".replace(":", ".")


def _open_date(spec: str, today: date, lang: str) -> tuple[str, str, str]:
    kind, _, which = spec.partition(":")
    if kind == "month":
        year, month = school_month(today, int(which))
        return f"{year}-{month:02d}", "month", f"{MONTH_NAMES[lang][month - 1]} {year}"
    if kind == "season":
        code, opens = SEASONS[which]
        year = today.year + (today.month >= opens)
        return f"{year}-{code}", "season", f"{SEASON_NAMES[lang][which]} {year}"
    if kind == "year":
        return str(today.year + int(which)), "year", str(today.year + int(which))
    raise ValueError(f"unknown kind of date '{spec}'")


def _last_day(edtf: str, precision: str) -> date:
    year = int(edtf[:4])
    month = {"year": 12, "season": 12}.get(precision) or int(edtf[5:])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


def _moment(when: date, clock: str | None) -> str:
    if clock is None:
        return when.isoformat()
    return datetime.combine(when, time.fromisoformat(clock), AMSTERDAM).isoformat(timespec="minutes")
