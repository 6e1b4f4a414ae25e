"""How a provider's courses stand: bands, what mends them, the block to paste, trend and average."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from lxml import html

from exports import words
from exports.advice import MISSING, REASONS, STATUS, VAT, YEAR, advice
from exports.audit import Audit, ProviderAudit
from exports.bands import BANDS, MEANING, WORDS, Band, band_of
from exports.block import ADDED, additions, block
from exports.gather import trend
from exports.publication import ProviderView, Visit
from exports.publish import publish
from exports.report_text import average, coverage
from exports.words import LANGUAGES, Pair
from normalize.amend import CONTRADICTS
from normalize.course import COMPARED, Course, Freshness, Organisation, Price, Reason, Session
from normalize.read import read_page
from spiders.page import Page
from store import Run
from tests.exports.builder import PROVIDERS, TODAY, course, offers, poor, publication


def judged(status: Any, *codes: str, **changes: Any) -> Course:
    return course(freshness=Freshness(status=status, reasons=[Reason(code=code) for code in codes]), **changes)


STANDINGS: list[tuple[Course, Band, list[Pair]]] = [
    (judged("current"), "complete", []),
    (judged("undated", "past_year"), "complete", [REASONS["past_year"]]),
    (judged("current", price=None, prices=[]), "incomplete", [MISSING["price"]]),
    (judged("current", "dead_link", audience=None), "incomplete", [REASONS["dead_link"], MISSING["audience"]]),
    (judged("current", price=Price(amount=90.0)), "complete", [VAT]),
    (judged("current", price=Price(amount=0.0)), "complete", []),
    (judged("current", sessions=[Session(text="3 mei")]), "complete", [YEAR]),
    (judged("expired", "all_runs_past"), "stale", [STATUS["expired"]]),
    (judged("missing", "not_found_at_last_crawl", price=None), "stale", [STATUS["missing"]]),
    (judged("withdrawn", "page_gone", price=None), "withdrawn", [STATUS["withdrawn"]]),
    (judged("conflicting", "conflict_price"), "conflicting", [REASONS["conflict_price"]]),
    (judged("conflicting", "conflict_new_kind"), "conflicting", [STATUS["conflicting"]]),
    (
        judged("conflicting", "conflict_price", "conflict_price", duration=None),
        "conflicting",
        [REASONS["conflict_price"], MISSING["duration"]],
    ),
]


@pytest.mark.parametrize(("offer", "band", "told"), STANDINGS)
def test_a_course_has_one_band_and_its_cure(offer: Course, band: Band, told: list[Pair]) -> None:
    assert band_of(offer) == band
    for place, language in enumerate(LANGUAGES):
        assert advice(offer, language) == [pair[place] for pair in told]


def test_every_band_has_words() -> None:
    assert set(BANDS) == set(get_args(Band)) == set(WORDS) == set(MEANING)
    assert set(ADDED) == set(COMPARED)


def row(id: str, *found: Course) -> Any:
    (made,) = coverage(found, [ProviderView(id=id, name=id, website=f"https://{id}.example/")])[:1]
    return made


def at(provider: str, number: int, **changes: Any) -> Course:
    return course(number, provider=Organisation(id=provider, name=provider), sources=[], **changes)


def test_the_average_counts_each_provider_once_and_hides_who_is_behind_it() -> None:
    large = row("a", *(at("a", number) for number in range(8)))
    small, poorest = row("b", at("b", 1, price=None)), row("c", at("c", 1), at("c", 2, price=None))
    empty = row("d")
    assert average([large, small, empty]) is None
    usual = average([large, small, poorest, empty])
    assert usual is not None
    assert (usual.providers, usual.filled["price"], usual.comparable) == (3, 50.0, 50.0)
    assert usual.courses == pytest.approx(3.7)


def test_the_audit_ends_with_the_average_where_there_is_one(tmp_path: Path) -> None:
    views = [ProviderView(id=id, name=id, website=f"https://{id}.example/") for id in "abc"]
    found = [at("a", 1, price=None), at("b", 2), at("b", 3), at("c", 4)]
    for held, ends in ((found, ["Samen", "Gemiddelde aanbieder"]), (found[:3], ["Samen"])):
        publish(lambda held=held: held, publication(providers=views), tmp_path / "feeds")  # type: ignore[misc]
        document = html.document_fromstring((tmp_path / "feeds/report/index.html").read_bytes())
        rows = [[cell.text_content().strip() for cell in row] for row in document.cssselect("table.audit tfoot tr")]
        assert [row[0] for row in rows] == ends
        if len(ends) == 2:
            assert rows[1][1:5] == ["1", "100 %", "100 %", "67 %"]


def counted(night: int, **changes: Any) -> Run:
    now = datetime(2026, 11, 1, 5, tzinfo=UTC) + timedelta(hours=12 * night)
    profile = {"courses": 10 + night, "filled": {"price": 0.5, "dates": 1.0, "location": 0.1}}
    fields: dict[str, Any] = {
        "id": f"{now:%Y%m%dT%H%M%SZ}-a", "provider": "a", "today": now.date(), "started": now, "finished": now,
        "state": "good", "cause": None, "detail": None, "stats": {"profile": profile}, "recorded": None,
    }  # fmt: skip
    return Run(**(fields | changes))


def test_a_trend_has_a_point_a_day_of_what_counted() -> None:
    runs = [counted(4, state="held"), counted(3), counted(2), counted(1, state="failed", stats={}), counted(0)]
    filled = {"price": 50.0, "dates": 100.0}
    assert trend(runs) == [
        Visit(day=date(2026, 11, 1), courses=10, filled=filled),
        Visit(day=date(2026, 11, 2), courses=13, filled=filled),
    ]
    assert trend([]) == []


READ = ("audience", "entry_requirements", "location", "title")
"""What the reader must get back from a block as it was."""


def read(blocks: str, url: str) -> Course:
    page = f"<!doctype html><html lang=nl><head><title>x</title>{blocks}</head><body><p>Welkom.</p></body></html>"
    (found,) = read_page(Page(url=url, body=page.encode(), fetched_at=datetime(2026, 11, 22, tzinfo=UTC))).courses
    return found


def test_a_pasted_block_is_read_as_it_was_meant() -> None:
    given = course(1)
    found = read(block(given), given.url)
    assert {name: getattr(found, name) for name in READ} == {name: getattr(given, name) for name in READ}
    assert found.price is not None
    assert [(price.amount, price.vat) for price in found.prices] == [(1450.0, "excluded"), (1305.5, "excluded")]
    assert found.duration is not None
    assert (found.duration.value, found.duration.unit) == (2.0, "day")
    assert [run.start for run in found.sessions] == [run.start for run in given.sessions[:2]]
    assert not re.search(rf"{given.id}|urn:|keywords|dct:", block(given))  # nothing of ours


def test_what_is_added_to_a_block_is_read_too() -> None:
    lacking = poor(6)
    added = additions(lacking, "nl")
    assert [one.name for one in added] == ["Voor wie", "Prijs", "Duur", "Data", "Toelatingseisen"]
    lines = "\n".join(one.lines for one in added)
    filled = block(lacking).replace('"@type": "Course",', f'"@type": "Course",\n{lines}')
    json.loads(filled.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))
    found = read(filled, lacking.url)
    assert found.completeness.missing == []


def test_a_block_holds_no_run_that_is_past() -> None:
    past = judged("expired", sessions=[Session(start="2025-03-01", text="1 maart 2025")])
    assert "2025" not in block(past)
    assert [one.name for one in additions(past, "en")] == ["Dates"]


def test_no_text_leaves_the_block() -> None:
    hostile = course(title="</script><img src=x onerror=alert(1)>", audience="<!-- <script>")
    element = html.fragment_fromstring(f"<div>{block(hostile)}<p>after</p></div>")
    assert [child.tag for child in element] == ["script", "p"]
    assert json.loads(str(element[0].text))["name"] == hostile.title


@pytest.fixture(name="out", scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    visits = [Visit(day=TODAY - timedelta(days=day), courses=9 - day, filled={"price": 50.0}) for day in (7, 0)]
    views = [msgspec.structs.replace(PROVIDERS[0], trend=visits), *PROVIDERS[1:]]
    out = tmp_path_factory.mktemp("bands") / "feeds"
    publish(offers, publication(providers=views), out)
    return out


def test_the_audit_is_there_as_data(out: Path) -> None:
    audit = msgspec.json.decode((out / "report/kadelab.json").read_bytes(), type=ProviderAudit)
    assert [(one.id, one.band) for one in audit.courses] == [
        ("c000001", "complete"), ("c000002", "complete"), ("c000003", "conflicting"), ("c000004", "stale"),
        ("c000005", "incomplete"), ("c000007", "complete"),
    ]  # fmt: skip
    assert audit.coverage.bands == {"conflicting": 1, "stale": 1, "incomplete": 1, "withdrawn": 0, "complete": 3}
    assert audit.courses[4].missing == ["price"]
    assert audit.courses[2].reasons == [Reason(code="conflict_price", text="€ 900 ≠ € 950")]
    assert (len(audit.trend), audit.average) == (2, None)
    silent = msgspec.json.decode((out / "report/stilte.json").read_bytes(), type=ProviderAudit)
    assert silent.courses == []
    whole = msgspec.json.decode((out / "report/index.json").read_bytes(), type=Audit)
    assert [one.id for one in whole.providers] == [view.id for view in PROVIDERS]
    assert whole.total.courses == len(offers())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_leads_from_a_band_to_its_courses(out: Path, language: str) -> None:
    place = 0 if language == "nl" else 1
    suffix = "" if language == "nl" else ".en"
    document = html.document_fromstring((out / f"report/kadelab{suffix}.html").read_bytes())
    links = {str(link.get("href")): link.text_content().split()[0] for link in document.cssselect(".bands a")}
    assert links == {"#band-conflicting": "1", "#band-stale": "1", "#band-incomplete": "1", "#band-complete": "3"}
    assert all(document.get_element_by_id(href.removeprefix("#")) is not None for href in links)
    text = " ".join(document.text_content().split())
    assert (("pas bij 3 aanbieders", "from 3 providers")[place]) in text
    lines = [str(drawing.get("aria-label")) for drawing in document.cssselect("svg.chart")]
    assert any(line.startswith(("Gevonden cursuspagina's: 2", "Course pages found: 2")[place]) for line in lines)
    assert (
        len(document.cssselect("details.block pre")) == 3 + 2
    )  # where something is to be mended; a price, and new dates, to add
    silent = html.document_fromstring((out / f"report/stilte{suffix}.html").read_bytes())
    assert not silent.cssselect(".bands, svg")


@pytest.mark.parametrize("code", [*CONTRADICTS.values(), "conflict_status"])
def test_every_contradiction_has_words_and_advice_of_its_own(code: str) -> None:
    assert code in words.REASONS
    assert code in REASONS
