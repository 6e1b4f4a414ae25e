"""OWASP's basics, tried against the console: what a hostile page, visitor or other site may attempt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote, urlsplit

import lxml.html
import pytest
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from console.accounts.door import own_address
from console.app import application
from console.behind import is_private
from console.headers import HEADERS
from store import accounts
from tests.console.conftest import AT, PASSWORD, Room, Show, course

OPEN = {"/inloggen", "/en/sign-in", "/aanbieder/{id}/binnen/{key}", "/en/provider/{id}/enter/{key}"}
"""Addresses behind the door that must be reached without a session."""
FILLED = {"id": "a1", "key": "x", "provider": "kadelab", "name": "x", "publication": "x", "path": "x", "run": "x"}
"""What stands in the places of an address."""
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "';alert(1)//",
    "{{ 7*7 }}{% include 'base.html' %}",
    "javascript:alert(1)",
    "' OR 1=1 --",
    '" NEAR/0 "*',
    "a\0b\x1b[31m",
    "%00%0d%0aSet-Cookie:%20a=b",
    "../../../../etc/passwd",
    "\u202egnirts\u202c",
    "🦠" * 400,
]


def flat(routes: list[BaseRoute]) -> Iterator[Route]:
    for route in routes:
        if isinstance(route, Route):
            yield route
        elif isinstance(route, Mount):
            yield from flat(list(route.routes))


def filled(path: str) -> str:
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda place: FILLED.get(place[1], "1"), path)


def test_no_private_page_is_reached_without_a_session(room: Room) -> None:
    client, tried = room.client(), 0
    for route in flat(room.app.routes):
        if not is_private(route.path) or route.path in OPEN:
            continue
        for method in sorted((route.methods or set()) - {"HEAD"}):
            answer = client.request(method, filled(route.path), follow_redirects=False)
            assert answer.status_code == 303, (method, route.path)
            assert urlsplit(answer.headers["location"]).path in ("/inloggen", "/en/sign-in"), route.path
            assert answer.headers["cache-control"] == "no-store"
            tried += 1
    assert tried >= 6


def test_every_route_is_public_by_intent_or_behind_the_door(room: Room) -> None:
    public = {route.path for route in flat(room.app.routes) if not is_private(route.path)}
    assert public == {
        "/", "/en", "/cursus/{id}", "/en/course/{id}", "/cursus/{id}.ics", "/en/course/{id}.ics", "/vergelijk",
        "/en/compare", "/zoek.atom", "/en/search.atom", "/zoek.ics", "/en/search.ics", "/feeds/{name:path}",
        "/feeds/@{publication}/{name:path}", "/changes", "/healthz", "/metrics",
    }  # fmt: skip


def test_no_form_is_taken_without_its_sessions_token(room: Room) -> None:
    client, csrf = room.signed_in("staff")
    tried = 0
    room.desk.posts.most = 100_000
    for route in flat(room.app.routes):
        if "POST" not in (route.methods or ()) or route.path in OPEN:
            continue
        address = filled(route.path)
        for data in ({}, {"csrf": ""}, {"csrf": "x" * 43}, {"csrf": csrf[:-1]}):
            assert client.post(address, data=data, follow_redirects=False).status_code == 403, (address, data)
        elsewhere = {"sec-fetch-site": "cross-site"}
        refused = client.post(address, data={"csrf": csrf}, headers=elsewhere, follow_redirects=False)
        assert refused.status_code == 403, address
        tried += 1
    assert tried >= 3
    assert client.get("/beheer/logboek").status_code == 200, "still signed in: nothing was done"


def test_a_provider_reaches_its_own_pages_and_no_others(room: Room) -> None:
    client, csrf = room.signed_in("provider", "dok", name="cas")
    room.desk.posts.most = 100_000
    own = {"/uitloggen", "/en/sign-out", "/wachtwoord", "/en/password"} | OPEN
    for route in flat(room.app.routes):
        if is_private(route.path) and route.path not in own:
            for method in sorted((route.methods or set()) - {"HEAD"}):
                data = {"data": {"csrf": csrf}} if method == "POST" else {}
                answer = client.request(method, filled(route.path), follow_redirects=False, **data)  # type: ignore[arg-type]
                assert answer.status_code == 403, (method, route.path)


def test_an_analyst_reaches_no_page_of_staff_or_providers(room: Room) -> None:
    client, _ = room.signed_in("analyst")
    parts = ("/beheer", "/en/manage", "/aanbieder", "/en/provider")
    pages = [route for route in flat(room.app.routes) if route.path.startswith(parts) and route.path not in OPEN]
    for page in pages:
        if "GET" in (page.methods or ()):
            assert client.get(filled(page.path), follow_redirects=False).status_code == 403, page.path


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:22/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/", "http://0x7f.1/", "http://evil.example/", "http://www.kadelab.example@127.0.0.1/",
        "http://127.0.0.1#www.kadelab.example", "http://www.kadelab.example.evil.example/", "file:///etc/passwd",
        "gopher://www.kadelab.example/", "//127.0.0.1/", "http://10.0.0.1/",
    ],
)  # fmt: skip
def test_a_page_is_fetched_from_the_providers_hosts_only(room: Room, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched(*_: object, **__: object) -> None:
        raise AssertionError("nothing may be fetched")

    monkeypatch.setattr("console.providers.looking.fetched_page", fetched)
    client, csrf = room.signed_in("provider", "kadelab")
    for at in ("/aanbieder/kadelab/pagina", "/en/provider/kadelab/page"):
        assert client.post(at, data={"url": url, "csrf": csrf}).status_code == 400


def test_a_page_with_a_secret_in_it_is_not_compressed(room: Room) -> None:
    client, csrf = room.signed_in("staff")
    for address in ("/beheer/logboek", "/wachtwoord", "/inloggen", "/en/manage/log"):
        answer = client.get(address, headers={"accept-encoding": "gzip"}, follow_redirects=False)
        assert "content-encoding" not in answer.headers, address
    assert csrf in client.get("/wachtwoord").text
    assert client.get("/", headers={"accept-encoding": "gzip"}).headers["content-encoding"] == "gzip"


def test_another_visitors_token_is_no_token(room: Room) -> None:
    client, _ = room.signed_in("staff")
    _, csrf = room.signed_in("staff", name="bo")
    assert client.post("/uitloggen", data={"csrf": csrf}, follow_redirects=False).status_code == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil.example"])
def test_signing_in_from_another_site_is_refused(room: Room, origin: str) -> None:
    room.signed_in("staff")
    answer = room.client().post("/inloggen", data={"name": "anna", "password": PASSWORD}, headers={"origin": origin})
    assert answer.status_code == 403
    assert "lloket" not in answer.cookies


def test_a_session_is_never_one_that_was_brought_along(room: Room) -> None:
    room.signed_in("staff")
    client = room.client()
    client.cookies.set("lloket", "chosen-by-somebody-else")
    data = {"name": "anna", "password": PASSWORD}
    answer = client.post("/inloggen", data=data, follow_redirects=False)
    first = answer.cookies["lloket"]
    assert first != "chosen-by-somebody-else"
    again = room.client()
    again.cookies.set("lloket", first)
    second = again.post("/inloggen", data=data, follow_redirects=False).cookies["lloket"]
    assert second != first
    late = room.client()
    late.cookies.set("lloket", first)
    assert late.get("/beheer/logboek", follow_redirects=False).status_code == 303, "the old one ended"


def test_the_store_has_no_token_key_or_password(room: Room) -> None:
    client, csrf = room.signed_in("staff")
    token = client.cookies["lloket"]
    with room.store.database.read() as connection:
        kept = [str(connection.exec_driver_sql(f"SELECT * FROM {name}").all()) for name in ("session", "account")]
    assert csrf in kept[0], "a token that is of no use without the cookie"
    assert token not in kept[0]
    assert PASSWORD not in kept[1]


def test_a_cookie_over_https_is_bound_to_the_host(room: Room) -> None:
    room.signed_in("staff")
    room.desk.shelf.look()
    with TestClient(room.app, base_url="https://testserver") as client:
        answer = client.post("/inloggen", data={"name": "anna", "password": PASSWORD}, follow_redirects=False)
        cookie = answer.headers["set-cookie"]
        name, _, rest = cookie.partition("=")
        assert name == "__Host-lloket"
        given = {part.strip().lower() for part in rest.split(";")[1:]}
        assert given >= {"httponly", "secure", "samesite=lax", "path=/"}
        assert "domain" not in rest.lower()
        assert client.get("/").headers["strict-transport-security"] == "max-age=31536000"
        token = client.cookies["__Host-lloket"]
    with TestClient(room.app, base_url="https://testserver", cookies={"lloket": token}) as planted:
        assert planted.get("/beheer/logboek", follow_redirects=False).status_code == 303, "a name that http can set"


def test_guessing_is_slowed_down_by_name_and_by_address(room: Room) -> None:
    room.signed_in("staff")
    client = room.client()

    def guess(name: str, password: str = "guessed guessed") -> int:
        answer = client.post("/inloggen", data={"name": name, "password": password}, follow_redirects=False)
        if answer.status_code == 429:
            assert 0 < int(answer.headers["retry-after"]) <= 900
        return answer.status_code

    assert [guess("anna") for _ in range(12)] == [403] * 10 + [429] * 2
    assert guess("anna", PASSWORD) == 429, "also the right one, for nobody may learn that it was"
    room.now += timedelta(minutes=15)
    assert guess("ANNA ") == 403
    assert guess("anna", PASSWORD) == 303
    assert [guess(f"name{number}") for number in range(31)].count(429) == 2, "one is taken by ANNA"


def test_posting_is_slowed_down(room: Room) -> None:
    client, csrf = room.signed_in("staff")
    data = {"csrf": csrf, "old": "", "new": "", "again": ""}
    room.desk.posts.most = 3
    room.desk.names.most = 100
    before = len(accounts.deeds(room.store.database))
    found = [client.post("/wachtwoord", data=data).status_code for _ in range(5)]
    assert found == [403] * 3 + [429] * 2
    assert len(accounts.deeds(room.store.database)) == before + 3, "nobody can fill the log"
    room.now += timedelta(minutes=1)
    assert [client.post("/wachtwoord").status_code for _ in range(4)] == [403] * 3 + [429], "nor without a token"


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("/beheer?x=1", True),
        ("/", True),
        ("//evil.example", False),
        ("///evil.example", False),
        ("/\\evil.example", False),
        ("/\t/evil.example", False),
        ("https://evil.example", False),
        ("javascript:alert(1)", False),
        ("evil.example", False),
        ("/a\r\nSet-Cookie: a=b", False),
        ("/%2f%2fevil.example", True),
        ("/" + "a" * 3000, False),
        ("", False),
    ],
)
def test_signing_in_leads_to_this_site_only(room: Room, given: str, taken: bool) -> None:
    assert own_address(given) == (given if taken else None)
    room.signed_in("staff")
    data = {"name": "anna", "password": PASSWORD, "next": given}
    answer = room.client().post("/inloggen", data=data, follow_redirects=False)
    there = urlsplit(answer.headers["location"])
    assert (there.scheme, there.netloc) == ("", "")
    assert answer.headers["location"] == (given if taken else "/beheer")
    assert "set-cookie" in answer.headers
    assert "a=b" not in answer.headers["set-cookie"]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_search_finds_words_and_runs_nothing(show: Show, words: str) -> None:
    client = show([course("a1", "Statistiek"), course("b2", "GMP")])
    for address in ("/", "/en", "/zoek.atom", "/zoek.ics", "/vergelijk", "/en/search.atom"):
        for name in ("q", "topic", "provider", "price", "sort", "page", "id", "past", "lang"):
            answer = client.get(address, params={name: words})
            assert answer.status_code in (200, 404), (address, name)
            assert "set-cookie" not in answer.headers
            if answer.headers["content-type"].startswith("text/html"):
                _harmless(answer.text)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_crawled_page_says_is_never_markup(show: Show, words: str) -> None:
    shown = course("a1", words, description=words, location=words, url=f"https://kade.example/{words}")
    client = show([shown, course("b2", "GMP", url="javascript:alert(1)")])
    for address in ("/", "/en", "/cursus/a1", "/en/course/a1", "/cursus/b2", "/vergelijk?id=a1&id=b2", "/zoek.atom"):
        answer = client.get(address)
        assert answer.status_code == 200
        _harmless(answer.text)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_name_or_link_is_no_way_in(room: Room, words: str) -> None:
    client = room.client()
    answer = client.post("/inloggen", data={"name": words, "password": words}, follow_redirects=False)
    assert answer.status_code == 403
    _harmless(answer.text)
    staff, _ = room.signed_in("staff")
    _harmless(staff.get("/beheer/logboek").text)
    quoted = words.encode().hex("%")
    assert client.get(f"/aanbieder/kadelab/binnen/%{quoted}").status_code == 404
    assert client.get(f"/cursus/%{quoted}").status_code == 404


@pytest.mark.parametrize("words", HOSTILE)
def test_no_private_page_fails_or_runs_anything_whatever_its_address_holds(room: Room, words: str) -> None:
    client, csrf = room.signed_in("staff")
    there = quote(words, safe="")
    addresses = {
        re.sub(r"\{\w+(?::\w+)?\}", there.replace("\\", ""), route.path): route.methods or set()
        for route in flat(room.app.routes)
        if is_private(route.path) and "uitloggen" not in route.path and "sign-out" not in route.path
    }
    names = ("q", "page", "before", "id", "url", "state", "sort", "provider", "name", "run", "course", "kind", "next")
    asked = dict.fromkeys(names, words)
    room.desk.posts.most = 100_000
    assert len(addresses) > 40
    for address, methods in addresses.items():
        for method in sorted(methods - {"HEAD"}):
            sent = {"data": asked | {"csrf": csrf, "do": words}} if method == "POST" else {"params": asked}
            answer = client.request(method, address, follow_redirects=False, **sent)  # type: ignore[arg-type]
            assert answer.status_code < 500, (method, address, answer.text)
            assert urlsplit(answer.headers.get("location", "")).netloc in ("", "testserver"), (method, address)
            if answer.headers.get("content-type", "").startswith("text/html"):
                _harmless(answer.text)


def _harmless(page: str) -> None:
    """Hold that nothing in a page runs but the console's own script."""
    if "<html" not in page:
        return
    for element in lxml.html.document_fromstring(page.encode(), parser=lxml.html.HTMLParser(encoding="utf-8")).iter():
        assert element.tag not in ("style", "iframe", "object", "embed", "base", "img"), page
        assert element.tag != "script" or (element.get("src") == "/static/htmx.min.js" and not element.text)
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"], page
        for name in ("href", "src", "action", "formaction", "hx-get"):
            address = urlsplit((element.get(name) or "").strip())
            assert address.scheme in ("", "https"), page
            assert address.netloc in ("", "kade.example", "www.kadelab.example"), page
    assert "49{%" not in page, "a template within a text"


