"""`/healthz` and `/metrics`: what a watchdog sees."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from console.app import application
from console.desk import Desk
from console.health import without_key
from store import proposals
from tests.console.conftest import AT, Room, Show, course

DAY = date(2026, 11, 22)


def figures(client: TestClient) -> dict[tuple[str, ...], float]:
    """Name and labels to value."""
    text = client.get("/metrics").text
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def run(room: Room, state: str, day: date) -> None:
    now = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    started = room.store.start_run("kadelab", now=now, today=day)
    found = [course("", f"Cursus {number}", url=f"https://www.kadelab.example/{number}") for number in range(3)]
    room.store.record_run(
        started, now=now, today=day, state=state, cause=None, detail=None, stats={}, pages=[], courses=found, gone={}  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture
def near(room: Room) -> TestClient:
    """A client on the console's own machine."""
    room.shelf.look()
    return TestClient(room.app, client=("127.0.0.1", 4000))


def test_the_figures_are_those_of_the_store_and_the_publication(room: Room, near: TestClient) -> None:
    run(room, "good", DAY - timedelta(days=2))
    run(room, "held", DAY)
    proposals.propose(room.store.database, "kadelab", "a1", "confirm", {}, "", who="link 1", now=AT)
    room.now = AT + timedelta(hours=1)
    near.get("/nowhere")
    found = figures(near)
    assert found["lloket_runs_total", "kadelab", "good"] == 1
    assert found["lloket_runs_total", "kadelab", "held"] == 1
    assert found["lloket_last_run_good", "kadelab"] == 0
    assert found["lloket_last_good_run_age_seconds", "kadelab"] == timedelta(days=2, hours=7).total_seconds()
    assert found["lloket_provider_courses", "kadelab"] == 3
    assert found[("lloket_held_runs_waiting",)] == 1
    assert found[("lloket_proposals_waiting",)] == 1
    assert found[("lloket_courses_published",)] == 2
    assert found[("lloket_publication_age_seconds",)] == 3600
    assert found[("lloket_database_up",)] == 1
    assert found["lloket_requests_total", "4xx"] == 1
    assert found[("lloket_request_seconds_count",)] == 1
    assert figures(near)["lloket_requests_total", "2xx"] == 1


def test_the_figures_are_there_when_the_database_is_not(room: Room, near: TestClient) -> None:
    with room.store.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE held")
    found = figures(near)
    assert found[("lloket_database_up",)] == 0
    assert found[("lloket_courses_published",)] == 2
    assert near.get("/healthz").json()["status"] == "database fails"


def test_the_figures_are_for_the_own_network(room: Room) -> None:
    room.shelf.look()
    for host, status in (("10.2.3.4", 200), ("192.168.1.9", 200), ("::1", 200), ("8.8.8.8", 403), ("unix", 403)):
        assert TestClient(room.app, client=(host, 4000)).get("/metrics").status_code == status, host


def test_health_says_what_waits_and_how_old_all_is(room: Room, near: TestClient) -> None:
    told = near.get("/healthz")
    assert told.headers["cache-control"] == "no-store"
    assert told.json() | {"publication": None, "searched": None} == {
        "status": "ok", "publication": None, "generated_at": AT.isoformat(), "age_seconds": 0, "searched": None,
        "database": "open", "held_runs": 0, "questions": 0, "proposals": 0,
    }  # fmt: skip
    room.now = AT + timedelta(days=7, seconds=1)
    assert near.get("/healthz").json()["status"] == "publication older than a week"


def test_without_a_database_the_public_part_works_and_the_private_part_says_why(room: Room) -> None:
    with TestClient(application(room.shelf, clock=lambda: AT), client=("127.0.0.1", 1)) as client:
        assert client.get("/cursus/a1").status_code == 200
        for address, words in (
            ("/beheer/x", "de database kan niet worden geopend"),
            ("/inloggen", "de database kan niet worden geopend"),
            ("/en/manage", "the database can't be opened"),
            ("/en/provider/kadelab", "the database can't be opened"),
        ):
            for answer in (client.get(address), client.post(address)):
                assert answer.status_code == 503
                assert words in unescape(answer.text)
        assert client.get("/healthz").json()["status"] == "database closed"
        assert figures(client)[("lloket_database_up",)] == 0


def test_the_private_part_opens_as_soon_as_the_database_can_be(room: Room) -> None:
    found: list[Desk] = []
    tried: list[int] = []

    def opening() -> Desk | None:
        tried.append(1)
        return found[0] if found else None

    app = application(room.shelf, clock=lambda: room.now, opening=opening)
    with TestClient(app, client=("127.0.0.1", 1)) as client:
        assert client.get("/beheer").status_code == 503
        assert tried == [], "it was tried at the start, a moment ago"
        room.now += timedelta(seconds=15)
        assert [client.get("/beheer").status_code for _ in range(3)] == [503] * 3
        assert tried == [1], "who knocks often does not have it tried as often"
        found.append(room.desk)
        room.now += timedelta(seconds=15)
        asked = client.get("/en/sign-in?next=%2Fen%2Fmanage")
        assert (asked.status_code, asked.request.url.query) == (200, b"next=%2Fen%2Fmanage")
        assert client.get("/beheer", follow_redirects=False).headers["location"] == "/inloggen?next=%2Fbeheer"
        assert client.get("/healthz").json()["database"] == "open"
        assert figures(client)[("lloket_database_up",)] == 1
        assert client.get("/cursus/a1").status_code == 200
        assert client.get("/nowhere").status_code == 404


@pytest.mark.parametrize(("days", "old"), [(0, False), (7, False), (8, True)])
def test_pages_say_that_what_they_show_is_old(room: Room, days: int, old: bool) -> None:
    room.now = AT + timedelta(days=days)
    client, _ = room.signed_in("staff")
    for address in ("/", "/cursus/a1", "/vergelijk", "/beheer/logboek"):
        assert ("meer dan een week oud" in client.get(address).text) == old, address
    assert ("more than a week old" in client.get("/en").text) == old


def test_requests_are_logged_without_keys_or_queries(
    room: Room, near: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="lloket.requests"):
        near.get("/aanbieder/kadelab/binnen/geheim", follow_redirects=False)
        near.get("/?q=mijn+vraag")
    told = [vars(record) for record in caplog.records if record.name == "lloket.requests"]
    assert [(one["method"], one["path"], one["status"]) for one in told] == [
        ("GET", "/aanbieder/kadelab/binnen/…", 404),
        ("GET", "/", 200),
    ]
    assert "geheim" not in str(told)
    assert "vraag" not in str(told)
    assert without_key("/en/provider/x/enter/key") == "/en/provider/x/enter/…"


def test_the_public_pages_know_no_database(show: Show) -> None:
    client = show([course("a1", "Statistiek")])
    assert client.get("/").status_code == 200
    assert client.get("/inloggen").status_code == 503
