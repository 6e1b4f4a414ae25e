"""The published files over HTTP: caching, pinned publications, the change feed, and what is refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from console.app import application
from console.publications import Publications
from console.shelf import Shelf
from exports.publication import ProviderView, Publication
from exports.publish import publish
from normalize.course import Course, Organisation
from store import Change
from store.changes import PAGE

AT = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
LINK = "https://www.kadelab.example/"


def course(number: int) -> Course:
    return Course(
        id=f"c{number}",
        url=f"{LINK}cursus/{number}",
        title=f"Cursus {number}",
        provider=Organisation(id="kadelab", name="Kadelab"),
    )


def published(out: Path, courses: list[Course], changes: list[Change], at: datetime = AT) -> None:
    view = ProviderView(id="kadelab", name="Kadelab", website=LINK)
    publication = Publication(run="r1", generated_at=at, today=date(2026, 11, 22), providers=[view])
    publish(lambda: courses, publication, out, changes=lambda: changes)


def change(number: int, *, gone: bool = False) -> Change:
    if gone:
        return Change(number, AT, f"c{number}", None, "withdrawn", None)
    return Change(number, AT, f"c{number}", course(number), None, None)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    numbers = [PAGE, PAGE + 1, PAGE + 7, 3 * PAGE + 2]
    changes = [change(number, gone=number == PAGE + 7) for number in numbers]
    published(tmp_path / "published", [course(1), course(2)], changes)
    return tmp_path / "published"


@pytest.fixture
def client(out: Path) -> Iterator[TestClient]:
    with TestClient(application(Shelf(Publications(out), out.parent / "console"), clock=lambda: AT)) as client:
        yield client


def test_every_file_is_served_as_the_manifest_has_it(client: TestClient, out: Path) -> None:
    manifest = client.get("/feeds/manifest.json").json()
    for file in manifest["files"]:
        answer = client.get(f"/feeds/{file['name']}", headers={"Accept-Encoding": "identity"})
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
        assert answer.headers["content-type"].startswith(file["media_type"])
        assert answer.headers["etag"] == f'"{file["sha256"]}"'
        pinned = client.get(f"/feeds/{manifest['folder']}/{file['name']}")
        assert pinned.content == answer.content
        assert "immutable" in pinned.headers["cache-control"]


@pytest.mark.parametrize("path", ["manifest.json", "courses.ndjson", "changes/index.json", "report/index.html"])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_who_has_it_already_gets_304(client: TestClient, path: str, coding: str) -> None:
    first = client.get(f"/feeds/{path}", headers={"Accept-Encoding": coding})
    again = client.get(f"/feeds/{path}", headers={"Accept-Encoding": coding, "If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    other = client.get(f"/feeds/{path}", headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


def test_an_encoded_answer_has_no_strong_tag(client: TestClient) -> None:
    answer = client.get("/feeds/course.schema.json", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["etag"].startswith('W/"')


def test_a_reader_can_stay_with_the_publication_it_began_with(client: TestClient, out: Path) -> None:
    folder = client.get("/feeds/manifest.json").json()["folder"]
    published(out, [course(3)], [], AT + timedelta(days=1))
    assert client.get("/feeds/courses.ndjson").text.count("\n") == 1
    assert client.get(f"/feeds/{folder}/courses.ndjson").text.count("\n") == 2
    assert client.get("/feeds/manifest.json").json()["folder"] != folder


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/../manifest.json",
        "/feeds/%2e%2e/%2e%2e/etc/passwd",
        "/feeds/..%2f..%2fetc%2fpasswd",
        "/feeds//etc/passwd",
        "/feeds/courses",
        "/feeds/%00",
        "/feeds/@../manifest.json",
        "/feeds/@%2e%2e/manifest.json",
        "/feeds/@.published.publications/.lock",
        "/feeds/@000009-20200101T000000Z/manifest.json",
    ],
)
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_changes_are_told_from_zero_to_the_end(client: TestClient) -> None:
    address, told = "/changes", []
    while True:
        answer = client.get(address)
        assert answer.headers["content-type"] == "application/vnd.openactive.rpde+json; version=1"
        page = answer.json()
        told += [(item["modified"], item["state"]) for item in page["items"]]
        if not page["items"]:
            assert page["next"] == address
            break
        address = page["next"]
    assert told == [
        (PAGE, "updated"), (PAGE + 1, "updated"), (PAGE + 7, "deleted"), (3 * PAGE + 2, "updated")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("after", "first"),
    [(0, PAGE), (PAGE, PAGE + 1), (PAGE + 1, PAGE + 7), (PAGE + 7, 3 * PAGE + 2), (3 * PAGE + 2, None), (10**15, None)],
)
def test_changes_after_a_number(client: TestClient, after: int, first: int | None) -> None:
    page = client.get(f"/changes?afterChangeNumber={after}").json()
    assert (page["items"][0]["modified"] if page["items"] else None) == first
    assert page["license"].startswith("https://")


@pytest.mark.parametrize("after", ["x", "", "1.5", "9" * 40, "--1", "1;drop"])
def test_a_number_that_is_none_is_refused(client: TestClient, after: str) -> None:
    assert client.get("/changes", params={"afterChangeNumber": after}).status_code == 400


def test_the_data_is_that_of_the_static_feed(client: TestClient) -> None:
    static = client.get("/feeds/changes/000001.json").json()["items"]
    assert json.dumps(client.get("/changes").json()["items"]) == json.dumps(static)


@pytest.mark.parametrize("path", ["/feeds/manifest.json", "/feeds/report/index.html", "/changes", "/healthz", "/x"])
def test_every_answer_is_guarded(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'unsafe-inline'" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_health_names_the_publication(client: TestClient, tmp_path: Path) -> None:
    told = client.get("/healthz").json()
    assert told["status"] == "database closed"
    assert told["publication"].startswith("000001-")
    nothing = Shelf(Publications(tmp_path / "elsewhere"), tmp_path / "console")
    with TestClient(application(nothing, clock=lambda: AT)) as empty:
        assert empty.get("/healthz").json()["status"] == "nothing published"
        assert "lloket refresh" in empty.get("/feeds/manifest.json").text
        assert empty.get("/changes").status_code == 404
