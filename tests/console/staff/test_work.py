"""Refreshes begun, watched and stopped in the browser; runs looked back on, accepted and rejected."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Any

import pytest
from lxml import html

from console.staff import working
from console.staff.jobs import Busy, Jobs
from job import Outcome, Result, Settings, Watcher
from spiders.registry import Provider
from store import StoreError
from store.hold import hold
from tests.console.staff.conftest import NOW, Counter, course, run_of, said, wait
from tests.pipeline.conftest import Site, address, entry  # noqa: F401 - a fixture


class Slow:
    """A refresh that goes on until it is told to go on, or to stop."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.asked: tuple[list[str], bool] = ([], False)

    def __call__(
        self, providers: Sequence[Provider], settings: Settings, watch: Watcher, cancel: threading.Event
    ) -> Outcome:
        self.asked = [one.id for one in providers], settings.full
        watch("kadelab", "crawl", 4, None)
        while not (self.go_on.is_set() or cancel.is_set()):
            time.sleep(0.01)
        watch("kadelab", "done", 6, None)
        return Outcome(results=[Result(provider="rijnlab", state="failed", cause="locked")])


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    found = Slow()
    monkeypatch.setattr(working, "refresh", found)
    return found


def until(counter: Counter, words: str) -> str:
    """The progress of the work, as soon as it says so."""
    for _ in range(500):
        page = counter.client.get("/beheer/verversen/voortgang").text
        text = " ".join(html.fromstring(page).text_content().split())
        if words in text:
            return page
        time.sleep(0.01)
    raise AssertionError(text)


def test_all_that_are_on_are_refreshed_watched_and_stopped(counter: Counter, slow: Slow) -> None:
    answer = counter.post("/beheer/verversen", which="all", full="1")
    assert answer.status_code == 200
    moving = until(counter, "haalt pagina's op: 4")
    assert 'hx-trigger="every 1500ms"' in moving
    assert "Poldertech Academie" in moving
    assert slow.asked == (["kadelab", "rijnlab", "poldertech"], True)
    assert 'http-equiv="refresh"' in counter.client.get("/beheer/verversen").text
    assert "Er loopt nu werk" in counter.text("/beheer")
    busy = counter.post("/beheer/verversen", which="all")
    assert (busy.status_code, "Er loopt al werk" in said(busy.text)) == (409, True)
    assert counter.post("/beheer/publiceren").status_code == 409
    counter.post("/beheer/verversen/stop")
    still = until(counter, "Gestopt. Wat al gelezen was is bewaard")
    assert "hx-trigger" not in still
    assert "een ander bezoek was nog bezig" in still
    last = counter.client.get("/beheer/verversen/voortgang", headers={"HX-Request": "true"})
    assert last.headers["hx-refresh"] == "true"


def test_only_those_that_are_ticked(counter: Counter, slow: Slow) -> None:
    slow.go_on.set()
    none = counter.post("/beheer/verversen", which="these")
    assert (none.status_code, "Kies minstens één aanbieder" in said(none.text)) == (409, True)
    counter.post("/en/manage/refresh", which="these", **{"p:stilte": "1", "p:nobody": "1"})
    wait(counter.office.work)
    assert slow.asked == (["stilte"], False)


def test_what_fails_is_told_and_the_next_can_begin(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_given: object) -> Outcome:
        raise StoreError("the disk is full")

    monkeypatch.setattr(working, "refresh", failing)
    counter.post("/beheer/verversen", which="all")
    until(counter, "Het werk is mislukt: the disk is full")
    monkeypatch.setattr(working, "publish_all", failing)
    counter.post("/beheer/publiceren")
    until(counter, "mislukt")


