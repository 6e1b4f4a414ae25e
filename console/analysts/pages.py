"""The analysts' pages: figures under each other, and the needs that are uploaded."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from console.accounts.door import Asked
from console.analysts import coverage, demand, needs_file, overlap, supply
from console.analysts.addresses import TABS, address
from console.analysts.draw import WIDE, draw, height, phone_width, width
from console.analysts.held import Held
from console.analysts.material import GROUP, Build, Figure, Material
from console.analysts.words import CAUSES, REFUSALS, TAB_WORDS, WORDS
from console.desk import Desk
from exports.tables import cell
from exports.words import pick
from normalize.topics import topics
from spiders.registry import RegistryError
from store import needs

PAGES: dict[str, dict[str, Build]] = {
    "coverage": {
        "found": coverage.found,
        "fields": coverage.fields,
        "freshness": coverage.freshness,
        "found-over-time": coverage.found_over_time,
        "fields-over-time": coverage.fields_over_time,
        "freshness-over-time": coverage.freshness_over_time,
    },
    "supply": {
        "topics": supply.matrix,
        "prices": supply.prices,
        "durations": supply.durations,
        "levels": supply.levels,
    },
    "overlap": {"sites": overlap.sites, "pairs": overlap.pairs, "spread": overlap.spread},
    "demand": {"gap": demand.gap},
}
"""Page to its figures, in the order in which they are shown."""
BY_NAME: dict[str, Build] = {name: build for builds in PAGES.values() for name, build in builds.items()}
"""Every figure by its name in addresses."""
LATER = 3
"""From this figure of the first page on they are about time."""
GROUPS = range(1, 1001)
"""How many may take part in a run."""
SHOWN = 50
"""Wrong lines that are shown."""
IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""An SVG file holds its style in itself; nothing else of it does anything."""


def material(desk: Desk, held: Held, asked: Asked) -> Material:
    """Return what the figures of a page are made of."""
    query = asked.request.query_params
    try:
        settings = desk.settings()
        today, providers = settings.today, {one.id: one.name for one in settings.registry}
    except RegistryError:  # staff are told on their own pages; figures then show ids
        today, providers = desk.clock().date(), {}
    return Material(
        read=held.view, language=asked.language, today=today, providers=providers,
        provider=query.get("provider", "")[:100], group=_group(query.get("group", "")),
    )  # fmt: skip


def _group(said: str) -> int:
    """Return how many take part in a run; the usual number for what is none."""
    number = int(said) if said.isascii() and said.isdecimal() and len(said) <= 4 else GROUP
    return number if number in GROUPS else GROUP


def page(desk: Desk, held: Held, name: str) -> Callable[[Asked], Response]:
    """Return the answer that shows a page of figures."""

    def answer(asked: Asked) -> Response:
        return _shown(asked, name, material(desk, held, asked))

    return answer


def _shown(asked: Asked, name: str, m: Material, *, status: int = 200, **given: object) -> Response:
    language = asked.language
    visited = bool(m.rows("analysis_coverage"))
    figures = [build(m) for build in PAGES[name].values()] if visited else []
    query = asked.request.url.query if asked.request.method == "GET" else ""
    other = address(name, "en" if language == "nl" else "nl") + (f"?{query}" if query else "")
    return asked.page(
        f"analysts/{name}.html", WORDS, other=other, status=status, tab=name, figures=figures, later=LATER,
        tabs=[(one, address(one, language), pick(TAB_WORDS, language)[one]) for one in TABS], to=address,
        pictures={one.name: _pictures(one) for one in figures}, m=m, visited=visited,
        **given,
    )  # fmt: skip


def _pictures(figure: Figure) -> dict[str, object] | None:
    """Return the picture as it stands in the page, for a phone and for a desk; None where there is nothing to draw."""
    chart = figure.chart
    if chart is None:
        return None
    wide, narrow = _in_page(draw(chart)), _in_page(draw(chart, phone=True))
    return {
        "wide": wide, "narrow": narrow, "width": width(chart), "phone": phone_width(chart), "height": height(chart),
        "legend": len(chart.series) > 1 and chart.kind != "dots", "full": width(chart) > WIDE,
    }  # fmt: skip


