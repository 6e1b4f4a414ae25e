"""Every fault that must be survived, and the tests that show it: a row a fault, none without a test."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]

FAULTS: dict[str, list[str]] = {
    "the site is down: refused, no name, certificate": [
        "pipeline/test_faults.py::test_the_others_are_published_and_a_line_says_why",
        "spiders/test_faults.py::test_hosts_that_do_not_answer", "spiders/test_faults.py::test_certificate"],
    "503 for all; a maintenance page with status 200": [
        "pipeline/test_faults.py::test_the_others_are_published_and_a_line_says_why",
        "pipeline/test_guard.py::test_held_back_named_nothing_lost_and_published_after_accept"],
    "the site dies half-way": [
        "guard/test_guard.py::test_what_a_crawl_says_of_itself_stands",
        "store/test_readings.py::test_what_a_run_does_not_find"],
    "a sitemap cut in half, with a DTD, empty": [
        "spiders/test_faults.py::test_broken_sitemap_makes_the_crawl_incomplete",
        "spiders/test_sources.py::test_broken_sitemaps"],
    "a third of the offers is really gone": ["guard/test_guard.py::test_verdict"],
    "one offer is gone: 404, 410, missing in three good runs; it comes back": [
        "pipeline/test_life.py::test_a_page_that_is_certainly_gone",
        "pipeline/test_life.py::test_a_page_that_nothing_links_to_is_missing_and_after_three_good_runs_withdrawn"],
    "soft 404; the same body on many pages": [
        "pipeline/test_life.py::test_a_page_that_is_certainly_gone", "guard/test_guard.py::test_verdict"],
    "redirect, sitemap, name to a private address": [
        "spiders/test_faults.py::test_private_addresses_are_never_asked",
        "spiders/test_faults.py::test_private_address_as_the_beginning",
        "spiders/test_addresses.py::test_a_name_that_resolves_to_a_private_address_is_refused"],
    "robots.txt: deny, 503, time-out, very long, redirects, many requests at once": [
        "spiders/test_faults.py::test_robots_deny_holds_for_all_at_once",
        "spiders/test_faults.py::test_unreachable_robots_means_nothing_is_allowed",
        "spiders/test_faults.py::test_robots_redirects",
        "spiders/test_faults.py::test_rules_beyond_500_kib_are_not_read"],
    "Crawl-delay, Retry-After": [
        "spiders/test_faults.py::test_crawl_delay", "spiders/test_faults.py::test_retry_after",
        "spiders/test_faults.py::test_host_that_asks_for_an_hour_is_left"],
    "bombs": ["spiders/test_faults.py::test_bombs"],
    "slow bodies and headers": [
        "spiders/test_faults.py::test_hosts_that_do_not_answer",
        "spiders/test_faults.py::test_cancel_does_not_wait_for_a_hanging_server"],
    "a body shorter than promised": ["spiders/test_faults.py::test_half_a_page_is_no_page"],
    "an endless calendar, a redirect loop, a budget": [
        "spiders/test_crawl.py::test_endless_calendar_is_bounded", "spiders/test_faults.py::test_redirect_loop",
        "spiders/test_crawl.py::test_budget_goes_to_likely_pages"],
    "markup without end": [
        "spiders/test_faults.py::test_hostile_markup", "reading/test_hostile.py::test_a_page_5000_deep_loses_nothing"],
    "charsets that lie": ["reading/test_hostile.py::test_the_encoding_is_what_the_bytes_prove"],
    "hostile JSON-LD": ["reading/test_hostile.py::test_never_raises_and_stays_in_bounds",
                        "store/test_readings.py::test_one_bad_record_does_not_hurt_the_others"],
    "dates that are none": ["values/test_dates.py::test_no_runs", "values/test_properties.py::test_work_is_bounded"],
    "stale dates, at midnight, on replay": [
        "freshness/test_freshness.py::test_judge", "freshness/test_freshness.py::test_end_of"],
    "injection into feeds": ["exports/test_hostile.py::test_csv_has_no_formula_and_no_extra_row",
                             "exports/test_hostile.py::test_jsonld_can_stand_in_a_page",
                             "exports/test_hostile.py::test_calendar_has_one_entry_a_course_day"],
    "kill -9 at any moment": [
        "pipeline/test_kill.py::test_kill_9_at_any_moment",
        "store/test_concurrency.py::test_kill_9_at_any_moment_leaves_the_database_whole",
        "exports/test_crash.py::test_killed_at_any_moment_readers_see_a_whole_set"],
    "two refreshes at once": [
        "pipeline/test_kill.py::test_two_refreshes_at_once_do_not_collide",
        "store/test_leases.py::test_of_two_processes_one_is_locked_out_until_a_crash_is_over"],
    "a full disk, a lost connection": [
        "store/test_concurrency.py::test_a_full_disk_is_one_line_and_keeps_what_was_there",
        "store/test_concurrency.py::test_a_connection_lost_while_writing_leaves_nothing",
        "exports/test_crash.py::test_a_disk_that_fills_leaves_the_old_set"],
    "nights on which the clock changes; missed nights": [
        "schedule/test_cron.py::test_one_run_a_night",
        "schedule/test_scheduler.py::test_what_fell_due_while_stopped_runs_once_and_a_failure_touches_no_other"],
    "validators and sitemaps that lie; thirty cheap nights against one full crawl": [
        "pipeline/test_nights.py::test_thirty_cheap_nights_are_one_full_crawl",
        "pipeline/test_nights.py::test_a_site_whose_sitemap_lies_is_found_out_and_never_believed_again",
        "spiders/test_thrift.py::test_what_was_spared_is_asked_for_after_all_where_the_sample_finds_a_lie",
        "pipeline/test_cheap.py::test_what_changed_is_seen",
        "pipeline/test_cheap.py::test_a_server_that_always_says_unchanged_is_found_out_after_ten_days_at_most"],
}  # fmt: skip


@cache
def named_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_has_its_test(fault: str) -> None:
    assert FAULTS[fault]
    for named in FAULTS[fault]:
        file, _, name = named.partition("::")
        assert name in named_in(TESTS / file), named


def test_the_table_is_whole() -> None:
    assert len(FAULTS) == 25
