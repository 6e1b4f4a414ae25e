"""Servers that misbehave: what a crawl makes of them, and what it never does."""

from __future__ import annotations

import os
import signal
import socketserver
import ssl
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]  # it carries no types
import pytest

from spiders.archive import Archive
from tests.faults.kills import NEEDS_PROC, kill_crawls
from tests.faults.server import certificate

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ROOT = Path(__file__).resolve().parents[2]
PAGE = "<!doctype html><html><body><main><h1>Cursus</h1><p>Inhoud</p></main></body></html>"


def links(*hrefs: str) -> str:
    return PAGE.replace("<p>", "".join(f'<p><a href="{href}">cursus</a></p>' for href in hrefs) + "<p>", 1)


@pytest.mark.parametrize("count", [1, 3, 60])
def test_robots_deny_holds_for_all_at_once(server: Any, run: Any, reply: Any, count: int) -> None:
    server.pages |= {"/robots.txt": reply("User-agent: *\nDisallow: /", type="text/plain", wait=0.2), "*": PAGE}
    report = run(start_urls=tuple(f"{server.url}/cursus/{n}" for n in range(count)))
    assert server.hits == []
    assert (report.state, report.cause) == ("failed", "robots_forbids")


@pytest.mark.parametrize(
    ("fault", "cause"), [("503", "robots_unreachable"), ("429", "robots_unreachable"), ("hang", "timeout")]
)
def test_unreachable_robots_means_nothing_is_allowed(server: Any, run: Any, reply: Any, fault: str, cause: str) -> None:
    faults = {"503": reply("", 503), "429": reply("", 429, {"Retry-After": "0"}), "hang": reply("", wait=20)}
    server.pages |= {"/robots.txt": faults[fault], "*": PAGE}
    report = run(start_urls=tuple(f"{server.url}/cursus/{n}" for n in range(60)), timeout=0.5)
    assert server.hits == []
    assert (report.state, report.cause) == ("failed", cause)


def test_missing_robots_means_all_is_allowed(server: Any, run: Any, reply: Any) -> None:
    server.pages |= {"/robots.txt": reply("", 403), "*": PAGE}
    assert run().state == "complete"


def test_robots_redirects(server: Any, run: Any, reply: Any) -> None:
    for step in range(5):
        server.pages[f"/r{step}"] = reply("", 302, {"Location": f"/r{step + 1}"})
    server.pages |= {
        "/robots.txt": reply("", 302, {"Location": "/r1"}),
        "/r5": reply("User-agent: *\nDisallow: /dicht", type="text/plain"),
        "*": links("/dicht/cursus", "/open/cursus"),
    }
    run()
    assert "/open/cursus" in server.hits
    assert "/dicht/cursus" not in server.hits


def test_rules_beyond_500_kib_are_not_read(server: Any, run: Any, reply: Any) -> None:
    rules = "User-agent: *\nDisallow: /dicht\n" + "# vulling\n" * 60_000 + "Disallow: /\n"
    server.pages |= {
        "/robots.txt": reply(rules, type="text/plain"),
        "/": links("/dicht/cursus", "/open/cursus"),
        "*": PAGE,
    }
    run()
    assert sorted(server.hits) == ["/", "/open/cursus"]


def test_crawl_delay(server: Any, run: Any, reply: Any) -> None:
    server.pages |= {
        "/robots.txt": reply("User-agent: *\nCrawl-delay: 0.6\n", type="text/plain"),
        "*": links("/cursus/a"),
    }
    run(max_pages=4)
    assert len(server.log) >= 3
    assert min(server.gaps()[1:]) >= 0.59


def test_never_faster_than_the_registry_allows(server: Any, run: Any) -> None:
    server.pages["*"] = links("/cursus/a", "/cursus/b", "/cursus/c")
    run(delay=0.3, max_pages=6)
    assert len(server.log) >= 5
    assert min(server.gaps()) >= 0.29


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after(server: Any, run: Any, reply: Any, form: str) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    later = {"seconds": "1", "date": format_datetime(now + timedelta(seconds=1), usegmt=True)}
    busy = iter([reply("", 429, {"Retry-After": later[form], "Date": format_datetime(now, usegmt=True)})])
    server.pages |= {"/": lambda _: next(busy, reply(PAGE))}
    report = run()
    assert report.state == "complete"
    asked = [when for when, path in server.log if path == "/"]
    assert len(asked) == 2
    assert asked[1] - asked[0] >= 0.98