def test_a_publication_that_failed_leaves_its_decisions_waiting(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.post(f"/beheer/cursus/{counter.ids()['GMP voor operators']}", do="hide")

    def failing(store: Any, settings: Settings, _watch: Watcher) -> None:
        with hold(store, "publish", settings.clock):
            raise OSError("no space left")

    monkeypatch.setattr(working, "publish_all", failing)
    counter.post("/beheer/publiceren")
    wait(counter.office.work)
    page = counter.text("/beheer")
    assert "Eén besluit is nog niet te zien" in page
    assert "De laatste publicatie is mislukt" in page


def test_the_server_ends_though_work_goes_on(counter: Counter, slow: Slow) -> None:
    counter.post("/beheer/verversen", which="all")
    counter.office.close()
    job = counter.office.work.last
    assert job is not None
    assert (job.runs, job.cancel.is_set()) == (False, True)


def test_one_job_at_a_time_however_many_ask() -> None:
    jobs, gate, began = Jobs(lambda: NOW), threading.Event(), []

    def ask() -> None:
        try:
            jobs.start("publish", "anna", lambda _watch, _cancel: gate.wait(5))
            began.append(1)
        except Busy:
            pass

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gate.set()
    wait(jobs)
    assert began == [1]


def test_a_real_site_is_refreshed_and_published(counter: Counter, address: str) -> None:  # noqa: F811 - the fixture
    counter.desk.registry.write_text(entry("school", f"{address}/"), encoding="utf-8")
    counter.post("/beheer/verversen", which="all")
    until(counter, "haalt pagina's op")
    wait(counter.office.work)
    assert "goed" in until(counter, f"Gepubliceerd: {len(Site.titles)} cursussen")
    (run,) = counter.store.runs("school")
    assert "Nieuw 6" in counter.text(f"/beheer/bezoek/{run.id}")


def held(counter: Counter) -> str:
    return next(run.id for run in counter.store.runs("rijnlab") if run.state == "held")


def test_a_run_that_is_held_back_says_why_and_what_it_would_change(counter: Counter) -> None:
    answer = counter.client.get(f"/beheer/bezoek/{held(counter)}")
    page = said(answer.text)
    for words in (
        "tegengehouden",
        "er werd opeens veel minder gevonden",
        "Verdwenen 5",
        "actueel → niet teruggevonden",
    ):
        assert words in page
    rows = html.fromstring(answer.text).xpath("//tr[@class='moved']")
    assert [[cell.text_content() for cell in row] for row in rows] == [["Cursussen gevonden", "6", "1"]]
    assert "Rijnlab: er werd opeens veel minder gevonden" in counter.text("/beheer")


@pytest.mark.parametrize(("do", "state", "courses"), [("accept", "good", 1), ("reject", "rejected", 6)])
def test_a_person_decides_of_it(counter: Counter, do: str, state: str, courses: int) -> None:
    run = held(counter)
    answer = counter.post(f"/beheer/bezoek/{run}", do=do, why="ze zijn verhuisd")
    page = said(answer.text)
    assert ("telt mee" if do == "accept" else "is afgekeurd") in page
    assert ("nog niet te zien" in page) is (do == "accept")
    assert counter.store.run(run).state == state
    (decision,) = counter.store.decisions()
    assert (decision.kind, decision.who, decision.why, decision.subject) == (do, "anna", "ze zijn verhuisd", run)
    status = next(one for one in counter.store.statuses() if one.provider == "rijnlab")
    assert status.seen == courses
    again = counter.post(f"/beheer/bezoek/{run}", do=do)
    assert (again.status_code, "niet (meer) tegengehouden" in said(again.text)) == (409, True)
    undo = counter.post("/beheer/besluiten/intrekken", decision=str(decision.id))
    assert (undo.status_code, "dat is verwerkt" in said(undo.text)) == (409, True)


def test_while_its_provider_is_refreshed_elsewhere_it_waits(counter: Counter) -> None:
    run = held(counter)
    with hold(counter.store, "provider rijnlab", counter.tick):
        answer = counter.post(f"/beheer/bezoek/{run}", do="accept")
    assert answer.status_code == 409
    assert "een ander programma (de nachtelijke planning of de opdrachtregel)" in said(answer.text)
    assert counter.store.run(run).state == "held"
    counter.store.start_run("kadelab", now=NOW, today=NOW.date())
    assert "Nu bezig vanuit de planning" in counter.text("/beheer/verversen")


def test_it_still_waits_when_a_later_run_finds_nothing(counter: Counter) -> None:
    later = counter.store.start_run("rijnlab", now=counter.tick(), today=NOW.date())
    assert "Tegengehouden bezoeken" in counter.text("/beheer")
    counter.store.finish_run(later, now=counter.tick(), state="failed", cause="stopped", detail="stopped", stats={})
    overview = counter.text("/beheer")
    assert "Tegengehouden bezoeken 1" in overview
    assert "het bezoek is afgebroken" not in overview


def test_history_is_leafed_through_by_provider(counter: Counter) -> None:
    for _ in range(45):
        run_of(counter.store, "stilte", [course("stilte", "a", "Stil zijn")], counter.tick())
    first = counter.text("/beheer/bezoeken?provider=stilte")
    assert "Oudere →" in first
    assert "Rijnlab" not in first.partition("Hoe het afliep")[2]
    later = counter.text("/beheer/bezoeken?provider=stilte&from=40")
    assert "← Nieuwere" in later
    assert counter.text("/beheer/bezoeken?provider=%3Cb%3E&from=xyz")
    assert counter.text("/beheer/bezoeken?from=99999")


def test_dead_links_stand_in_a_list(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    page = counter.text("/beheer/links")
    for words in ("https://www.kadelab.example/inschrijven", "HTTP 404", "18 november 2026"):
        assert words in page
    asked: list[str] = []

    def looked(providers: Sequence[Provider], *_rest: object) -> list[object]:
        asked.extend(one.id for one in providers)
        return [object()]

    monkeypatch.setattr(working, "watch_links", looked)
    counter.post("/beheer/links")
    until(counter, "Links nagekeken; 1 zijn dood")
    assert asked == ["kadelab", "rijnlab", "poldertech"]