@pytest.mark.parametrize(
    "address",
    [
        "/feeds/../lloket.db", "/feeds/..%2f..%2flloket.db", "/feeds/%2e%2e/lloket.db", "/feeds//etc/passwd",
        "/feeds/@../../lloket.db", "/feeds/@%2e%2e/manifest.json", "/static/../app.py", "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/providers.toml", "/feeds/manifest.json%00.txt", "/feeds/....//....//lloket.db",
        "/static/%5c..%5capp.py", "/feeds/@000001-20261122T050000Z/../../lloket.db",
    ],
)  # fmt: skip
def test_no_file_is_reached_but_what_is_published(room: Room, address: str) -> None:
    answer = room.client().get(address)
    assert answer.status_code == 404
    assert b"SQLite" not in answer.content
    assert b"import" not in answer.content


def test_every_answer_carries_the_headers(room: Room) -> None:
    client, _ = room.signed_in("staff")
    addresses = [filled(route.path) for route in flat(room.app.routes) if "GET" in (route.methods or ())]
    addresses += ["/static/style.css", "/feeds/report/index.html", "/nowhere", "/beheer/nowhere"]
    for address in addresses:
        answer = client.get(address, follow_redirects=False)
        for name, value in HEADERS.items():
            given = answer.headers.get(name)
            if name == "Referrer-Policy" and is_private(address) and answer.status_code == 200:
                assert given == "same-origin", address
            elif name == "Referrer-Policy":
                assert given in ("same-origin", value), address
            elif not (name == "Content-Security-Policy" and address.startswith("/feeds/report")):
                assert given == value, (address, name)
        assert "server" not in answer.headers
        assert "unsafe-inline" not in answer.headers["content-security-policy"] or address.startswith("/feeds/report")
        if is_private(address) and answer.status_code == 200:
            assert answer.headers["cache-control"] == "no-store", address


