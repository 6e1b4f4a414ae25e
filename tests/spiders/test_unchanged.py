"""Conditional requests: what is asked, what is kept of the answer, and who is believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from spiders.archive import Archive
from spiders.page import Page

URL = "https://lab.example/cursus/1"
DAY = datetime(2026, 11, 1, 5, tzinfo=UTC)


def page(day: int, body: bytes = b"<h1>Cursus</h1>", status: int = 200, etag: str = "", modified: str = "") -> Page:
    headers = {name: value for name, value in (("etag", etag), ("last-modified", modified)) if value}
    return Page(URL, body, status, headers, DAY + timedelta(days=day))


def archive(folder: Path, *nights: Page | None) -> Archive:
    """Write a run a night; None stands for a page that was found unchanged."""
    kept = Archive(folder)
    for number, one in enumerate(nights):
        with kept.writer("lab", f"r{number}") as writer:
            if one is None:
                writer.revisit(page(number))
            else:
                writer.write(one)
    return kept


def test_the_run_that_found_it_unchanged_has_the_page_of_the_run_before(tmp_path: Path) -> None:
    kept = archive(tmp_path, page(0, etag='"a"'), None, None)
    (found,) = kept.pages("lab", "r2")
    assert (found.body, found.status, found.fetched_at) == (b"<h1>Cursus</h1>", 200, DAY + timedelta(days=2))
    (newest,) = kept.pages("lab")
    assert newest == found


def test_a_page_that_changed_after_is_not_hidden_by_an_older_look(tmp_path: Path) -> None:
    kept = archive(tmp_path, page(0), None, page(2, b"<h1>Nieuw</h1>"))
    assert [found.body for found in kept.pages("lab")] == [b"<h1>Nieuw</h1>"]
    gone = archive(tmp_path / "b", page(0), None, page(2, b"weg", 410))
    assert list(gone.pages("lab")) == []


def test_a_look_keeps_a_page_from_being_forgotten_by_its_age(tmp_path: Path) -> None:
    kept = archive(tmp_path, page(0), *[None] * 40)
    kept.prune("lab", today=(DAY + timedelta(days=41)).date(), days=30)
    assert [found.body for found in kept.pages("lab")] == [b"<h1>Cursus</h1>"]
    assert kept.runs("lab") == ["r0", "r40"]
    kept.prune("lab", today=(DAY + timedelta(days=80)).date(), days=30)
    assert list(kept.pages("lab")) == []


def test_what_is_asked_is_what_the_server_gave(tmp_path: Path) -> None:
    day = "Sun, 01 Nov 2026 05:00:00 GMT"
    copies = archive(tmp_path, page(0, etag='"a"', modified=day), None).copies("lab")
    assert copies.validators(URL) == {"If-None-Match": '"a"', "If-Modified-Since": day}
    assert copies.validators(f"{URL}0") == {}
    assert archive(tmp_path / "b", page(0)).copies("lab").validators(URL) == {}
    assert archive(tmp_path / "c", page(0, status=404, etag='"a"')).copies("lab").validators(URL) == {}


def test_what_is_set_aside_is_neither_read_nor_asked_about(tmp_path: Path) -> None:
    kept = archive(tmp_path, page(0, etag='"a"'), page(1, b"<h1>Onderhoud</h1>", etag='"b"'))
    kept.set_aside("lab", "r1")
    assert [found.body for found in kept.pages("lab")] == [b"<h1>Cursus</h1>"]
    assert kept.copies("lab").validators(URL) == {"If-None-Match": '"a"'}
    kept.restore("lab", "r1")
    kept.restore("lab", "r1")
    assert kept.copies("lab").validators(URL) == {"If-None-Match": '"b"'}
