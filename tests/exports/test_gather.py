"""What a publication states, gathered from a real store; and going back to an earlier one from the command line."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.publish import export
from exports.differences import differences
from exports.gather import publication as gather
from exports.gather import with_changes
from exports.publication import Publisher, PublishError
from exports.publish import publish
from job import publisher_of
from normalize.course import Course, Freshness, Price, Session
from spiders.registry import Provider
from store import Store
from tests.exports.builder import AT, TODAY, course, offers, publication

REGISTRY = [Provider(id="kadelab", name="Kadelab", website="https://www.kadelab.example/", edudex={"org_unit": "k"})]


CHANGES: list[tuple[dict[str, object], str]] = [
    ({}, ""),
    (
        {"price": Price(amount=1500.0, vat="excluded")},
        "prijs: € 1.450 (excl. btw) → € 1.500 (excl. btw)",
    ),
    ({"price": None}, "prijs: € 1.450 (excl. btw) → onbekend"),
    ({"freshness": Freshness(status="expired")}, "stand: actueel → voorbij"),
    ({"sessions": [Session(start="2028-01-01")]}, "data"),
    ({"audience": None, "entry_requirements": "geen", "description": "x"}, "voor wie; toelatingseisen; omschrijving"),
    ({"title": "GMP " + "x" * 200}, "titel: GMP in de praktijk 1 → GMP " + "x" * 115 + "…"),
]


@pytest.mark.parametrize(("change", "words"), CHANGES)
def test_what_changed_is_told_in_words(change: dict[str, object], words: str) -> None:
    assert differences(course(1), course(1, **change)) == words


def test_every_field_that_a_reader_sees_is_told() -> None:
    unseen = {"id", "titles", "page_language", "freshness", "evidence", "completeness", "audiences", "start"}
    poor = Course(url="https://a.example/", title="a", provider=course(1).provider)
    for field in set(Course.__struct_fields__) - unseen:
        old, new = course(1, accreditation="CRKBO"), course(1, accreditation="CRKBO")
        other = "https://b.example/" if field == "url" else getattr(poor, field)
        setattr(new, field, course(1).sources[0] if field == "provider" else other)
        if field != "provider":
            assert differences(old, new), field


def test_the_report_says_what_the_last_visit_changed(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'lloket.db'}") as store:
        for night, price in enumerate((1450.0, 1500.0, 1500.0)):
            now = AT + timedelta(days=night)
            run = store.start_run("kadelab", now=now, today=TODAY)
            store.record_run(
                run, now=now, today=TODAY, state="good", cause=None, detail=None, stats={}, pages=[], gone={},
                courses=[course(1, price=Price(amount=price))],
            )  # fmt: skip
            facts = gather(store, REGISTRY, today=TODAY, now=now)
            told = with_changes(store, facts)
            words = "\n".join(told.providers[0].changes["nl"])
            assert words.partition(":")[0] == ("Nieuw", "Gewijzigd", "Gewijzigd")[night]
            assert ("Prijs: € 1.450" in words) is (night > 0)
            publish(list, told, tmp_path / "out")
        assert "Laatste wijzigingen (" in (tmp_path / "out/report/kadelab.html").read_text()
        assert "Last changes (" in (tmp_path / "out/report/kadelab.en.html").read_text()


def test_news_from_the_store_says_what_changed(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'lloket.db'}") as store:
        for night, price in enumerate((1450.0, 1500.0)):
            pairs = [(course(1, price=Price(amount=price)), ["kadelab x"]), (course(2), ["kadelab y"])]
            store.save_offers(pairs, now=AT + timedelta(days=night), today=TODAY, retired={})
        facts = gather(store, REGISTRY, today=TODAY, now=AT)
    assert [(recent.offer, recent.kind, recent.what) for recent in facts.recent] == [
        ("c000001", "changed", "prijs: € 1.450 (btw niet vermeld) → € 1.500 (btw niet vermeld)"),
        ("c000002", "new", ""),
    ]
    assert facts.providers[0].edudex == {"org_unit": "k"}


def test_the_publisher_is_as_the_environment_says(tmp_path: Path) -> None:
    given = {"LLOKET_ADDRESS": "https://feeds.example/lloket", "LLOKET_EMAIL": "data@loket.example", "HOME": "/"}
    assert publisher_of({}) == Publisher()
    with Store.open(f"sqlite:///{tmp_path / 'lloket.db'}") as store:
        facts = gather(store, [], today=TODAY, now=AT, publisher=publisher_of(given))
        assert facts.publisher.address == "https://feeds.example/lloket/"
        assert facts.publisher.email == "data@loket.example"
        with pytest.raises(PublishError, match="LLOKET_ADDRESS"):
            gather(store, [], today=TODAY, now=AT, publisher=Publisher(address="javascript:alert(1)"))


def test_going_back_from_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "feeds"
    run = CliRunner().invoke(export, ["--rollback", "--out", str(out), "--data", str(tmp_path / "data")])
    assert (run.exit_code, run.output.count("\n")) == (2, 1)
    assert "no earlier publication" in run.output
    for name in ("first", "second"):
        publish(offers, publication(run=name), out)
    run = CliRunner().invoke(export, ["--rollback", "--json", "--out", str(out), "--data", str(tmp_path / "data")])
    assert run.exit_code == 0, run.output
    assert json.loads(run.output)["run"] == "first"
    assert json.loads((out / "manifest.json").read_bytes())["run"] == "first"
