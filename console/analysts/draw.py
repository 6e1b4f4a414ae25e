"""Charts as SVG, drawn by pygal: without its scripts, with styles of ours, the same bytes for the same figures."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

import pygal
from pygal.style import Style

from exports.clean import clean_text, cut

# pygal adds an import hook of the kind that Python 3.12 dropped, for maps that we do not draw; Python 3.11 warns of it
# at every optional import of other libraries.
sys.meta_path[:] = [hook for hook in sys.meta_path if not isinstance(hook, pygal.PluginImportFixer)]

Kind = Literal["bars", "parts", "lines", "areas", "dots"]
"""Bars beside each other; bars of parts; lines over time; areas upon each other over time; dots in a matrix."""
Tone = Literal[
    "main", "second", "third", "fourth", "fifth", "sixth", "quiet", "current", "undated", "conflicting", "expired",
    "missing", "withdrawn", "dot",
]  # fmt: skip

TONES: dict[Tone, tuple[str, str]] = {
    "main": ("#0b4f6c", "#7fc4de"), "second": ("#d17a00", "#f2b14a"), "third": ("#1b7f4b", "#6fbf84"),
    "fourth": ("#8a4f9e", "#c99bd8"), "fifth": ("#3f8fd0", "#4f8fc4"), "sixth": ("#a63a1e", "#e08a70"),
    "quiet": ("#b4c0cb", "#52616f"), "current": ("#1b7f4b", "#6fbf84"), "undated": ("#8796a5", "#a9b5c0"),
    "conflicting": ("#c2410c", "#ef8a5b"), "expired": ("#8c5a2b", "#c99a6b"), "missing": ("#6c4ea0", "#b39ddb"),
    "withdrawn": ("#3b4252", "#dfe5ea"), "dot": ("#a9d3f5", "#2f6690"),
}  # fmt: skip
"""Colour of what is drawn, on light and on dark paper; analysts.css has the same for legends, by a test."""
INK, SOFT, LINE = ("#1b2733", "#e6ebf0"), ("#52616f", "#a9b5c0"), ("#d3dbe2", "#37434e")
NARROW, WIDE = 336, 580
"""Widths in pixels: on a phone, and on a desk beside another."""
CELL = 36
"""Width of a column of a matrix."""
LABEL, SHORT = 30, 17
"""Characters of a label at most, on a desk and on a phone."""
DAYS, FEW_DAYS = 6, 3
"""Labels under a line of time at most, on a desk and on a phone."""
DRAWN: dict[Kind, Callable[..., Any]] = {
    "bars": pygal.HorizontalBar, "parts": pygal.HorizontalStackedBar, "lines": pygal.Line,
    "areas": pygal.StackedLine, "dots": pygal.Dot,
}  # fmt: skip
COLUMNS = 2
"""Of a legend."""
TITLE = 160
"""Characters of a title at most."""
TITLE_LINE = 46
"""Of which about so many stand on a line."""
FONT = 'system-ui, "Segoe UI", Roboto, Arial, sans-serif'
RULES = """
text {{ font-family: {font}; font-size: 13px; fill: {ink}; stroke: none }}
.title {{ font-size: 16px; font-weight: 600; text-anchor: middle }}
.background, .plot_overlay, .tooltip-overlay {{ fill: none; stroke: none }}
.axis.x text, .centered, .text-overlay .value {{ text-anchor: middle }} .axis.y text {{ text-anchor: end }}
.axis.x text[transform] {{ text-anchor: start }}
.axis .line, .guide.line {{ fill: none; stroke: {line}; stroke-width: 1 }}
.bars-side .text-overlay .value {{ text-anchor: start }}
.bars-side .axis.x, .bars-side .axis.y .guide.line, .time .axis.x .guide.line {{ display: none }}
.line {{ fill: none; stroke-width: 2.5; stroke-linejoin: round }} .area {{ fill-opacity: .85; stroke-width: .5 }}
.time .dot {{ stroke: none }} .matrix .axis .line {{ stroke: {line} }}
"""


class Series(NamedTuple):
    """A row of figures."""

    name: str
    tone: Tone
    values: Sequence[float | None]
    """One for each label; None is a gap."""


class Chart(NamedTuple):
    """What is to be drawn."""

    kind: Kind
    labels: Sequence[str]
    """Of the bars from the top down, of the days from the left, or of the columns of a matrix."""
    series: Sequence[Series]
    """Of a matrix: its rows."""
    words: Callable[[float], str]
    """Turns a figure into words."""
    most: float | None = None
    """The end of the scale, where it is not the largest figure."""

    @property
    def wide_only(self) -> bool:
        """Tell whether it can't be drawn on a phone's width: it is moved there."""
        return self.kind == "dots"


def height(chart: Chart, *, title: str = "") -> int:
    """Return how high a chart is, in pixels; with a title it has a legend too."""
    if chart.kind in ("lines", "areas"):
        inner = 240
    elif chart.kind == "dots":
        inner = 120 + 34 * len(chart.series)
    else:
        rows = len(chart.series) if chart.kind == "bars" else 1
        inner = 16 + len(chart.labels) * (14 + 16 * rows)
    lines = -(-min(len(title), TITLE) // TITLE_LINE)
    return inner + (24 * lines + 16 + (_legend(chart) if chart.kind != "dots" else 0) if title else 0)


def width(chart: Chart) -> int:
    """Return how wide a chart is on a desk, in pixels: a matrix as wide as it needs."""
    return 290 + CELL * len(chart.labels) if chart.kind == "dots" else WIDE


def phone_width(chart: Chart) -> int:
    """Return how wide a chart is on a phone: a matrix is moved there, its labels cut short."""
    return 190 + CELL * len(chart.labels) if chart.kind == "dots" else NARROW


def _legend(chart: Chart) -> int:
    return 24 * -(-len(chart.series) // COLUMNS)


def draw(chart: Chart, *, phone: bool = False, title: str = "") -> str:
    """Return the chart as SVG; with a title it stands alone, so that its legend stands in it."""
    wide = phone_width(chart) if phone else width(chart)
    alone = bool(title)
    characters = SHORT if phone else LABEL
    drawn = DRAWN[chart.kind](
        width=wide, height=height(chart, title=title), margin=6, spacing=8, js=(), css=(f"inline:{_css(chart)}",),
        style=Style(background="transparent", plot_background="transparent", font_family=FONT, label_font_size=13,
                    major_label_font_size=13, value_font_size=13, legend_font_size=13, title_font_size=16),
        no_prefix=True, classes=("pygal-chart", _ROOT[chart.kind]), show_legend=alone and chart.kind != "dots",
        legend_at_bottom=True, legend_at_bottom_columns=COLUMNS, truncate_legend=-1, truncate_label=-1,
        disable_xml_declaration=True,
        explicit_size=True, title=cut(clean_text(title), TITLE) if title else None, formatter=chart.words,
        value_formatter=chart.words, margin_bottom=6 + (_legend(chart) if alone else 0), **_manner(chart, phone=phone),
    )  # fmt: skip
    drawn.x_labels = [
        cut(clean_text(label), min(characters, 22) if chart.kind == "dots" else characters)
        for label in _ordered(chart, chart.labels)
    ]
    if chart.kind in ("lines", "areas"):
        drawn.x_labels = _spread(drawn.x_labels, FEW_DAYS if phone else DAYS)
    for series in chart.series:
        drawn.add(cut(clean_text(series.name), characters), _figures(chart, series))
    drawn.add_xml_filter(_bare)
    return str(drawn.render(is_unicode=True))


_ROOT: dict[Kind, str] = {
    "bars": "bars-side", "parts": "bars-side", "lines": "time", "areas": "time", "dots": "matrix",
}  # fmt: skip


def _manner(chart: Chart, *, phone: bool) -> dict[str, Any]:
    """Return the settings of a kind of chart."""
    numbers = [value or 0 for series in chart.series for value in series.values]
    largest = max(numbers, default=0)
    if chart.kind == "dots":
        return {"print_values": True, "x_label_rotation": 35, "print_values_position": "center"}
    if chart.kind in ("bars", "parts"):
        if chart.kind == "parts":
            largest = max(map(sum, zip(*[[value or 0 for value in one.values] for one in chart.series], strict=True)))
        room = 1.0 if chart.kind == "parts" else 1.25 if phone else 1.12
        return {
            "range": (0, (chart.most or largest or 1) * room), "print_values": chart.kind == "bars",
            "print_values_position": "top", "show_x_labels": False, "show_x_guides": False, "show_y_guides": False,
        }  # fmt: skip
    if chart.kind == "areas":
        largest = max(map(sum, zip(*[[value or 0 for value in one.values] for one in chart.series], strict=True)))
    return {
        "range": (0, chart.most or largest or 1), "fill": chart.kind == "areas", "show_dots": chart.kind == "lines"
        and len(chart.labels) <= 12, "dots_size": 3, "margin_right": 26, "margin_left": 14,
        "y_labels": _scale(chart.most or largest or 1),
    }  # fmt: skip


def _scale(largest: float) -> list[float]:
    """Return three to six round figures from 0 on to just past the largest."""
    step = next(
        size * 10**power for power in range(-2, 12) for size in (1, 2, 5) if largest / (size * 10**power) <= 5
    )  # fmt: skip
    if largest > 1:
        step = max(step, 1)
    count = int(-(-largest // step))
    return [number * step for number in range(count + 1)]


def _figures(chart: Chart, series: Series) -> list[Any]:
    """Return what pygal is to draw: no bar for 0, and a dot whose area, not its width, is the figure."""
    if chart.kind == "dots":
        return [
            {"value": value**0.5, "formatter": lambda _, value=value: chart.words(value)} if value else None
            for value in series.values
        ]
    return [value if value or chart.kind == "lines" else None for value in _ordered(chart, series.values)]


def _ordered(chart: Chart, row: Sequence[Any]) -> list[Any]:
    """Return a row in the order in which pygal draws it: bars from below."""
    return list(reversed(row)) if chart.kind in ("bars", "parts") else list(row)


def _spread(labels: Sequence[str], most: int) -> list[str]:
    """Return the labels, all but the first, the last and some between them left empty."""
    if len(labels) <= most:
        return list(labels)
    places = {round(number * (len(labels) - 1) / (most - 1)) for number in range(most)}
    return [label if place in places else "" for place, label in enumerate(labels)]


def _css(chart: Chart) -> str:
    """Return the style, with other colours on dark paper; braces as the library's template wants none."""

    def colours(place: int) -> str:
        rules = RULES.format(font=FONT, ink=INK[place], line=LINE[place])
        for number, series in enumerate(chart.series):
            colour = TONES[series.tone][place]
            own = f".color-{number}, .series .color-{number}, .serie-{number} .reactive"
            rules += f"{own} {{ fill: {colour}; stroke: {colour} }} .color-{number} text {{ fill: {INK[place]} }}\n"
        return rules + ".series .line.nofill { fill: none } .text-overlay text { stroke: none }"

    return f"{colours(0)}\n@media (prefers-color-scheme: dark) {{ {colours(1)} }}"


def _bare(root: Any) -> Any:
    """Leave out scripts, comments with the day in them, and what only scripts use."""
    for node in list(root.iter()):
        gone = not isinstance(node.tag, str) or node.tag.endswith(("script", "desc"))
        if gone and node.getparent() is not None:
            node.getparent().remove(node)
    for node in list(root.iter("{*}g", "g")):
        if "tooltip" in node.get("class", "").split():
            node.getparent().remove(node)
    return root