def test_host_that_asks_for_an_hour_is_left(server: Any, run: Any, reply: Any) -> None:
    server.pages |= {
        "/": links(*(f"/cursus/{n}" for n in range(20))),
        "*": reply("", 503, {"Retry-After": "3600"}),
    }
    report = run()
    assert (report.state, report.cause) == ("incomplete", "host_left")
    assert len(server.hits) <= 2


def test_blocked(server: Any, run: Any, reply: Any) -> None:
    server.pages["*"] = reply("Forbidden", 403)
    report = run()
    assert (report.state, report.cause) == ("failed", "blocked")
    assert "403" in report.detail


def spellings(inside: Any) -> tuple[str, str, str]:
    return inside.url, f"http://2130706434:{inside.port}", f"http://[::ffff:127.0.0.2]:{inside.port}"


def test_private_addresses_are_never_asked(server: Any, inside: Any, run: Any, reply: Any) -> None:
    secrets = [f"{origin}/cursus/geheim" for origin in spellings(inside)]
    entries = "".join(f"<url><loc>{url}?s</loc></url>" for url in (*secrets, "file:///etc/passwd"))
    server.pages |= {
        "/": links(
            *secrets, "file:///etc/passwd", "ftp://127.0.0.2/x", "/cursus/0", "/cursus/1", "/cursus/2", "/cursus/3"
        ),
        "/sitemap.xml": reply(f"<urlset>{entries}</urlset>", type="text/xml"),
        **{f"/cursus/{n}": reply("", 302, {"Location": f"{secret}?r"}) for n, secret in enumerate(secrets)},
        "/cursus/3": f'<html><head><meta http-equiv="refresh" content="0;url={secrets[0]}?m"></head></html>',
    }
    report = run(same_as=tuple(f"{origin}/" for origin in spellings(inside)))
    assert inside.log == []
    private = {url for url, reason in report.failures.items() if reason.startswith("private_address")}
    assert private >= {f"{server.url}/cursus/{n}" for n in range(4)}
    assert private >= set(secrets)


@pytest.mark.parametrize("way", ["robots", "start"])
def test_private_address_as_the_beginning(server: Any, inside: Any, run: Any, reply: Any, way: str) -> None:
    server.pages |= {"/robots.txt": reply("", 302, {"Location": f"{inside.url}/robots.txt"}), "*": PAGE}
    starts = tuple(f"{origin}/cursus" for origin in spellings(inside)) if way == "start" else ()
    report = run(start_urls=starts)
    assert inside.log == []
    assert (report.state, report.cause) == ("failed", "private_address")


def test_loopback_is_refused_without_permission(server: Any, run: Any) -> None:
    server.pages["*"] = PAGE
    report = run(private_network=False, start_urls=(f"http://localhost:{server.port}/", f"{server.url}/"))
    assert (report.state, report.cause) == ("failed", "private_address")
    assert server.log == []


def test_redirect_to_another_site(server: Any, run: Any, reply: Any) -> None:
    server.pages["/"] = reply("", 301, {"Location": "http://elsewhere.example/"})
    report = run()
    assert (report.state, report.cause) == ("failed", "redirected_elsewhere")


def test_redirect_loop(server: Any, run: Any, reply: Any) -> None:
    server.pages["/"] = reply("", 302, {"Location": "/a"})
    server.pages["/a"] = reply("", 302, {"Location": "/b"})
    server.pages["/b"] = reply("", 302, {"Location": "/a"})
    report = run()
    assert (report.state, report.cause) == ("failed", "redirect_loop")
    assert len(server.hits) <= 7


def test_broken_sitemap_makes_the_crawl_incomplete(server: Any, run: Any, reply: Any) -> None:
    cut = f"<urlset><url><loc>{server.url}/cursus/1</loc></url><url><loc>{server.url}/cur"
    server.pages |= {"/kaart.xml": reply(cut, type="text/xml"), "*": PAGE}
    report = run(sitemaps=(f"{server.url}/kaart.xml",))
    assert (report.state, report.cause) == ("incomplete", "sitemap_broken")


MEGABYTES = 300
"""What every bomb unpacks to."""


def bomb(pack: Callable[[bytes], bytes], end: Callable[[], bytes]) -> bytes:
    """A page of spaces, packed piece by piece, without ever holding it."""
    return pack(PAGE.encode()) + b"".join(pack(b" " * 1_000_000) for _ in range(MEGABYTES)) + end()


def packed(kind: str) -> bytes:
    if kind == "br":
        brotli_packer = brotli.Compressor(quality=1)
        return bomb(brotli_packer.process, brotli_packer.finish)
    if kind == "zstd":
        zstd_packer = zstd.ZstdCompressor(level=1)
        return bomb(zstd_packer.compress, zstd_packer.flush)
    gzip_packer = zlib.compressobj(1, wbits=31 if kind == "gzip" else 15)
    return bomb(gzip_packer.compress, gzip_packer.flush)


