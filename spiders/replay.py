"""Recorded pages in place of the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.utils._download_handlers import make_response

from spiders.archive import Recording
from spiders.urls import canonical

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class NotRecordedError(Exception):
    """The address is not in the recording."""


class ReplayHandler:
    """Download handler that answers from `spider.recording` and never opens a connection.

    robots.txt and sitemaps that were not recorded answer 404; anything else raises NotRecordedError.
    """

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ReplayHandler:
        """Build it."""
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """Return the recorded answer under the address asked for."""
        recording: Recording = getattr(self._crawler.spider, "recording")  # noqa: B009 - not an attribute of Spider
        page = recording.get(request.url)
        if page is None:
            if request.meta.get("robots") or request.meta.get("sitemap"):
                return Response(request.url, status=404, request=request)
            raise NotRecordedError(f"{canonical(request.url)}: not recorded")
        headers = Headers({k: v for k, v in page.headers.items() if k not in ("content-encoding", "transfer-encoding")})
        if page.fetched_at is not None:
            request.meta["recorded_at"] = page.fetched_at
        return make_response(request.url, page.status, headers, page.body)

    async def close(self) -> None:
        """Nothing to close."""
