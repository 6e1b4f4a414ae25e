"""Looking whether links still lead somewhere: one address each, robots.txt asked first, nothing followed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders.health import reason_of
from spiders.job import LinkLook

DEAD = {"host_down", "dns", "timeout", "certificate", "cut_off"}
"""Codes of what a visitor would run into as well."""
NO_HEAD = {400, 403, 404, 405, 406, 410, 500, 501, 503}
"""What servers answer to HEAD that would answer GET well; so these are asked again with GET."""


class WatchSpider(Spider):
    """Asks for each link once, with HEAD, and with GET where HEAD gives no clear answer."""

    name = "watch"

    def __init__(self, *, urls: Sequence[str]) -> None:
        super().__init__()
        self.urls = urls
        self.looks: dict[str, LinkLook] = {}

    async def start(self) -> AsyncIterator[Request]:
        """Yield a request a link."""
        for url in self.urls:
            yield self._request(url, "HEAD")

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Request]:
        """Judge an answer."""
        url: str = response.meta["asked"]
        if response.request and response.request.method == "HEAD" and response.status in NO_HEAD:
            yield self._request(url, "GET")
            return
        gone = response.status in (404, 410) or response.status >= 500
        alive = True if response.status < 400 else False if gone else None
        self.looks[url] = LinkLook(alive, f"HTTP {response.status}")

    def failed(self, failure: Failure) -> None:
        """Judge a request that gave no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        code, words = reason_of(failure.value)
        self.looks[request.meta["asked"]] = LinkLook(False if code in DEAD else None, f"{code}: {words}"[:200])

    def _request(self, url: str, method: str) -> Request:
        meta = {"asked": url, "dont_redirect": True}
        return Request(url, self.parse, method=method, errback=self.failed, meta=meta)