@pytest.mark.parametrize("kind", ["gzip", "deflate", "br", "zstd", "no length"])
def test_a_page_that_unpacks_without_end_is_left(server: Any, run: Any, reply: Any, kind: str) -> None:
    endless = reply(PAGE, drip=(b" " * 1_000_000 for _ in range(MEGABYTES)))
    bombed = endless if kind == "no length" else reply(packed(kind), headers={"Content-Encoding": kind})
    server.pages |= {"/": links("/cursus/bom", "/cursus/goed"), "/cursus/bom": bombed, "*": PAGE}
    with memory_of_children() as peaks:
        report = run()
    assert (report.state, report.pages, report.failed) == ("complete", 2, 1)
    assert next(iter(report.failures.values())).startswith("too_large")
    assert 0 < max(peaks.values()) < LEAN


def test_a_sitemap_that_unpacks_without_end_is_broken(server: Any, run: Any, reply: Any) -> None:
    server.pages |= {"/kaart.xml.gz": reply(packed("gzip"), type="application/gzip"), "*": PAGE}
    with memory_of_children() as peaks:
        report = run(sitemaps=(f"{server.url}/kaart.xml.gz",))
    assert (report.state, report.cause) == ("incomplete", "sitemap_broken")
    assert 0 < max(peaks.values()) < LEAN


LEAN = 300_000
"""Kilobytes of memory that a crawl may take: a sitemap of 60 MB is permitted, a bomb of 300 MB is not."""


@contextmanager
def memory_of_children() -> Iterator[dict[int, int]]:
    """Watch this process's crawling children; gives process id to peak memory in kilobytes.

    VmHWM is the program's own; ru_maxrss would hold the size of the parent from which it was forked.
    """
    peaks: dict[int, int] = {}
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.02):
            for children in Path("/proc/self/task").glob("*/children"):
                # A thread or a child may end between being listed and being read.
                with suppress(OSError):
                    for pid in map(int, children.read_text().split()):
                        with suppress(OSError, IndexError):
                            if b"spiders.crawl" in Path(f"/proc/{pid}/cmdline").read_bytes():
                                status = Path(f"/proc/{pid}/status").read_text()
                                peaks[pid] = int(status.partition("VmHWM:")[2].split()[0])

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peaks
    finally:
        done.set()
        watcher.join()


def test_garbage_and_nothing(server: Any, run: Any, reply: Any) -> None:
    server.pages["/"] = reply(bytes(range(256)) * 40)
    assert run().cause == "not_html"
    server.pages["/"] = reply("")
    assert run(name="r2").cause == "empty"


def test_what_is_no_web_server(server: Any, run: Any, reply: Any) -> None:
    server.pages["*"] = reply(raw=b"\x00\x01SSH-2.0-nothing\r\n\r\n")
    report = run()
    assert (report.state, report.cause) == ("failed", "not_html"), report
    assert server.url in report.detail


def test_guessed_sitemap_that_is_none(server: Any, run: Any, reply: Any) -> None:
    server.pages["*"] = lambda path: reply(b"\x00garbage" if "xml" in path else PAGE)
    assert run().state == "complete"


def test_half_a_page_is_no_page(server: Any, run: Any, reply: Any) -> None:
    server.pages |= {"/": links("/cursus/half"), "/cursus/half": reply(PAGE, promised=5000)}
    report = run()
    assert report.failed == 1
    assert server.paths.count("/cursus/half") == 2


def test_hosts_that_do_not_answer(server: Any, run: Any, reply: Any) -> None:
    server.pages["*"] = reply("", wait=20)
    assert run(timeout=0.5).cause == "timeout"
    server.close()
    assert run(name="r2").cause == "host_down"
    report = run(name="r3", website="http://does-not-exist.invalid/", private_network=False)
    assert (report.state, report.cause) == ("failed", "dns")


DRIPPED = 150
"""Pieces of a page that comes a piece every tenth of a second: fifteen seconds."""


