"""What figures are made of: the views' rows, names in the reader's language, and the days of a line of time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from console.analysts.draw import Chart
from console.analysts.figure_words import FIGURES
from exports.shown import date_words, number_words
from exports.words import LANGUAGES, Language, pick
from normalize.topics import topics
from store.views import Rows

GROUP = 12
"""How many take part in a run, where the analyst says nothing else: pages do not tell."""
POINTS = 90
"""The most days of a line of time that are drawn."""
NONE = "none"
"""What views call offers without a topic, level or price."""

Row = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Material:
    """What a page's figures are made of; each view is read once."""

    read: Callable[[str], Rows]
    """Returns what a view holds."""
    language: Language
    today: date
    providers: dict[str, str]
    """Registry id to name."""
    provider: str = ""
    """The only provider that figures over time are about; "" for all."""
    group: int = GROUP
    """How many take part in a run."""
    _held: dict[str, Rows] = field(default_factory=dict)

    def view(self, name: str) -> Rows:
        """Return what a view holds."""
        if name not in self._held:
            self._held[name] = self.read(name)
        return self._held[name]

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a view, each by column."""
        return self.view(name).dicts()

    def name(self, provider: str) -> str:
        """Return a provider's name; the id of one that left the registry."""
        return self.providers.get(provider, provider)

    def topic(self, code: str) -> str:
        """Return a topic's label; the code of one that left the list."""
        labels = {topic.code: (topic.nl, topic.en) for topic in topics()}
        return labels.get(code, (code, code))[self.place]

    @property
    def place(self) -> int:
        """Return the place of the reader's language in a pair of words."""
        return LANGUAGES.index(self.language)

    def number(self, value: float | None) -> str:
        """Return a figure in words; "–" for one that is not known."""
        return "–" if value is None else number_words(value, self.language)

    def percent(self, share: float | None) -> str:
        """Return a percentage in words; "–" for one that is not known."""
        return "–" if share is None else f"{number_words(share, self.language)}{(' %', '%')[self.place]}"

    def say(self, key: str, **given: object) -> str:
        """Return a sentence with figures and names in it."""
        told = {
            name: self.number(value) if isinstance(value, (int, float)) else value for name, value in given.items()
        }  # fmt: skip
        return pick(FIGURES, self.language)[key].format(**told)

    def day(self, day: str) -> str:
        """Return a day in words, as a table has it."""
        return date_words(day, self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture with its numbers."""

    name: str
    """In addresses."""
    title: str
    """What one sees."""
    note: str
    """What was counted."""
    view: str
    """The view that it comes from."""
    chart: Chart | None
    """None where there is nothing to draw."""
    head: Sequence[str] = ()
    """Of the table; the first column is that of the rows' names."""
    body: Sequence[Sequence[str]] = ()
    words: int = 1
    """How many columns from the left hold words rather than figures."""
    table: Rows | None = None
    """What its CSV holds, where that is not the view as it is."""


Build = Callable[[Material], Figure]


def share(part: float, whole: float) -> float | None:
    """Return a percentage; None of nothing."""
    return 100 * part / whole if whole else None


def line_of_time(days: Iterable[str]) -> list[str]:
    """Return evenly spread days from the first to the last; [] for fewer than two different ones."""
    known = sorted(set(days))
    if len(known) < 2:
        return []
    first, last = date.fromisoformat(known[0]), date.fromisoformat(known[-1])
    span = (last - first).days
    step = -(-span // POINTS)
    spread = [(last - timedelta(days=back)).isoformat() for back in range(span - span % step, -1, -step)]
    return spread if spread[0] == known[0] else [known[0], *spread]


def known_on(days: Sequence[str], day: str) -> str | None:
    """Return the newest of these days, sorted, that is not after a day."""
    place = bisect_right(days, day)
    return days[place - 1] if place else None


MONTHS: dict[Language, str] = {
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec", "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}  # fmt: skip


def tick(day: str, language: Language, *, style: Literal["day", "month"]) -> str:
    """Return a day as it stands under a line of time: "22 nov", or "nov 2026" where that goes on for long."""
    known = date.fromisoformat(day)
    month = MONTHS[language].split()[known.month - 1]
    return f"{known.day} {month}" if style == "day" else f"{month} {known.year}"


def ticks(days: Sequence[str], language: Language) -> list[str]:
    """Return what stands under a line of time."""
    long = (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days > 330
    return [tick(day, language, style="month" if long else "day") for day in days]