def test_a_host_that_somebody_invented_gets_no_answer(room: Room) -> None:
    app = application(room.shelf, clock=lambda: AT, address="https://loket.example")
    with TestClient(app, base_url="http://127.0.0.1:8080") as client:
        for host in ("evil.example", "loket.example.evil.example", "loket.example:81", "", "evil.example:8", "1.2.3.4"):
            assert client.get("/zoek.atom", headers={"host": host}).status_code == 421, host
        for host in ("loket.example", "LOKET.example", "127.0.0.1:8080", "localhost", "[::1]:8080"):
            feed = client.get("/zoek.atom", headers={"host": host, "x-forwarded-host": "evil.example"})
            assert feed.status_code == 200, host
            assert "https://loket.example/" in feed.text
            assert "evil.example" not in feed.text
            assert "127.0.0.1" not in feed.text
            assert client.get("/changes", headers={"host": host}).json()["next"].startswith("https://loket.example/")
        assert client.get("/healthz", headers={"host": "10.0.0.7:8080"}).status_code == 200


def test_a_method_that_changes_things_is_never_get(room: Room) -> None:
    client, _ = room.signed_in("staff")
    before = len(accounts.deeds(room.store.database))
    client.get("/uitloggen", follow_redirects=False)
    assert client.get("/beheer/logboek").status_code == 200, "a link to it signs nobody out"
    assert len(accounts.deeds(room.store.database)) == before
    for method in ("PUT", "DELETE", "PATCH", "TRACE"):
        assert client.request(method, "/wachtwoord").status_code == 405


def test_a_broken_form_is_said_in_a_line(room: Room) -> None:
    client, _ = room.signed_in("staff")
    broken = {"content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/wachtwoord", content=b"--x\r\nno header at all", headers=broken)
    assert answer.status_code in (400, 403)
    many = "&".join(f"f{number}=1" for number in range(2000))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/wachtwoord", content=many, headers=form).status_code == 400