@pytest.mark.parametrize("slow", ["body", "headers"])
def test_a_page_that_drips_is_given_up(server: Any, run: Any, reply: Any, slow: str) -> None:
    body = reply(PAGE, drip=[b" "] * DRIPPED, pause=0.1)
    lines = [f"X-{n}: x\r\n".encode() for n in range(DRIPPED)]
    headers = reply(raw=b"HTTP/1.1 200 OK\r\n", drip=[*lines, b"\r\n" + PAGE.encode()], pause=0.1)
    server.pages |= {
        "/": links("/cursus/traag", "/cursus/goed"),
        "/cursus/traag": body if slow == "body" else headers, "*": PAGE,
    }  # fmt: skip
    started = time.monotonic()
    report = run(timeout=1.0)
    assert time.monotonic() - started < 0.1 * DRIPPED - 2
    assert (report.state, report.pages, report.failed) == ("complete", 2, 1)
    assert next(iter(report.failures.values())).startswith("timeout")
    assert server.paths.count("/cursus/traag") == 2


def test_robots_that_drip_forbid_all(server: Any, run: Any, reply: Any) -> None:
    rules = [bytes([sign]) for sign in b"User-agent: *\nAllow: /\n" * 6]
    server.pages |= {"/robots.txt": reply(b"# ", type="text/plain", drip=rules, pause=0.1), "*": PAGE}
    report = run(timeout=1.0)
    assert (report.state, report.cause, server.hits) == ("failed", "timeout", [])


def test_certificate(run: Any, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path / "pair.pem"))
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), socketserver.StreamRequestHandler) as tls:
        tls.handle_error = lambda *_: None  # type: ignore[method-assign]
        tls.socket = context.wrap_socket(tls.socket, server_side=True)
        threading.Thread(target=tls.serve_forever, daemon=True).start()
        report = run(website=f"https://127.0.0.1:{tls.server_address[1]}/")
        tls.shutdown()
    assert (report.state, report.cause) == ("failed", "certificate"), report


def test_cancel_does_not_wait_for_a_hanging_server(server: Any, run: Any, reply: Any) -> None:
    server.pages |= {"/": links("/cursus/1"), "/cursus/1": reply(PAGE, wait=60)}
    cancel = threading.Event()
    threading.Timer(1.5, cancel.set).start()
    started = time.monotonic()
    report = run(cancel=cancel, timeout=60)
    assert (report.state, report.cause, report.pages) == ("incomplete", "stopped", 1)
    assert time.monotonic() - started < 12


def test_hostile_markup(server: Any, run: Any, reply: Any) -> None:
    server.pages |= {
        "/": links("/cursus/nest", "/cursus/json", "/cursus/line"),
        "/cursus/nest": "<html>" + "<div>" * 100_000 + "<a href=/cursus/diep>x</a>",
        "/cursus/json": f'<html><script type="application/ld+json">{"[" * 200_000}</script>',
        "/cursus/line": "<html><p>" + "x" * 5_000_000,
    }
    report = run()
    assert report.pages == 4


def test_cancel_ends_the_crawl(server: Any, run: Any, reply: Any, tmp_path: Path) -> None:
    server.pages |= {"/": links(*(f"/cursus/{n}" for n in range(50))), "*": reply(PAGE, wait=0.3)}
    cancel = threading.Event()
    threading.Timer(2.0, cancel.set).start()
    started = time.monotonic()
    report = run(cancel=cancel)
    assert (report.state, report.cause) == ("incomplete", "stopped")
    assert time.monotonic() - started < 10
    assert list(Archive(tmp_path).pages("test", "r1"))


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for the child in /proc")
def test_killed_parent_takes_the_child_along(server: Any, run: Any, reply: Any, tmp_path: Path) -> None:
    server.pages |= {"/": links(*(f"/cursus/{n}" for n in range(50))), "*": reply(PAGE, wait=0.2)}
    code = (
        "from pathlib import Path; from spiders.crawl import crawl; from spiders.registry import Provider;"
        f"provider = Provider('test', 'T', '{server.url}/', private_network=True, delay=0.0);"
        f"crawl(provider, run='r0', archive=Path('{tmp_path}'))"
    )
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    parent = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, cwd=tmp_path)
    deadline = time.monotonic() + 15
    while len(server.hits) < 4 and time.monotonic() < deadline:
        time.sleep(0.05)
    (child,) = children(parent.pid)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 5
    while Path(f"/proc/{child}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{child}").exists()
    assert list(Archive(tmp_path).pages("test")) == []
    server.pages["*"] = PAGE
    assert run().state == "complete"
    assert Archive(tmp_path).runs("test") == ["r0", "r1"]


@NEEDS_PROC
def test_killed_child_is_a_report(server: Any, run: Any, reply: Any) -> None:
    def kill(_: str) -> Any:
        kill_crawls()
        return reply(PAGE)

    server.pages["/"] = kill
    report = run()
    assert (report.state, report.cause) == ("failed", "crashed")
    assert ".log" in report.detail
