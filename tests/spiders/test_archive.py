"""The page archive: what is kept, for how long, and what damage does to it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from spiders import index
from spiders.archive import Archive, ArchiveError, Recording, wants_no_archive
from spiders.index import entries_of
from spiders.page import Page
from spiders.warc import Entry, records_of


def page(url: str, body: bytes = b"<p>x", day: int = 1, status: int = 200, **headers: str) -> Page:
    found = {"content-type": "text/html", **{k.replace("_", "-"): v for k, v in headers.items()}}
    return Page(url, body, status, found, datetime(2026, 11, day, 12, tzinfo=UTC))


def write(archive: Archive, run: str, *pages: Page) -> Path:
    with archive.writer("p", run) as writer:
        for one in pages:
            writer.write(one)
    return archive.folder / "p" / f"{run}.warc.gz"


def bodies(archive: Archive, run: str | None = None) -> dict[str, bytes]:
    return {one.url.rpartition("/")[2]: one.body for one in archive.pages("p", run)}


def test_a_page_comes_back_as_it_went(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    body = bytes(range(256)) * 10
    sent = Page(
        "https://x.example/a?b=1", body, 203,
        {"content-type": "text/html; charset=windows-1252", "x-robots-tag": "noindex"},
        datetime(2026, 11, 1, 12, 30, 15, tzinfo=UTC), "https://x.example/oud",
    )  # fmt: skip
    write(archive, "r1", sent)
    (got,) = archive.pages("p", "r1")
    assert (got.url, got.body, got.status, got.fetched_at, got.requested_url) == (
        sent.url, sent.body, 203, sent.fetched_at, sent.requested_url,
    )  # fmt: skip
    assert got.content_type == "text/html"
    assert got.headers["x-robots-tag"] == "noindex"


def test_the_newest_copy_counts(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    write(archive, "r1", page("https://x.example/a", b"old"), page("https://x.example/b", b"only"))
    write(archive, "r2", page("https://x.example/a#top", b"new", day=2))
    assert bodies(archive) == {"a#top": b"new", "b": b"only"}
    assert bodies(archive, "r1") == {"a": b"old", "b": b"only"}


def test_a_page_that_is_gone_hides_its_older_copy(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    write(archive, "r1", page("https://x.example/a", b"old"))
    write(archive, "r2", page("https://x.example/a", b"gone", day=2, status=410))
    assert bodies(archive) == {}


def test_prune(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = write(archive, "r1", page("https://x.example/a", b"old"), page("https://x.example/b", b"only"))
    write(archive, "r2", page("https://x.example/a", b"new", day=20))
    before = first.stat().st_size
    archive.prune("p", today=date(2026, 11, 25))
    assert bodies(archive) == {"a": b"new", "b": b"only"}
    assert 0 < first.stat().st_size < before
    archive.prune("p", today=date(2026, 12, 5))
    assert bodies(archive) == {"a": b"new"}
    assert not first.exists()
    archive.prune("p", today=date(2027, 1, 5))
    assert list((tmp_path / "p").iterdir()) == []


@pytest.mark.parametrize("cut", [1, 8, 40, 200])
def test_a_cut_off_record_is_skipped(tmp_path: Path, cut: int) -> None:
    archive = Archive(tmp_path)
    path = write(archive, "r1", page("https://x.example/a", b"A" * 500), page("https://x.example/b", bytes(range(256))))
    path.write_bytes(path.read_bytes()[:-cut])
    assert bodies(archive)["a"] == b"A" * 500
    assert bodies(archive).get("b", bytes(range(256))) == bytes(range(256))


def test_a_damaged_file_hides_no_other(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    write(archive, "r1", page("https://x.example/a"))
    (tmp_path / "p" / "r2.warc.gz").write_bytes(b"\x1f\x8bno gzip at all")
    (tmp_path / "p" / "r3.warc.gz").write_bytes(b"")
    assert bodies(archive) == {"a": b"<p>x"}


def test_a_killed_runs_file_is_taken_over(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    path = write(archive, "r1", page("https://x.example/a"))
    path.rename(path.with_name("r1.warc.gz.part"))
    assert bodies(archive) == {}
    write(archive, "r2", page("https://x.example/b", day=2))
    assert bodies(archive) == {"a": b"<p>x", "b": b"<p>x"}


NOARCHIVE = [
    (b'<meta name="robots" content="noindex, NOARCHIVE">', {}, True),
    (b"<META content=noarchive NAME=robots>", {}, True),
    (b"", {"x-robots-tag": "noarchive"}, True),
    (b"", {"x-robots-tag": "googlebot: noarchive"}, False),
    (b"", {"x-robots-tag": "lloket: noarchive, noindex"}, True),
    (b'<meta name="robots" content="noindex">', {}, False),
    (b'<meta name="googlebot" content="noarchive">', {}, False),
    (b"<p>noarchive</p>", {}, False),
]


@pytest.mark.parametrize(("body", "headers", "wants"), NOARCHIVE)
def test_noarchive(body: bytes, headers: dict[str, str], *, wants: bool) -> None:
    assert wants_no_archive(Page("https://x.example/", body, 200, headers)) is wants


def test_noarchive_is_gone_after_the_run_was_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    write(archive, "r1", page("https://x.example/a"), page("https://x.example/b", x_robots_tag="noarchive"))
    assert set(bodies(archive, "r1")) == {"a", "b"}
    archive.prune("p", today=date(2026, 11, 2))
    assert set(bodies(archive)) == {"a"}


def test_recording(tmp_path: Path) -> None:
    plain = tmp_path / "plain.warc"
    with plain.open("wb") as stream:
        writer = WARCWriter(stream, gzip=False)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], "HTTP/1.1")
        for kind, url, body in (
            ("response", "http://x.example/c?", b"c"),
            ("revisit", "http://x.example/d", b""),
            ("resource", "http://x.example/e", b"e"),
        ):
            writer.write_record(
                writer.create_warc_record(
                    url, kind, payload=BytesIO(body), length=len(body),
                    http_headers=None if kind == "resource" else headers,
                    warc_headers_dict={"WARC-Date": "2026-11-01T00:00:00Z"},
                )
            )  # fmt: skip
    zipped = write(Archive(tmp_path), "r1", page("https://x.example/a?b=1&a=2"))
    recording = Recording([plain, zipped])
    assert len(recording) == 2
    for url in ("https://x.example/a?a=2&b=1", "https://x.example/a?b=1&a=2#prijs"):
        found = recording.get(url)
        assert found is not None, url
    for url in ("http://x.example/c", "http://x.example/c?", "http://X.example:80/c#x"):
        found = recording.get(url)
        assert found is not None, url
        assert found.body == b"c"
    assert recording.get("http://x.example/d") is None


@pytest.mark.parametrize("content", [None, b"", b"no warc", b"\x1f\x8bbroken"])
def test_unreadable_recording_is_one_line(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.warc.gz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ArchiveError) as caught:
        Recording([path])
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def searched(path: Path) -> list[Entry]:
    """What stands in a file by the file alone."""
    found = list(records_of(path))
    assert entries_of(path) == found
    return found


def test_the_index_of_a_file_is_what_a_search_finds(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    a, b = page("https://x.example/a", b"old", etag='"1"'), page("https://x.example/b?z=1&a=2", b"only")
    first = write(archive, "r1", a, page("https://x.example/c", status=410), b)
    with archive.writer("p", "r2") as writer:
        writer.write(page("https://x.example/robots.txt", b"rules", day=2), source=True)
        writer.write(page("https://x.example/d", b"once", day=2, x_robots_tag="noarchive"))
        writer.revisit(page("https://x.example/a", day=2))
        writer.revisit(page("https://x.example/c", day=2), answered=datetime(2026, 11, 1, 5, tzinfo=UTC))
    second = first.with_name("r2.warc.gz")
    assert (len(searched(first)), len(searched(second))) == (3, 3)
    archive.prune("p", today=date(2026, 11, 2))
    assert [entry.url for entry in searched(first)] == [a.url, "https://x.example/c", b.url]
    write(archive, "r3", page("https://x.example/c", b"back", day=3))
    archive.prune("p", today=date(2026, 11, 3))
    assert [entry.url for entry in searched(first)] == [a.url, b.url]


def test_a_file_that_is_as_it_was_is_not_searched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(Archive(tmp_path), "r1", page("https://x.example/a"), page("https://x.example/b"))
    found = searched(path)
    monkeypatch.setattr(index, "records_of", lambda _: pytest.fail("searched again"))
    assert entries_of(path) == found


@pytest.mark.parametrize("broken", [b"", b"\x00", b"nonsense"])
def test_an_index_that_is_of_another_file_or_broken_is_made_anew(tmp_path: Path, broken: bytes) -> None:
    path = write(Archive(tmp_path), "r1", page("https://x.example/a"), page("https://x.example/b"))
    path.with_name("r1.index").write_bytes(broken)
    assert len(searched(path)) == 2
    path.write_bytes(path.read_bytes()[:-40])
    assert len(searched(path)) == 1
