"""Scrapy's settings for one crawl. Scrapy's own defaults are for development; these are for other people's servers."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from spiders.politeness import AGENT, SPARE
from spiders.registry import Provider

PAGE_BYTES = 8 * 1024 * 1024
"""The longest page, in bytes, packed or unpacked."""
SITEMAP_BYTES = 60 * 1024 * 1024
"""The longest sitemap, in bytes unpacked; sitemaps.org permits 50 MB."""


def user_agent() -> str:
    """Return how the crawler presents itself: its name, its version and whom to turn to.

    The contact is the environment variable LLOKET_CONTACT (an address such as `https://loket.example/bot` or
    `mailto:…`, or both with `; ` between). Where it is not set it is `mailto:loket@example.org`, which reaches nobody:
    set it before crawling sites of others.
    """
    contact = os.environ.get("LLOKET_CONTACT") or "mailto:loket@example.org"
    safe = "".join(char for char in contact if char.isprintable() and char.isascii() and char not in "()")
    try:
        number = version("lloket")
    except PackageNotFoundError:
        number = "0"
    return f"{AGENT}/{number} (+{safe[:200]})"


def settings(
    provider: Provider,
    *,
    replay: bool = False,
    refused_networks: Sequence[str] = (),
    timeout: float = 30.0,
    hosts: Collection[str] = (),
) -> dict[str, Any]:
    """Return the settings of a provider's crawl; the log goes to standard error.

    With `replay`, the network's handlers are replaced by one that answers from recordings, without delay. `timeout` is
    how long a server has to answer, in seconds; `hosts` may be asked beside the provider's own.
    """
    delay = 0.0 if replay else provider.delay * SPARE
    web = "spiders.replay.ReplayHandler" if replay else None
    handlers: dict[str, str | None] = dict.fromkeys(("file", "data", "ftp", "s3"))
    if web:
        handlers |= {"http": web, "https": web}
    bare = {name.removeprefix("www.") for name in (*provider.hosts, *hosts)}
    return {
        "OWN_HOSTS": sorted({*provider.hosts, *hosts}),
        "PRIVATE_NETWORK": provider.private_network,
        "REFUSED_NETWORKS": list(refused_networks),
        "USER_AGENT": user_agent(),
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": AGENT,
        # the lists are whole: Scrapy imports all that its own lists name, also what is switched off
        "DOWNLOADER_MIDDLEWARES_BASE": {},
        "DOWNLOADER_MIDDLEWARES": {
            "spiders.addresses.HostCheck": 40,
            "spiders.politeness.Robots": 100,
            "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
            "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
            "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
            "spiders.politeness.RetryAfter": 560,
            "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": 580,
            "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
            "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
        },
        "SPIDER_MIDDLEWARES_BASE": {},  # the spider counts its own depth; no canonical address is too long
        "EXTENSIONS_BASE": {},
        "EXTENSIONS": {
            "scrapy.extensions.corestats.CoreStats": 0,
            "scrapy.extensions.logcount.LogCount": 0,
            "scrapy.extensions.memusage.MemoryUsage": 0,
            "scrapy.extensions.closespider.CloseSpider": 0,
            "scrapy.extensions.logstats.LogStats": 0,
            "spiders.politeness.Throttle": 0,
        },
        "DOWNLOAD_HANDLERS": handlers,
        "CONCURRENT_REQUESTS": min(64, len(bare) + 1),
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 8,
        "DOWNLOAD_DELAY": delay,
        "DOWNLOAD_DELAY_JITTER": 0.2,  # of SPARE times the delay: never below the delay itself
        "AUTOTHROTTLE_ENABLED": not replay,
        "AUTOTHROTTLE_START_DELAY": delay,
        "AUTOTHROTTLE_MAX_DELAY": 30.0,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
        "CLOSESPIDER_TIMEOUT": 600 + provider.max_pages * (delay + 3),
        "CLOSESPIDER_ERRORCOUNT": 50,
        "DOWNLOAD_MAXSIZE": PAGE_BYTES,
        "DOWNLOAD_TIMEOUT": timeout,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "RETRY_TIMES": 0 if replay else 1,
        "REDIRECT_MAX_TIMES": 5,
        "METAREFRESH_MAXDELAY": 10,
        "WARN_ON_GENERATOR_RETURN_VALUE": False,  # it parses the spider's source for every response
        "MEMUSAGE_LIMIT_MB": 1500,
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",  # the spider itself knows what it has asked for
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "LOG_LEVEL": "INFO",
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.8,*/*;q=0.5",
            "Accept-Language": ", ".join(dict.fromkeys((*provider.languages, "nl", "en"))),
        },
    }
