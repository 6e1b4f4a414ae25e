"""Where links come from: sitemaps, feeds, pages, JSON endpoints."""

from __future__ import annotations

import gzip
import json
import time
from typing import Any

import pytest

from spiders.answers import read_answer
from spiders.endpoints import endpoints
from spiders.likely import is_listing, score, years_past
from spiders.links import Link, is_page, looks_like_html, parse, read
from spiders.sitemaps import SitemapError, read_feed, read_sitemap

BASE = "https://e.nl/"
ONE = "<url><loc>https://e.nl/cursus/1</loc></url>"
BILLION = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def test_sitemap_forms() -> None:
    twin = '<url><loc> https://e.nl/a </loc><x:link xmlns:x="x" rel="alternate" hreflang="en" href="https://e.nl/en/a"/></url>'
    found = read_sitemap(f"<?xml version='1.0'?><urlset>{twin}</urlset>".encode(), BASE, limit=10**6)
    assert found.pages == ["https://e.nl/a", "https://e.nl/en/a"]
    index = b"<sitemapindex><sitemap><loc>https://e.nl/s.xml.gz</loc></sitemap></sitemapindex>"
    assert read_sitemap(gzip.compress(index), BASE, limit=10**6).sitemaps == ["https://e.nl/s.xml.gz"]
    assert read_sitemap(b"\xef\xbb\xbfhttps://e.nl/a\nhttps://e.nl/b\n", BASE, limit=10**6).pages == [
        f"{BASE}a",
        f"{BASE}b",
    ]
    odd = "<urlset><url><loc>file:///etc/passwd</loc></url><url><loc>javascript:x</loc></url><url><loc>/a</loc></url></urlset>"
    assert read_sitemap(odd.encode(), BASE, limit=10**6).pages == []


BROKEN = {
    "cut in an entry": f"<urlset>{ONE}<url><loc>https://e.nl/cur".encode(),
    "no closing tag": f"<urlset>{ONE}".encode(),
    "dtd": f"{BILLION}<urlset>{ONE}</urlset>".encode(),
    "html": b"<html><body>sorry</body></html>",
    "text": b"nothing here",
    "empty": b"",
    "cut gzip": gzip.compress(f"<urlset>{ONE * 50}</urlset>".encode())[:-20],
    "bomb": gzip.compress(b"<urlset>" + b" " * 2_000_000),
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN.keys())
def test_broken_sitemaps(body: bytes) -> None:
    with pytest.raises(SitemapError):
        read_sitemap(body, BASE, limit=10**6)


def test_feeds() -> None:
    rss = (
        "<rss><channel><link>https://e.nl/</link><item><link>https://e.nl/cursus/1</link><guid>https://e.nl/?p=1</guid></item>"
        '<item><link>/cursus/2</link><guid isPermaLink="false">77</guid></item></channel></rss>'
    )
    assert read_feed(rss.encode(), BASE) == ["https://e.nl/cursus/1", "https://e.nl/?p=1", "https://e.nl/cursus/2"]
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a"/><link rel="edit" href="/b"/></entry></feed>'
    )
    assert read_feed(atom.encode(), BASE) == ["https://e.nl/a"]
    assert read_feed(b"<html></html>", BASE) is None
    assert read_feed(f"{BILLION}<rss/>".encode(), BASE) is None


PAGE = """<!doctype html><html><head>
<link rel="canonical" href="/cursussen/"><link rel="alternate" hreflang="en" href="/en/courses/">
<link rel="next" href="/cursussen/?page=2"><link rel="alternate" type="application/rss+xml" href="/cursussen/feed.xml">
<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"ListItem","url":"/cursus/ld"},
  {"@type":"ListItem","item":"/cursus/item"},{"item":{"@id":"https://e.nl/cursus/id"}}]}</script></head><body>
<nav><a href="/over-ons/">Over ons</a></nav>
<div class="content"><a href="cursus/een/#prijs">Cursus een</a><a href="?page=3">3</a><a href="/x" rel="nofollow">x</a>
<a href="mailto:a@e.nl">m</a><a href="tel:1">t</a><a href="javascript:x()">j</a><a href="#top">top</a>
<a href="/a.ics">ics</a></div>
<table><tr data-href="/cursus/rij"><td>Rij</td></tr>
<tr onclick="window.location='/cursus/klik'"><td>x</td></tr></table>
<select><option value="/cursus/keuze">k</option><option value="7">7</option></select>
<iframe src="/agenda/lijst"></iframe>
<footer><a href="/privacy/">Privacy</a></footer></body></html>"""


