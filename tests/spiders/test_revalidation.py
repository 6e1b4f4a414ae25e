"""Known pages are asked whether they changed at little cost, by every rule that holds for other requests."""

from __future__ import annotations

import json
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spiders.archive import Archive
from tests.faults.kills import NEEDS_PROC, kill_crawls
from tests.faults.server import FaultServer, Reply

PAGES = 30
"""So many that at least twenty are no sample, which is fetched in any case."""
FRESH = {f"/cursus/les-{n}": "a" for n in range(PAGES)}
UNARMED = Path(__file__).parents[1] / "faults/unarmed"


def course(path: str, words: str = "") -> str:
    return f"<!doctype html><html><body><main><h1>Cursus {path}</h1><p>Inhoud {words}</p></main></body></html>"


@pytest.fixture
def site(server: FaultServer, run: Any) -> FaultServer:
    """A site of which every page was fetched, with an ETag, by run r1."""
    listed = "".join(f'<p><a href="{path}">cursus</a></p>' for path in FRESH)
    server.pages["/"] = Reply(f"<!doctype html><html><body><main>{listed}</main></body></html>", etag="a")
    server.pages |= {path: Reply(course(path), etag="a") for path in FRESH}
    first = run(name="r1")
    assert (first.state, first.pages, first.unchanged) == ("complete", PAGES + 1, 0)
    server.first = server.heads[-1]  # type: ignore[attr-defined]
    forget(server)
    return server


def forget(server: FaultServer) -> None:
    server.log.clear()
    server.heads.clear()
    server.most_at_once = 0


def again(run: Any, **given: Any) -> Any:
    return run(name="r2", full=False, **given)


def lines(asked: bytes) -> set[bytes]:
    """The headers that were sent, in lower case."""
    return {line.lower() for line in asked.split(b"\r\n")[1:] if line}


def test_what_did_not_change_is_asked_for_once_and_followed(site: FaultServer, run: Any, tmp_path: Path) -> None:
    report = again(run)
    assert (report.state, report.pages, report.failed) == ("complete", PAGES + 1, 0)
    assert Counter(site.hits) == Counter([*FRESH, "/"])
    assert report.unchanged >= PAGES - 8
    assert report.requests == len(site.log)
    bodies = {page.url: page.body for page in Archive(tmp_path).pages("test", "r2")}
    assert bodies == {page.url: page.body for page in Archive(tmp_path).pages("test", "r1")}


def test_who_asks_says_the_same_as_ever(site: FaultServer, run: Any) -> None:
    again(run)
    first: bytes = site.first  # type: ignore[attr-defined]
    asked = [head for head in site.heads if b"If-None-Match" in head]
    assert len(asked) >= PAGES - 8
    assert all(lines(head) - {b"connection: close"} == lines(first) | {b'if-none-match: "a"'} for head in asked)


def test_what_changed_is_fetched(site: FaultServer, run: Any, tmp_path: Path) -> None:
    site.pages["/cursus/les-7"] = Reply(course("7", "nieuw"), etag="b")
    report = again(run)
    assert (report.state, report.pages) == ("complete", PAGES + 1)
    assert b"nieuw" in {page.url: page.body for page in Archive(tmp_path).pages("test")}[f"{site.url}/cursus/les-7"]
    assert Counter(site.hits)["/cursus/les-7"] <= 2


def test_a_site_where_all_changes_is_not_asked_twice_for_long(site: FaultServer, run: Any) -> None:
    for path in FRESH:
        site.pages[path] = Reply(course(path, "nieuw"), etag="b")
    report = again(run)
    assert report.pages == PAGES + 1
    twice = [path for path, times in Counter(site.hits).items() if times > 1]
    assert 0 < len(twice) <= 3


@pytest.mark.parametrize("tag", ['W/"a"', '"a-gzip"', '"a"'])
def test_a_tag_of_the_same_page(site: FaultServer, run: Any, tag: str) -> None:
    for path in FRESH:
        site.pages[path] = lambda _: Reply(status=304, headers={"ETag": tag})
    report = again(run)
    assert report.unchanged >= PAGES - 8


def test_another_tag_is_no_proof(site: FaultServer, run: Any, tmp_path: Path) -> None:
    def other(path: str) -> Reply:
        known = b"If-None-Match" in site.heads[-1]
        return Reply(status=304, headers={"ETag": '"b"'}) if known else Reply(course(path, "nieuw"), etag="b")

    for path in FRESH:
        site.pages[path] = other
    report = again(run)
    assert (report.pages, report.unchanged) == (PAGES + 1, report.unchanged)
    assert report.unchanged <= 1  # the home page
    assert all(b"nieuw" in page.body for page in Archive(tmp_path).pages("test") if "les-" in page.url)


def test_a_redirect_inside_is_not_followed(site: FaultServer, inside: FaultServer, run: Any) -> None:
    for path in FRESH:
        site.pages[path] = Reply("", 302, {"Location": f"{inside.url}{path}"})
    report = again(run)
    assert inside.log == []
    assert all(reason.startswith("private_address") for reason in report.failures.values())
    assert len(report.failures) == PAGES


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_rest_gets_it(site: FaultServer, run: Any, status: int) -> None:
    answers = {path: iter([Reply("", status, {"Retry-After": "1"})]) for path in list(FRESH)[:2]}
    site.pages |= dict.fromkeys(answers, lambda path: next(answers[path], Reply(course(path), etag="a")))
    report = again(run)
    assert (report.state, report.pages) == ("complete", PAGES + 1)
    times = [when for when, _ in site.log]
    for path in answers:
        asked, retried = (when for when, one in site.log if one == path)
        assert retried - asked >= 0.98
        after = next(when for when in times if when > asked)
        assert after - asked >= 0.98


