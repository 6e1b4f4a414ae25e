"""The registry in the browser: settings kept with the people's comments, and a provider added after a trial visit."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from acts import preview as trials
from acts.preview import stranger
from acts.refused import Refused
from console.staff import providers
from console.staff.schedules import WrongScheduleError, cron_of, rhythm_of, schedule_words
from spiders.job import CrawlReport
from spiders.registry import Provider, load
from spiders.registry_edit import change
from tests.console.staff.conftest import Counter, course, said, wait
from tests.pipeline.conftest import address  # noqa: F401 - a fixture


def form_of(counter: Counter, id: str) -> dict[str, str]:
    """What a browser would send of a provider's settings."""
    tree = html.fromstring(counter.client.get(f"/beheer/aanbieder/{id}").text)
    (form,) = tree.xpath("//form[@class='stack']")
    return {name: value for name, value in form.form_values() if name != "csrf"}


def of(counter: Counter, id: str) -> Provider:
    return next(one for one in load(counter.desk.registry) if one.id == id)


CHANGES: list[tuple[dict[str, str | None], dict[str, Any]]] = [
    ({}, {}),
    ({"enabled": None}, {"enabled": False}),
    ({"delay": "2,5"}, {"delay": 2.5}),
    ({"name": " Rijnlab  <b>BV</b> "}, {"name": "Rijnlab <b>BV</b>"}),
    ({"rhythm": "daily", "time": "7.15"}, {"schedule": "15 7 * * *"}),
    ({"rhythm": "weekly", "weekday": "7"}, {"schedule": "30 6 * * 7"}),
    ({"rhythm": "usual"}, {"schedule": None}),
    ({"rhythm": "own", "cron": "0 4 1-7 * 2"}, {"schedule": "0 4 1-7 * 2"}),
    ({"min_courses": "4", "max_pages": "200", "review": "1"}, {"min_courses": 4, "max_pages": 200, "review": True}),
    ({"note": ""}, {"note": None}),
]


@pytest.mark.parametrize(("given", "expected"), CHANGES)
def test_settings_are_kept_and_nothing_else_is_touched(
    counter: Counter, given: dict[str, str | None], expected: dict[str, Any]
) -> None:
    before, others = of(counter, "rijnlab"), [one for one in load(counter.desk.registry) if one.id != "rijnlab"]
    form = {name: value for name, value in (form_of(counter, "rijnlab") | given).items() if value is not None}
    answer = counter.post("/beheer/aanbieder/rijnlab", **form)
    assert "Bewaard" in said(answer.text)
    after = of(counter, "rijnlab")
    changed = {name for name in Provider.__slots__ if getattr(before, name) != getattr(after, name)}
    assert {name: getattr(after, name) for name in changed} == expected
    assert [one for one in load(counter.desk.registry) if one.id != "rijnlab"] == others
    text = counter.desk.registry.read_text(encoding="utf-8")
    assert text.startswith("# Wie het loket leest\n")
    assert ("delay" in text) is ("delay" in given)


WRONG = [
    ({"name": "  "}, "heeft een naam nodig"),
    ({"delay": "snel"}, "van 0 tot 3600"),
    ({"delay": "-1"}, "van 0 tot 3600"),
    ({"delay": "nan"}, "van 0 tot 3600"),
    ({"max_pages": "0"}, "van 1 tot 1.000.000"),
    ({"min_courses": "²"}, "van 0 tot 100.000"),
    ({"rhythm": "daily", "time": "25:00"}, "Schrijf de tijd als 05:00"),
    ({"rhythm": "own", "cron": "elke nacht"}, "Dat is geen cronregel"),
    ({"rhythm": "hourly"}, "Schrijf de tijd als 05:00"),
]


@pytest.mark.parametrize(("given", "words"), WRONG)
def test_a_setting_that_can_not_be_is_told_and_what_was_written_stays(
    counter: Counter, given: dict[str, str], words: str
) -> None:
    before = counter.desk.registry.read_bytes()
    answer = counter.post("/beheer/aanbieder/rijnlab", **form_of(counter, "rijnlab") | {"note": "nieuw"} | given)
    assert (answer.status_code, words in said(answer.text)) == (422, True)
    assert counter.desk.registry.read_bytes() == before
    assert html.fromstring(answer.text).xpath("//textarea[@name='note']/text()") == ["nieuw"]


@pytest.mark.parametrize(
    ("cron", "kind", "words"),
    [
        (None, "usual", "zoals de rest"),
        ("0 5 * * *", "daily", "elke dag om 05:00"),
        ("5 17 * * 1-5", "workdays", "op werkdagen om 17:05"),
        ("30 6 * * 0", "weekly", "elke zondag om 06:30"),
        ("0 4 1 * *", "monthly", "op de eerste van de maand om 04:00"),
        ("*/5 * * * *", "own", "volgens een eigen regel: */5 * * * *"),
    ],
)
def test_a_schedule_is_told_in_words_and_comes_back_as_it_was(cron: str | None, kind: str, words: str) -> None:
    found = rhythm_of(cron)
    assert (found.kind, schedule_words(cron, "nl")) == (kind, words)
    again = cron_of({"rhythm": found.kind, "time": found.time, "weekday": found.weekday, "cron": found.cron})
    assert rhythm_of(again) == found