def test_links_of_a_page() -> None:
    tree = parse(PAGE.encode(), "utf-8")
    assert tree is not None
    found = read(tree, "https://e.nl/cursussen/")
    by_url = {link.url: link for link in found.links}
    assert set(by_url) == {
        "https://e.nl/cursussen/?page=2", "https://e.nl/over-ons/", "https://e.nl/cursussen/cursus/een/",
        "https://e.nl/cursussen/?page=3", "https://e.nl/privacy/", "https://e.nl/cursus/ld", "https://e.nl/cursus/item",
        "https://e.nl/cursus/id", "https://e.nl/cursus/rij", "https://e.nl/cursus/klik", "https://e.nl/cursus/keuze",
        "https://e.nl/agenda/lijst",
    }  # fmt: skip
    assert by_url["https://e.nl/cursussen/?page=3"].page
    assert by_url["https://e.nl/cursussen/?page=2"].page
    assert by_url["https://e.nl/cursussen/cursus/een/"].main
    assert not by_url["https://e.nl/over-ons/"].main
    assert found.canonical == "https://e.nl/cursussen/"
    assert found.alternates == {"https://e.nl/en/courses/": "en"}
    assert found.feeds == ["https://e.nl/cursussen/feed.xml"]
    assert found.calendars == ["https://e.nl/a.ics"]


LIKELY = [
    ("/cursussen/gmp-basis/", "GMP basis"),
    ("/en/courses/good-manufacturing-practice", "Read more"),
    ("/aanbod/medische-nascholing/2026/acute-zorg/", ""),
    ("/professionals/leergang-leiderschap", ""),
    ("/p/123", "Masterclass immunologie"),
]
UNLIKELY = [
    ("/nieuws/open-dag", "Nieuws"),
    ("/privacy/", "Privacy"),
    ("/over-ons/team", "Team"),
    ("/contact", "Contact"),
]


def test_course_pages_come_before_others() -> None:
    likely = [score(Link(f"https://e.nl{path}", text)) for path, text in LIKELY]
    unlikely = [score(Link(f"https://e.nl{path}", text)) for path, text in UNLIKELY]
    assert min(likely) > max(unlikely)
    assert max(unlikely) <= 0


LISTINGS = [
    "/cursussen/",
    "/onze-cursussen",
    "/en/courses",
    "/aanbod/page/2/",
    "/scholingsaanbod",
    "/agenda",
    "/events.html",
]


@pytest.mark.parametrize("path", LISTINGS)
def test_listings(path: str) -> None:
    assert is_listing(f"https://e.nl{path}")
    assert not is_listing(f"https://e.nl{path.rstrip('/')}/gmp-basis")


def test_a_word_inside_a_slug_is_no_section() -> None:
    for path in (
        "/cursussen/projectmatig-werken",
        "/training/teamleider",
        "/courses/research-data",
        "/opleiding/persoonlijk",
    ):
        assert score(Link(f"https://e.nl{path}", "")) >= 3


def test_old_editions_come_last() -> None:
    assert years_past("https://e.nl/nascholing/2019/acuut/", 2026) == 7
    assert years_past("https://e.nl/nascholing/2027/acuut/", 2026) == 0
    assert years_past("https://e.nl/cursus/120190/", 2026) == 0


@pytest.mark.parametrize(
    "path",
    ["/gids.pdf", "/foto.JPG", "/login", "/mijn-account/", "/winkelwagen/", "/cursus/?add-to-cart=3", "/cursus/a/feed/",
     "/wp-admin/", "/cursus/a/?share=x"],
)  # fmt: skip
def test_left_alone(path: str) -> None:
    assert not is_page(f"https://e.nl{path}")


@pytest.mark.parametrize(
    "path", ["/cursus/", "/cursus.html", "/cursus.aspx?id=3", "/aanmelden/", "/cursus/registered-nurse/"]
)
def test_not_left_alone(path: str) -> None:
    assert is_page(f"https://e.nl{path}")


def test_garbage_is_no_html() -> None:
    assert not looks_like_html(bytes(range(256)))
    assert not looks_like_html(b"plain words, no tags")
    assert not looks_like_html(b"")
    assert looks_like_html(b"<html>")
    assert parse(b"<html>\x00\x00<p>a", "no-such-charset") is not None


NAMED = [
    ('<div data-endpoint="/api/courses?page=1">', "/api/courses?page=1"),
    ('<div data-url="/zoeken/json?x=1">', "/zoeken/json?x=1"),
    ('<button hx-get="/cursussen/meer?page=2">meer</button>', "/cursussen/meer?page=2"),
    ('<script>fetch("/api/agenda").then(r => r.json())</script>', "/api/agenda"),
    ("<script>fetch(`/api/agenda?page=${page}`)</script>", "/api/agenda?page=1"),
    ('<script>var c = {"endpoint": "\\/wp-json\\/x\\/v1"}</script>', "/wp-json/x/v1"),
    ('<script>$.getJSON("/data/list.json")</script>', "/data/list.json"),
    ('<div data-courses-json-url="/lijst">', "/lijst"),
    ('<div data-anything="/umbraco/api/courses/get">', "/umbraco/api/courses/get"),
    ('<a data-url="/cursus/a">deel</a>', None),
    ('<div data-url="/foto/a">', None),
    ('<script>var url = "/cursus/a";</script>', None),
    ('<script src="/api/x.js"></script>', None),
]


