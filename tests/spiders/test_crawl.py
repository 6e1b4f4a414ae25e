"""Crawls of a server that behaves: which pages are found, in which order, and what is left alone."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from spiders.archive import Archive
from spiders.registry import Provider
from spiders.settings import settings


def page(*hrefs: str, body: str = "") -> str:
    anchors = "".join(f'<p><a href="{href}">{href.strip("/").split("/")[-1]}</a></p>' for href in hrefs)
    return f"<!doctype html><html><body><main><h1>Titel</h1>{anchors}{body}</main></body></html>"


def sitemap(*urls: str) -> str:
    entries = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'


def kept(folder: Path) -> set[str]:
    return {"/" + found.url.split("/", 3)[3] for found in Archive(folder).pages("test")}


def test_needs_no_more_than_an_address(server: Any, run: Any, tmp_path: Path) -> None:
    server.pages |= {
        "/": page("/cursussen/", "/nieuws/", "/files/gids.pdf", "mailto:a@e.nl", "/cart/", "http://example.org/"),
        "/cursussen/": page("/cursussen/a/", "/cursussen/b/?utm_source=mail", "/cursussen/?page=2", "/cursussen/a/#p"),
        "/cursussen/?page=2": page("/cursussen/c/", "/cursussen/"),
        "/cursussen/a/": '<html><head><link rel="alternate" hreflang="en" href="/en/courses/a/"></head>a</html>',
        "*": page(),
    }  # fmt: skip
    report = run()
    assert (report.state, report.cause) == ("complete", None)
    assert kept(tmp_path) == {
        "/", "/cursussen/", "/cursussen/?page=2", "/cursussen/a/", "/cursussen/b/", "/cursussen/c/", "/en/courses/a/",
        "/nieuws/",
    }  # fmt: skip
    assert not [path for path in server.paths if "pdf" in path or "cart" in path]


def test_sitemap_index_gzipped(server: Any, run: Any, tmp_path: Path, reply: Any) -> None:
    index = f"<sitemapindex><sitemap><loc>{server.url}/s1.xml.gz</loc></sitemap></sitemapindex>"
    courses = sitemap(
        f"{server.url}/cursus/1", f"{server.url}/cursus/2", "file:///etc/passwd", "http://example.org/cursus/3"
    )
    server.pages |= {
        "/robots.txt": reply(
            f"User-agent: *\nDisallow: /geheim\nSitemap: {server.url}/kaart.xml.gz\n", type="text/plain"
        ),
        "/kaart.xml.gz": reply(gzip.compress(index.encode()), type="application/gzip"),
        "/s1.xml.gz": reply(gzip.compress(courses.encode()), type="application/gzip"),
        "/": page("/geheim/cursus"),
        "*": page(),
    }
    report = run()
    assert report.state == "complete", report
    assert kept(tmp_path) == {"/", "/cursus/1", "/cursus/2"}
    assert "/geheim/cursus" not in server.paths
    before = len(server.log)
    again = run(name="r2", replay=[tmp_path / "test" / "r1.warc.gz"])
    assert (again.state, again.pages) == ("complete", 3)
    assert {found.fetched_at for found in Archive(tmp_path).pages("test", "r1")} == {
        found.fetched_at for found in Archive(tmp_path).pages("test", "r2")
    }
    assert len(server.log) == before


def test_json_endpoint_with_paging(server: Any, run: Any, tmp_path: Path, reply: Any) -> None:
    def api(path: str) -> Any:
        number = int(path.partition("page=")[2] or 1)
        items = [{"slug": f"cursus-{number}-{n}", "title": "T", "image": "/img/a.jpg"} for n in range(3)]
        return reply(json.dumps({"items": items, "page": number, "totalPages": 3}), type="application/json")

    server.pages |= {
        "/": page("/opleidingen/"),
        "/opleidingen/": page(body='<div id="app" data-endpoint="/api/opleidingen?page=1"></div>'
                                   "<script>items.map(i => `/opleidingen/${i.slug}/`)</script>"),
        "/api/opleidingen": api,
        "*": page(),
    }  # fmt: skip
    report = run()
    assert report.state == "complete", report
    found = {path for path in kept(tmp_path) if path.startswith("/opleidingen/cursus")}
    assert found == {f"/opleidingen/cursus-{number}-{n}/" for number in (1, 2, 3) for n in range(3)}


def test_pages_carried_in_the_page_itself(server: Any, run: Any, tmp_path: Path) -> None:
    carried = json.dumps({"props": {"courses": [{"href": "/cursus/een"}, {"permalink": f"{server.url}/cursus/twee"}]}})
    server.pages |= {
        "/": page(body=f'<script id="__NEXT_DATA__" type="application/json">{carried}</script>'),
        "*": page(),
    }
    run()
    assert kept(tmp_path) == {"/", "/cursus/een", "/cursus/twee"}


def test_one_page_alone(server: Any, run: Any, tmp_path: Path) -> None:
    server.pages |= {"/cursus/a": page("/cursus/b"), "*": page()}
    assert run(start_urls=(f"{server.url}/cursus/a",), max_depth=0).state == "complete"
    assert server.paths == ["/robots.txt", "/cursus/a"]


def test_budget_goes_to_likely_pages(server: Any, run: Any, tmp_path: Path) -> None:
    server.pages |= {
        "/": page(*(f"/nieuws/bericht-{n}/" for n in range(30)), *(f"/cursussen/cursus-{n}/" for n in range(30))),
        "*": page(),
    }
    report = run(max_pages=20)
    assert (report.state, report.cause) == ("incomplete", "budget")
    assert report.requests <= 21
    assert not [path for path in kept(tmp_path) if "nieuws" in path]


def test_registry_patterns(server: Any, run: Any, tmp_path: Path) -> None:
    server.pages |= {"/": page("/cursus/a/", "/cursus/oud/", "/agenda/b/"), "*": page()}
    run(allow=("^/cursus/",), deny=("/oud/",))
    assert kept(tmp_path) == {"/", "/cursus/a/"}


def test_endless_calendar_is_bounded(server: Any, run: Any, reply: Any) -> None:
    def calendar(path: str) -> Any:
        number = int(path.partition("month=")[2].partition("&")[0] or 0)
        return reply(page(*(f"/agenda/?PHPSESSID=x{number}abc&month={number + step}" for step in range(-20, 20))))

    server.pages |= {"/": page("/agenda/", "/cursus/a/"), "/agenda/": calendar, "*": page()}
    report = run()
    assert report.requests < 40
    assert any("bounded" in note for note in report.notes)
    assert "/cursus/a/" in server.paths
    assert not [path for path in server.paths if "PHPSESSID" in path]


def test_filters_are_visited_as_long_as_they_lead_to_something(
    server: Any, run: Any, tmp_path: Path, reply: Any
) -> None:
    themes = [f"/cursussen/?soort={kind}&thema={n}" for kind in ("a", "b") for n in range(20)]

    def filtered(path: str) -> Any:
        number = path.partition("thema=")[2]
        return reply(page(*(themes if not number or "soort=b" in path else (f"/cursussen/cursus-{number}/",))))

    server.pages |= {"/": page("/cursussen/"), "/cursussen/": filtered, "*": page()}
    run()
    found = {path for path in kept(tmp_path) if path.startswith("/cursussen/cursus-")}
    assert len(found) == 20
    server.pages["/cursussen/"] = lambda path: reply(page(*themes))
    report = run(name="r2")
    assert report.requests < 20


def test_noarchive_is_read_and_not_kept(server: Any, run: Any, tmp_path: Path, reply: Any) -> None:
    from datetime import UTC, datetime

    server.pages |= {
        "/": page("/cursus/a/", "/cursus/b/"),
        "/cursus/a/": page().replace("<body>", '<head><meta name="robots" content="noarchive"></head><body>'),
        "/cursus/b/": reply(page(), headers={"X-Robots-Tag": "noarchive"}),
    }
    run()
    assert kept(tmp_path) == {"/", "/cursus/a/", "/cursus/b/"}
    Archive(tmp_path).prune("test", today=datetime.now(UTC).date())
    assert kept(tmp_path) == {"/"}


def test_settings_are_safe() -> None:
    found = settings(Provider(id="x", name="X", website="https://example.org/", delay=2.0))
    least = found["DOWNLOAD_DELAY"] * (1 - found["DOWNLOAD_DELAY_JITTER"])
    assert least >= 2.0
    assert found["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    for off in ("COOKIES_ENABLED", "TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED"):
        assert found[off] is False
    assert all(found["DOWNLOAD_HANDLERS"][scheme] is None for scheme in ("file", "ftp", "data", "s3"))
    assert found["USER_AGENT"].startswith("lloket/")
    assert "+mailto:" in found["USER_AGENT"]
