"""Each defence taken away in turn: the test of its fault then fails, so it is the defence that passes it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from exports.publish import PublishError, publish
from tests.exports import test_hostile as feeds
from tests.exports.builder import publication
from tests.guard import test_guard as guard
from tests.spiders import test_crawl as crawls
from tests.spiders import test_faults as faults
from tests.spiders import test_thrift as thrift
from tests.spiders.conftest import inside, reply, run, server

__all__ = ["inside", "reply", "run", "server"]

STOCK_ROBOTS = """
import spiders.settings as s, scrapy.downloadermiddlewares.robotstxt as stock, spiders.politeness as p
class Stock(stock.RobotsTxtMiddleware):
    sitemaps = {}
    async def sitemaps_of(self, url): return []
p.Robots = Stock
"""
NO_ADDRESS_CHECK = """
import spiders.addresses as a
a.HostCheck.process_request = lambda self, request: None
a.is_refused = lambda *args, **kwargs: False
"""
LENIENT_SITEMAPS = """
import spiders.sitemaps as m
from lxml import etree
m._strict = lambda data, url: etree.fromstring(data, m._parser(recover=True))
"""
NO_BOUNDS = """
import spiders.frontier as f, spiders.site as s, spiders.urls as u
f.shape = lambda url: None
s.Facets.holds = lambda self, request: None
"""
Crawled = tuple[Callable[..., None], tuple[Any, ...], str]
IN_THE_CRAWL: dict[str, Crawled] = {
    "stock robots.txt leaks to the third and later": (
        faults.test_robots_deny_holds_for_all_at_once, ("server", "run", "reply", 60), STOCK_ROBOTS),
    "stock robots.txt: 503 allows all": (
        faults.test_unreachable_robots_means_nothing_is_allowed,
        ("server", "run", "reply", "503", "robots_unreachable"), STOCK_ROBOTS),
    "no limit to robots.txt": (
        faults.test_rules_beyond_500_kib_are_not_read, ("server", "run", "reply"),
        "import spiders.politeness as p; p.ROBOTS_BYTES = 10**9"),
    "no Crawl-delay": (
        faults.test_crawl_delay, ("server", "run", "reply"), "import spiders.politeness as p; p.MAX_CRAWL_DELAY = 0.0"),
    "no Retry-After": (
        faults.test_retry_after, ("server", "run", "reply", "seconds"),
        "import spiders.politeness as p; p.RetryAfter.process_response = lambda self, request, response: response"),
    "no check of addresses": (
        faults.test_private_addresses_are_never_asked, ("server", "inside", "run", "reply"), NO_ADDRESS_CHECK),
    "no check of the first address": (
        faults.test_private_address_as_the_beginning, ("server", "inside", "run", "reply", "start"), NO_ADDRESS_CHECK),
    "sitemaps read as far as they go": (
        faults.test_broken_sitemap_makes_the_crawl_incomplete, ("server", "run", "reply"), LENIENT_SITEMAPS),
    "half a page taken for a page": (
        faults.test_half_a_page_is_no_page, ("server", "run", "reply"),
        "from scrapy.settings import default_settings as d; d.DOWNLOAD_FAIL_ON_DATALOSS = False"),
    "endless calendars": (
        crawls.test_endless_calendar_is_bounded, ("server", "run", "reply"), NO_BOUNDS),
    "the sitemap is always believed": (
        thrift.test_a_full_crawl_asks_for_all_and_finds_out_a_sitemap_that_lies, ("server", "run", "reply"),
        "import spiders.thrift as t; t.Thrift.check = lambda self, page: None"),
    "no page is a sample": (
        thrift.test_what_was_spared_is_asked_for_after_all_where_the_sample_finds_a_lie,
        ("server", "run", "reply", "tmp_path"), "import spiders.thrift as t; t.SAMPLE = 10**12"),
}  # fmt: skip


@pytest.mark.parametrize("without", IN_THE_CRAWL)
def test_a_crawl_without(without: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    function, named, patch = IN_THE_CRAWL[without]
    begin = "from datetime import UTC, datetime; from spiders.child import main; main(clock=lambda: datetime.now(UTC))"
    monkeypatch.setattr("spiders.crawl.COMMAND", (sys.executable, "-c", f"{patch}\n{begin}"))
    given = [request.getfixturevalue(name) if name in FIXTURES else name for name in named]
    with pytest.raises(AssertionError):
        function(*given)


IN_PROCESS: dict[str, tuple[Callable[..., None], str, object]] = {
    "a run that lost much counts": (
        guard.test_a_slow_drain_is_seen_against_the_best_of_the_last_runs, "normalize.guard._lost", lambda *_: ()),
    "a run without prices counts": (
        guard.test_what_a_crawl_says_of_itself_stands, "normalize.guard._unfilled", lambda *_: ()),
    "no floors, no review": (guard.test_the_floors_of_the_registry, "normalize.guard._troubles", lambda *_: iter(())),
    "cells as they come": (feeds.test_csv_has_no_formula_and_no_extra_row, "exports.tables.FORMULA", ()),
    "JSON-LD as it comes": (feeds.test_jsonld_can_stand_in_a_page, "exports.jsonld.encoded", msgspec.json.encode),
    "text that shows other than it is": (
        feeds.test_every_file_is_utf8_without_characters_that_lie, "exports.clean._clean_plain", lambda value: value),
}  # fmt: skip


@pytest.mark.parametrize("without", IN_PROCESS)
def test_a_run_or_a_feed_without(without: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    function, defence, instead = IN_PROCESS[without]

    def test(out: Path) -> None:
        if function.__module__ != feeds.__name__:
            function()
            return
        publish(lambda: HOSTILE, publication(), out)
        function(out)

    test(tmp_path / "with")
    monkeypatch.setattr(defence, instead)
    with pytest.raises((AssertionError, PublishError, UnicodeError)):
        test(tmp_path / "without")


HOSTILE = [feeds.hostile_course(number, raw) for number, (raw, _) in enumerate(feeds.HOSTILE)]
FIXTURES = ("server", "inside", "run", "reply", "tmp_path")