@pytest.mark.parametrize(("markup", "path"), NAMED)
def test_endpoints(markup: str, path: str | None) -> None:
    tree = parse(f"<html><body>{markup}</body></html>".encode(), "utf-8")
    assert tree is not None
    assert [found.url for found in endpoints(tree, "https://e.nl/aanbod/")] == ([f"https://e.nl{path}"] if path else [])


TEMPLATES = [
    ('<div data-detail="/cursus/{slug}/">', "/cursus/gmp/"),
    ("<script>x = `/cursus/${item.slug}`</script>", "/cursus/gmp"),
    ("<script>a.href = '/cursus/' + c.slug + '/';</script>", "/cursus/gmp/"),
]


@pytest.mark.parametrize(("markup", "path"), TEMPLATES)
def test_slugs_become_pages_where_the_page_says_how(markup: str, path: str) -> None:
    tree = parse(f'<html><body><i data-api="/api"></i>{markup}</body></html>'.encode(), "utf-8")
    assert tree is not None
    (found,) = endpoints(tree, "https://e.nl/aanbod/")
    answer = read_answer(b'{"items": [{"slug": "gmp", "title": "GMP"}]}', found.url, found.templates)
    assert answer is not None
    assert answer.links == [(f"https://e.nl{path}", "")]


ITEMS: list[dict[str, Any]] = [
    {"url": "/cursus/1", "title": "Een/twee"},
    {"link": "cursus/2/", "img": "https://cdn.nl/a.jpg"},
]
PAGED = [
    ({"items": ITEMS, "page": 1, "totalPages": 3}, "/api", "/api?page=2"),
    ({"items": ITEMS, "page": 3, "totalPages": 3}, "/api?page=3", ""),
    ({"items": ITEMS, "next": "/api?cursor=abc"}, "/api", "/api?cursor=abc"),
    ({"items": ITEMS, "links": {"next": "https://e.nl/api?page=5"}}, "/api?page=4", "/api?page=5"),
    ({"items": ITEMS, "next": None}, "/api", ""),
    ({"items": ITEMS, "hasMore": True}, "/api?page=1", "/api?page=2"),
    ({"items": ITEMS, "hasMore": False}, "/api?page=1", ""),
    ({"items": ITEMS, "total": 10}, "/api?offset=2&limit=2", "/api?limit=2&offset=4"),
    ({"items": ITEMS, "total": 4}, "/api?offset=2&limit=2", ""),
    ({"items": [], "total": 10}, "/api?offset=2&limit=2", ""),
    (ITEMS, "/api?page=1", "/api?page=2"),
    ([], "/api?page=2", ""),
    (ITEMS, "/api", ""),
]


@pytest.mark.parametrize(("data", "path", "following"), PAGED)
def test_paging_of_an_answer(data: object, path: str, following: str) -> None:
    answer = read_answer(json.dumps(data).encode(), f"https://e.nl{path}")
    assert answer is not None
    assert answer.following == (f"https://e.nl{following}" if following else "")


def test_links_of_an_answer() -> None:
    answer = read_answer(
        json.dumps({"items": ITEMS, "html": "<p><a href='/x'>x</a></p>"}).encode(), "https://e.nl/api/"
    )
    assert answer is not None
    assert {url for url, _ in answer.links} == {
        "https://e.nl/cursus/1",
        "https://e.nl/api/cursus/2/",
        "https://cdn.nl/a.jpg",
    }
    assert answer.fragments == ["<p><a href='/x'>x</a></p>"]


@pytest.mark.parametrize(
    "body",
    [b"[" * 200_000, b"{", b"\xff\xfe", b'{"a": NaN}', b'{"id": ' + b"9" * 10_000 + b"}", b"[" * 900 + b"]" * 900],
)
def test_hostile_json(body: bytes) -> None:
    read_answer(body, "https://e.nl/api")


def test_hostile_pages_take_no_time() -> None:
    bodies = [
        "<div>" * 100_000, "<a href='" * 50_000, "<script>" + "fetch(" * 100_000,
        "<script>url" + " " * 500_000 + "</script>",
        "<script>" + "`" * 200_000, "<script>'/" + "a/" * 100_000,
        "<script>" + "'/a/' + b." * 50_000, "<meta " * 80_000,
    ]  # fmt: skip
    started = time.monotonic()
    for body in bodies:
        tree = parse(f"<html><body>{body}".encode(), None)
        if tree is not None:
            read(tree, BASE)
            endpoints(tree, BASE)
    assert time.monotonic() - started < 8
