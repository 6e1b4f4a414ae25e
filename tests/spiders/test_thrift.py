"""What need not be asked for: by a sitemap that tells when pages changed, and is caught when it lies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from spiders.archive import Archive
from spiders.sitemaps import latest, read_sitemap
from spiders.warc import records_of

LONG_AGO = "2026-01-0{n}"
PAGES = 9


def course(n: int, words: str = "") -> str:
    return f"<!doctype html><html><body><main><h1>Cursus {n}</h1><p>Inhoud {words}</p></main></body></html>"


def site(server: Any, reply: Any, changed: dict[int, str] = {}, words: dict[int, str] = {}) -> None:  # noqa: B006 - read
    listed = "".join(f'<p><a href="/cursus/les-{n}">cursus</a></p>' for n in range(1, PAGES + 1))
    entries = "".join(
        f"<url><loc>{server.url}/cursus/les-{n}</loc><lastmod>{changed.get(n, LONG_AGO.format(n=n))}</lastmod></url>"
        for n in range(1, PAGES + 1)
    )
    server.pages["/sitemap.xml"] = reply(f"<urlset>{entries}</urlset>", type="application/xml")
    server.pages["/"] = f"<!doctype html><html><body><main>{listed}</main></body></html>"
    for n in range(1, PAGES + 1):
        server.pages[f"/cursus/les-{n}"] = course(n, words.get(n, ""))
    server.log.clear()


def asked(server: Any) -> set[int]:
    return {int(path.rpartition("-")[2]) for path in server.hits if path.startswith("/cursus/les-")}


def test_pages_that_did_not_change_are_not_asked_for_and_yet_seen(
    server: Any, run: Any, reply: Any, tmp_path: Path
) -> None:
    site(server, reply)
    assert run(name="r1").spared == 0
    assert asked(server) == set(range(1, PAGES + 1))
    now = datetime.now(UTC) + timedelta(hours=1)
    site(server, reply, changed={3: f"{now:%Y-%m-%dT%H:%M:%SZ}"}, words={3: "nieuw"})
    report = run(name="r2", full=False)
    assert 3 in asked(server)
    sampled = asked(server) - {3}
    assert report.spared == PAGES - 1 - len(sampled)
    assert (report.state, report.pages, report.lastmod_lies) == ("complete", PAGES + 1, False)
    seen = {page.url: page.body for page in Archive(tmp_path).pages("test", "r2")}
    assert len(seen) == PAGES + 1
    assert b"nieuw" in seen[f"{server.url}/cursus/les-3"]
    looks = [entry for entry in records_of(tmp_path / "test/r2.warc.gz") if entry.answered is not None]
    assert len(looks) == report.spared


def test_a_full_crawl_asks_for_all_and_finds_out_a_sitemap_that_lies(server: Any, run: Any, reply: Any) -> None:
    site(server, reply)
    run(name="r1")
    site(server, reply, words={5: "stil veranderd"})
    full = run(name="r2", full=True)
    assert asked(server) == set(range(1, PAGES + 1))
    assert (full.spared, full.lastmod_lies) == (0, True)
    site(server, reply, words={5: "weer anders"})
    after = run(name="r3", full=False, trusts_lastmod=False)
    assert (after.spared, after.lastmod_lies) == (0, True)
    assert asked(server) == set(range(1, PAGES + 1))


def test_what_was_spared_is_asked_for_after_all_where_the_sample_finds_a_lie(
    server: Any, run: Any, reply: Any, tmp_path: Path
) -> None:
    """So many pages that today's sample is never empty."""
    many = range(1000, 1400)
    entries = "".join(
        f"<url><loc>{server.url}/cursus/les-{n}</loc><lastmod>2026-01-{1 + n % 28:02}</lastmod></url>" for n in many
    )
    server.pages["/sitemap.xml"] = reply(f"<urlset>{entries}</urlset>", type="application/xml")
    server.pages["/"] = "<!doctype html><html><body><main><h1>School</h1></main></body></html>"
    server.pages["*"] = lambda path: reply(course(1, path))
    first = run(name="r1")
    server.pages["*"] = lambda path: reply(course(1, path + " anders"))
    server.log.clear()
    second = run(name="r2", full=False)
    assert (first.pages, second.pages) == (len(many) + 1,) * 2
    assert (second.lastmod_lies, second.spared) == (True, 0)
    assert any("lastmod:" in note for note in second.notes)
    assert asked(server) == set(many)
    assert all(b"anders" in page.body for page in Archive(tmp_path).pages("test", "r2") if "les-" in page.url)


def test_what_all_changed_at_one_moment_says_nothing(server: Any, run: Any, reply: Any) -> None:
    many = range(1000, 1020)
    entries = "".join(f"<url><loc>{server.url}/cursus/les-{n}</loc><lastmod>2026-01-01</lastmod></url>" for n in many)
    server.pages["/sitemap.xml"] = reply(f"<urlset>{entries}</urlset>", type="application/xml")
    server.pages["*"] = lambda path: course(1, path)
    run(name="r1")
    assert run(name="r2", full=False).spared == 0


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-22", "2026-11-23T12:00:00+00:00"),
        ("2026-11-22T05:00:00+01:00", "2026-11-22T04:00:00+00:00"),
        ("2026-11-22T05:00:00Z", "2026-11-22T05:00:00+00:00"),
        ("2026-11-22T05:00:00.123Z", "2026-11-22T05:00:00.123000+00:00"),
        ("2026-11-22T05:00", "2026-11-22T17:00:00+00:00"),
        (" 2026-11-22 \n", "2026-11-23T12:00:00+00:00"),
        ("9999-12-31", None),
        ("2026", None),
        ("gisteren", None),
        ("", None),
    ],
)
def test_the_latest_that_a_lastmod_may_mean(text: str, moment: str | None) -> None:
    found = latest(text)
    assert (found and found.isoformat()) == moment


def test_a_lastmod_belongs_to_its_own_address_alone() -> None:
    body = (
        b'<urlset xmlns:xhtml="http://www.w3.org/1999/xhtml"><url><loc>https://e.nl/a</loc>'
        b'<xhtml:link rel="alternate" hreflang="en" href="https://e.nl/en/a"/><lastmod>2026-01-01</lastmod></url>'
        b"<url><loc>https://e.nl/b</loc></url></urlset>"
    )
    found = read_sitemap(body, "https://e.nl/sitemap.xml", limit=10_000)
    assert set(found.changed) == {"https://e.nl/a"}
    assert found.pages == ["https://e.nl/a", "https://e.nl/en/a", "https://e.nl/b"]