def _in_page(svg: str) -> str:
    """Return an SVG as the address of an image; without the spaces and commas by which `srcset` parts addresses."""
    return "data:image/svg+xml," + quote(svg, safe=":;=/().{}!@*")


def table(desk: Desk, held: Held, asked: Asked) -> Response:
    """Answer with the rows of the view that a figure comes from, as CSV."""
    figure = _named(desk, held, asked)
    told = figure.table or held.view(figure.view)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(told.columns)
    writer.writerows([cell(value) for value in row] for row in told.rows)
    return _file(out.getvalue().encode(), f"{figure.name}.csv", "text/csv; charset=utf-8")


def drawing(desk: Desk, held: Held, asked: Asked) -> Response:
    """Answer with a figure as an SVG file that stands alone."""
    figure = _named(desk, held, asked)
    if figure.chart is None:
        raise HTTPException(404)
    answer = _file(draw(figure.chart, title=figure.title).encode(), f"{figure.name}.svg", "image/svg+xml")
    answer.headers["Content-Security-Policy"] = IMAGE_POLICY
    return answer


def _named(desk: Desk, held: Held, asked: Asked) -> Figure:
    build = BY_NAME.get(asked.request.path_params["name"])
    if build is None:
        raise HTTPException(404)
    return build(material(desk, held, asked))


def _file(content: bytes, name: str, media_type: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def template(desk: Desk, asked: Asked) -> Response:
    """Answer with an empty file of needs."""
    name = "sjabloon.csv" if asked.language == "nl" else "template.csv"
    return _file(needs_file.template(asked.language), name, "text/csv; charset=utf-8")


def written(desk: Desk, asked: Asked) -> Response:
    """Answer with the needs as they are, to be uploaded again."""
    name = "behoeften.csv" if asked.language == "nl" else "needs.csv"
    held = needs.needs(desk.store.database)
    return _file(needs_file.written(held, asked.language), name, "text/csv; charset=utf-8")


def asked_for(desk: Desk, held: Held, asked: Asked) -> Response:
    """Answer with demand beside supply; take in an upload, or topics that were chosen by hand."""
    if asked.request.method == "POST":
        return _named_topics(desk, asked) if asked.form.get("do") == "name" else _uploaded(desk, held, asked)
    return _demand(desk, held, asked, done=asked.request.query_params.get("done"))


def _demand(desk: Desk, held: Held, asked: Asked, *, status: int = 200, **given: object) -> Response:
    listed = needs.needs(desk.store.database)
    unknown: dict[str, int] = {}
    for need in listed:
        if need.code is None:
            unknown[need.topic] = unknown.get(need.topic, 0) + need.asked
    given = {"done": None, "refusal": None, "wrong": [], "more": 0} | given
    return _shown(
        asked, "demand", material(desk, held, asked), status=status, needs=listed, unknown=unknown, topics=topics(),
        causes=pick(CAUSES, asked.language), refusals=pick(REFUSALS, asked.language), **given,
    )  # fmt: skip


def _uploaded(desk: Desk, held: Held, asked: Asked) -> Response:
    data = asked.files.get("file", b"")
    upload = needs_file.read(data)
    refusal = upload.refusal if data else "no_file"
    if refusal or upload.wrong:
        asked.subject = refusal or f"{len(upload.wrong)} wrong"
        more = max(0, len(upload.wrong) - SHOWN)
        return _demand(desk, held, asked, status=422, refusal=refusal, wrong=upload.wrong[:SHOWN], more=more)
    asked.subject = f"{len(upload.lines)} needs"
    needs.replace(desk.store.database, upload.lines, who=asked.visitor.name, now=desk.clock())
    return _back(asked, "saved")


def _named_topics(desk: Desk, asked: Asked) -> Response:
    """Take in the topics chosen for words: fields `words0`, `code0` and so on."""
    codes = {topic.code for topic in topics()}
    chosen = {
        words: asked.form[f"code{name[5:]}"]
        for name, words in asked.form.items()
        if name.startswith("words") and asked.form.get(f"code{name[5:]}") in codes
    }
    asked.subject = f"{len(chosen)} topics"
    needs.name(desk.store.database, chosen)
    return _back(asked, "named")


def _back(asked: Asked, done: str) -> Response:
    return RedirectResponse(address("demand", asked.language, done=done), 303)
