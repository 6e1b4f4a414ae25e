"""What stands in the place of a defence that is taken away, where a line does not say it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any


def stock_robots() -> type:
    """Scrapy's own middleware: leaks to the third request and later, and takes a server error for a permission."""
    from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware

    class Stock(RobotsTxtMiddleware):
        sitemaps: dict[str, list[str]] = {}  # noqa: RUF012 - as the middleware it stands in for

        async def sitemaps_of(self, url: str) -> list[str]:
            return []

    return Stock


def recovering(data: bytes, url: str) -> Any:
    """Read XML as far as it goes."""
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(recover=True))


def committing(write: Callable[[Any], AbstractContextManager[Any]]) -> Callable[[Any], AbstractContextManager[Any]]:
    """Commit each statement by itself."""

    @contextmanager
    def written(database: Any) -> Iterator[Any]:
        import sqlalchemy as sa

        with write(database) as connection:
            sa.event.listen(connection, "after_cursor_execute", lambda at, *_: at.connection.dbapi_connection.commit())
            yield connection

    return written


def start_in_sight(shelf: Any, generated_at: datetime) -> Path:
    """Show the next publication before it is written."""
    number = max((int(path.name.partition("-")[0]) for path in shelf.whole()), default=0) + 1
    fresh = Path(shelf.home / f"{number:06}-{generated_at:%Y%m%dT%H%M%SZ}")
    fresh.mkdir()
    shelf.switch(fresh)
    return fresh


def trusting(templates: Any) -> Any:
    """Take what stands in a record for markup."""
    templates.autoescape = False
    return templates


def indexed(settle: Callable[..., Any]) -> Callable[..., Any]:
    """Publish what asks not to be."""
    import msgspec

    def settled(readings: Any, languages: Any) -> Any:
        return settle([msgspec.structs.replace(one, noindex=False, nosnippet=False) for one in readings], languages)

    return settled


def killed_before(step: Callable[..., Any]) -> Callable[..., Any]:
    """Die, as by kill -9, when it comes to this step."""

    def killed(*_given: Any, **_named: Any) -> Any:
        os.kill(os.getpid(), signal.SIGKILL)

    return killed


def killed_after(step: Callable[..., Any]) -> Callable[..., Any]:
    """Die, as by kill -9, once this step is done."""

    def killed(*given: Any, **named: Any) -> Any:
        step(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    return killed


def rebinding(times: int) -> Callable[[str], str]:
    """Resolve every name to a public machine, so many times; then to one inside."""
    left = iter(range(times))
    return lambda name: "127.0.0.1" if next(left, None) is not None else "127.0.0.2"


async def at_once(*_given: Any) -> None:
    """Wait for nothing, object to nothing."""