def test_a_schedule_that_is_none() -> None:
    with pytest.raises(WrongScheduleError, match="wrong_cron"):
        cron_of({"rhythm": "own", "cron": "99 * * * *"})


@pytest.mark.parametrize(
    "website", ["", "geen adres", "ftp://x.example/", "https://", "javascript:alert(1)", "localhost"]
)
def test_what_is_no_address_is_told(counter: Counter, website: str) -> None:
    answer = counter.post("/beheer/aanbieders/nieuw", do="try", website=website)
    assert (answer.status_code, "is geen webadres" in said(answer.text)) == (422, True)
    with pytest.raises(Refused):
        stranger(website)


def test_a_provider_that_is_there_already_is_named(counter: Counter) -> None:
    answer = counter.post("/beheer/aanbieders/nieuw", do="try", website="rijnlab.example/cursussen")
    assert (answer.status_code, "al in de registratie, als Rijnlab" in said(answer.text)) == (422, True)


def test_a_trial_visit_shows_what_would_be_read_and_the_provider_is_added(
    counter: Counter,
    address: str,  # noqa: F811 - the fixture
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = Provider(id="127-0-0", name="127.0.0.1", website=f"{address}/", private_network=True, delay=0)
    monkeypatch.setattr(providers, "stranger", lambda _website: site)
    answer = counter.post("/en/manage/providers/new", do="try", website=address)
    assert "The desk looks around at 127-0-0" in said(answer.text)
    busy = counter.post("/beheer/aanbieders/nieuw", do="try", website=address)
    assert "Er loopt al een proefbezoek" in said(busy.text)
    wait(counter.office.previews)
    page = counter.text("/beheer/aanbieders/nieuw")
    for words in ("6 cursussen gevonden", "Aseptisch werken", "€ 450 (excl. btw)", "5 van de 6 gegevens"):
        assert words in page, page
    assert [one.provider for one in counter.store.statuses()] == ["kadelab", "poldertech", "rijnlab"]
    form = {"website": site.website, "id": "goede-school", "name": "Goede School", "review": "1"}
    wrong = counter.post("/beheer/aanbieders/nieuw", do="add", **form | {"id": "Goede School!"})
    assert (wrong.status_code, "kleine letters, cijfers" in said(wrong.text)) == (422, True)
    added = counter.post("/beheer/aanbieders/nieuw", do="add", **form)
    assert "Toegevoegd. Het eerste bezoek" in said(added.text)
    made = of(counter, "goede-school")
    assert (made.name, made.website, made.review, made.private_network) == ("Goede School", site.website, True, False)


def test_a_private_address_is_not_visited(counter: Counter, address: str) -> None:  # noqa: F811 - the fixture
    counter.post("/beheer/aanbieders/nieuw", do="try", website=address)
    wait(counter.office.previews)
    page = counter.text("/beheer/aanbieders/nieuw")
    assert "Het kijken is niet gelukt: het adres ligt in een besloten netwerk" in page


def test_a_trial_visit_is_stopped(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def waiting(_site: Provider, *, cancel: Any, **_given: object) -> None:
        cancel.wait(10)
        raise Refused("nothing_came", url="https://x.example/")

    monkeypatch.setattr(providers, "preview", waiting)
    counter.post("/beheer/aanbieders/nieuw", do="try", website="https://x.example/")
    counter.post("/beheer/aanbieders/nieuw", do="stop")
    wait(counter.office.previews)
    assert "Het kijken is niet gelukt" in counter.text("/beheer/aanbieders/nieuw")


def test_a_trial_visit_may_be_made_so_often(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    report = CrawlReport(provider="x", run="r", state="complete")
    found = trials.Preview(stranger("x.example"), report, (course("x", "a", "A"),), 1)
    monkeypatch.setattr(providers, "preview", lambda *_given, **_named: found)
    for _ in range(10):
        assert counter.post("/beheer/aanbieders/nieuw", do="try", website="https://x.example/").status_code == 200
        wait(counter.office.previews)
    assert counter.post("/beheer/aanbieders/nieuw", do="try", website="https://x.example/").status_code == 429


def test_a_change_that_would_break_the_registry_is_not_written(counter: Counter) -> None:
    before = counter.desk.registry.read_bytes()
    with pytest.raises(ValueError, match="delay: expected a number"):
        change(counter.desk.registry, "rijnlab", {"name": "Anders", "delay": -1})
    assert counter.desk.registry.read_bytes() == before
