"""The fault injector at work for a crawl."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from spiders.crawl import CrawlReport, crawl
from spiders.registry import Provider
from tests.faults.server import FaultServer, Reply


@pytest.fixture
def server() -> Iterator[FaultServer]:
    """The outside."""
    server = FaultServer("127.0.0.1")
    yield server
    server.close()


@pytest.fixture
def inside() -> Iterator[FaultServer]:
    """A machine of a private network, which must never be asked for anything."""
    server = FaultServer("127.0.0.2")
    server.pages["*"] = "<h1>TOP SECRET</h1>"
    yield server
    server.close()


Crawl = Callable[..., CrawlReport]


@pytest.fixture
def run(server: FaultServer, tmp_path: Path) -> Crawl:
    """Crawl the server; keywords are fields of the provider, `timeout` is the crawl's."""

    def run(
        *,
        timeout: float = 5.0,
        name: str = "r1",
        cancel: threading.Event | None = None,
        replay: Sequence[Path] = (),
        full: bool = True,
        trusts_lastmod: bool = True,
        **fields: object,
    ) -> CrawlReport:
        known: dict[str, object] = {"website": f"{server.url}/", "private_network": True, "delay": 0.0, **fields}
        provider = Provider(id="test", name="Test", **known)  # type: ignore[arg-type]
        never = ["127.0.0.2/32"]
        return crawl(
            provider, run=name, archive=tmp_path, timeout=timeout, cancel=cancel, replay=replay, refused_networks=never,
            full=full, trusts_lastmod=trusts_lastmod,
        )  # fmt: skip

    return run


@pytest.fixture
def reply() -> type[Reply]:
    return Reply