def test_a_host_that_asks_for_an_hour_is_left(site: FaultServer, run: Any) -> None:
    for path in FRESH:
        site.pages[path] = Reply("", 429, {"Retry-After": "3600"})
    report = again(run)
    assert (report.state, report.cause) == ("incomplete", "host_left")
    assert len(site.hits) <= 2  # the home page and the first that asked for it


@pytest.mark.parametrize("rules", ["deny", "503"])
def test_robots_that_forbid_now(site: FaultServer, run: Any, rules: str) -> None:
    deny = Reply("User-agent: *\nDisallow: /cursus/", type="text/plain")
    site.pages["/robots.txt"] = deny if rules == "deny" else Reply("", 503)
    report = again(run)
    assert [path for path in site.hits if path != "/"] == []
    assert report.unchanged <= 1


def test_crawl_delay(site: FaultServer, run: Any) -> None:
    site.pages["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 0.4\n", type="text/plain")
    again(run, max_pages=9)
    assert len(site.hits) >= 4
    assert min(site.gaps()[1:]) >= 0.39


def test_never_two_at_once_and_never_too_soon(site: FaultServer, run: Any) -> None:
    for path in list(FRESH)[::6]:
        site.pages[path] = Reply(course(path, "nieuw"), etag="b", wait=0.6)
    again(run, delay=0.2)
    assert len(site.hits) > PAGES
    assert site.most_at_once == 1
    assert min(site.gaps()) >= 0.17


@pytest.mark.parametrize("fault", ["drips", "without end", "no HTTP", "closed", "hangs"])
def test_what_is_no_answer_is_left_to_the_ordinary_request(site: FaultServer, run: Any, fault: str) -> None:
    head = b"HTTP/1.1 304 Not Modified\r\n"
    faults = {
        "drips": Reply(raw=head, drip=(b"X: x\r\n" for _ in range(500)), pause=0.1),
        "without end": Reply(raw=head, drip=(b"X: " + b"x" * 10_000 + b"\r\n" for _ in range(20))),
        "no HTTP": Reply(raw=b"\x00\x01SSH-2.0-nothing\r\n\r\n"),
        "closed": Reply(raw=b"\n"),
        "hangs": Reply(wait=20),
    }
    bad = iter([faults[fault]] * 2)
    site.pages["/cursus/les-7"] = lambda path: next(bad, Reply(course(path), etag="a"))
    began = time.monotonic()
    report = again(run, timeout=1.0)
    assert time.monotonic() - began < 15
    assert (report.state, report.pages + report.failed) == ("complete", PAGES + 1)
    assert 2 <= Counter(site.hits)["/cursus/les-7"] <= 3


def test_the_budget_holds(site: FaultServer, run: Any) -> None:
    report = again(run, max_pages=12)
    assert (report.state, report.cause) == ("incomplete", "budget")
    assert len(site.log) <= 12


def test_cancel_does_not_wait(site: FaultServer, run: Any) -> None:
    site.pages |= {path: Reply(course(path), etag="a", wait=60) for path in FRESH}
    cancel = threading.Event()
    threading.Timer(2.0, cancel.set).start()
    began = time.monotonic()
    report = again(run, cancel=cancel, timeout=60)
    assert (report.state, report.cause) == ("incomplete", "stopped")
    assert time.monotonic() - began < 12


@NEEDS_PROC
def test_killed_between_two_answers(site: FaultServer, run: Any, tmp_path: Path) -> None:
    left = iter(range(9))

    def kill(path: str) -> Reply:
        if next(left, None) is None:
            kill_crawls()
        return Reply(course(path), etag="a")

    for path in FRESH:
        site.pages[path] = kill
    assert again(run).cause == "crashed"
    for path in FRESH:
        site.pages[path] = Reply(course(path), etag="a")
    third = run(name="r3", full=False)
    assert (third.state, third.pages) == ("complete", PAGES + 1)
    bodies = {page.url: page.body for page in Archive(tmp_path).pages("test", "r3")}
    assert bodies == {page.url: page.body for page in Archive(tmp_path).pages("test", "r1")}


@pytest.fixture
def rebound(server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultServer]:
    """A machine inside, to which a name leads from its third look-up on: after robots.txt and the sitemaps."""
    inside = FaultServer("127.0.0.2", server.port)
    inside.pages["*"] = Reply("<h1>TOP SECRET</h1>", etag="a")
    instead = {
        "socket.gethostbyname": "instead.rebinding(3)",
        "spiders.addresses.PublicResolver.__init__": "lambda self, reactor, _, timeout: was(self, reactor, 0, timeout)",
    }
    known = json.loads(os.environ.get("LLOKET_WITHOUT", "{}"))
    monkeypatch.setenv("LLOKET_WITHOUT", json.dumps(known | instead))
    monkeypatch.setenv("PYTHONPATH", str(UNARMED))
    yield inside
    inside.close()


def test_a_name_that_now_leads_inside(server: FaultServer, rebound: FaultServer, run: Any) -> None:
    """The look-ups of run r1 lead inside too soon, so that run is made by address; the copies are known by name."""
    website = f"http://localhost:{server.port}/"
    server.pages["/"] = Reply(course("/"), etag="a")
    with pytest.MonkeyPatch.context() as calm:
        calm.setenv("LLOKET_WITHOUT", "{}")
        assert run(name="r1", website=website).pages == 1
    forget(server)
    report = again(run, website=website)
    assert rebound.log == []
    assert (report.state, report.cause) == ("failed", "private_address")
    assert server.hits == []
