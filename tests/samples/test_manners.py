"""Each sample site has its own manner and its own traps: they must stay in place."""

from __future__ import annotations

import gzip
import json
import re
import urllib.robotparser
from datetime import date
from urllib.parse import unquote

import lxml.etree
import lxml.html
import pytest
from click.testing import CliRunner

from samples.__main__ import main
from samples.dates import days_in_words, read_run, school_month
from samples.facts import load, names
from samples.sites import Site

TODAY = date(2026, 11, 22)
BASES = {name: f"http://{name}.example" for name in names()}


def site(name: str) -> Site:
    return Site(load(name, TODAY), BASES[name], TODAY, BASES)


def text(name: str, path: str) -> str:
    place = site(name)
    return place.answer(path).body.decode(place.charset)


@pytest.mark.parametrize("name", names())
def test_hidden_pages_are_forbidden_by_robots_and_in_no_sitemap(name: str) -> None:
    place = site(name)
    robots = urllib.robotparser.RobotFileParser()
    robots.parse(text(name, "/robots.txt").splitlines())
    hidden = [path for path, page in place.pages.items() if page.get("hidden")]
    maps = [a.body for a in map(place.answer, ("/sitemap.xml", "/sitemap-1.xml.gz")) if a.status == 200]
    assert not any(path.encode() in body for path in hidden for body in maps)
    assert not any(robots.can_fetch("lloket", BASES[name] + path) for path in hidden)
    assert all(robots.can_fetch("lloket", BASES[name] + path) for path in place.courses)


def test_the_trap_behind_robots_is_linked() -> None:
    assert 'href="/inlog/leden/"' in text("zwaluwhof", "/")
    assert "Crawl-delay: 0.1" in text("zwaluwhof", "/robots.txt")


def test_the_sitemap_index_is_gzipped() -> None:
    place = site("kestrelvane")
    assert b"/sitemap-1.xml.gz" in place.answer("/sitemap_index.xml").body
    urlset = lxml.etree.fromstring(gzip.decompress(place.answer("/sitemap-1.xml.gz").body))
    assert len(urlset) > 20


def test_courses_of_the_school_are_found_through_its_endpoint_alone() -> None:
    assert 'data-endpoint="/api/cursussen?page=1"' in text("wilgenrak", "/cursussen")
    assert b"/cursussen/lab-starter" not in site("wilgenrak").answer("/sitemap.xml").body
    found, address = [], "/api/cursussen?page=1"
    while address:
        answer = json.loads(text("wilgenrak", address))
        found += [item["url"] for item in answer["items"]]
        address = answer["next"]
    assert len(found) == answer["total"] == len(site("wilgenrak").courses)


def test_the_static_site_declares_no_charset_or_a_wrong_one() -> None:
    place = site("kievitsveen")
    declared = set()
    for address in place.addresses():
        answer = place.answer(address)
        assert answer.content_type == "text/html"
        assert b"\x80" in answer.body or "€" not in answer.body.decode("windows-1252")
        declared.add(b"charset=utf-8" in answer.body)
    assert declared == {True, False}


def test_the_calendar_has_no_end() -> None:
    path = "/agenda/"
    for _ in range(30):
        path = re.findall(r'rel="next"[^>]*href="(/agenda/\d{4}-\d\d/)"', text("slufterland", path))[0]
    assert path == "/agenda/2029-05/"
    assert "geen evenementen" in text("slufterland", path)
    assert site("slufterland").answer("/agenda/?month=2027-01").status == 200


def test_facets_multiply_and_lead_to_the_same_courses() -> None:
    page = text("duinvliet", "/nl/professionals/cursussen")
    assert page.count("?f%5B0%5D=") == 25
    some = text("duinvliet", "/nl/professionals/cursussen?f%5B0%5D=thema%3Adata")
    assert "python-voor-biologen" in some
    assert "histologie" not in some.partition("</table>")[0].partition("<table")[2]


def test_twins_name_each_other() -> None:
    for here, there in (("nl", "en"), ("en", "nl")):
        place = site("duinvliet")
        pages = {"nl": "/nl/professionals/cursussen/moleculaire-technieken",
                 "en": "/en/professionals/courses/molecular-techniques"}  # fmt: skip
        document = lxml.html.fromstring(place.answer(pages[here]).body)
        assert document.xpath(f"//link[@hreflang='{there}']/@href") == [BASES["duinvliet"] + pages[there]]


def test_a_slug_holds_curly_quotes() -> None:
    path = next(c.path for c in site("duinvliet").facts.courses if "omics" in c.slug)
    assert "%E2%80%98omics%E2%80%99" in path
    assert site("duinvliet").answer(path).status == 200
    assert "‘omics’" in unquote(path)


def test_markup_contradicts_the_page_on_three_courses_and_no_others() -> None:
    place, contradicted = site("kestrelvane"), []
    for course in place.facts.courses:
        page = lxml.html.fromstring(text("kestrelvane", course.path))
        blocks = [json.loads(script.text) for script in page.xpath("//script[@type='application/ld+json']")]
        markup = next(block for block in blocks if block["@type"] == "Course")
        dates = [run["startDate"] for run in markup["hasCourseInstance"]]
        told = [run.days[0].isoformat() for run in course.runs if run.days]
        prices = [offer["price"] for offer in markup["offers"]]
        if dates != told or prices != ([course.price.amount] if course.price else []):
            contradicted.append(course.slug)
    assert contradicted == [c.slug for c in place.facts.courses if c.conflicting]
    assert len(contradicted) == 3


def test_old_years_stay_online() -> None:
    old = [c for c in site("reigerslag").facts.courses if c.more.get("unlisted")]
    assert len(old) == 3
    assert all(f"/{c.runs[0].days[0].year}/" in c.path and c.runs[0].days[0] < TODAY for c in old)


@pytest.mark.parametrize(
    ("spec", "form", "words", "start"),
    [
        ("+2 tue2", "wnl", "dinsdag 12 januari 2027", "2027-01-12"),
        ("+2 tue2 3d", "nl", "12 t/m 14 januari 2027", "2027-01-12"),
        ("+2 tue2 2d", "en", "12 and 13 January 2027", "2027-01-12"),
        ("+2 tue3 3w", "nl", "19 en 26 januari en 2 februari 2027", "2027-01-19"),
        ("+1 tue2 13:00-17:00", "dmy", "08-12-2026, 13.00 - 17.00 uur", "2026-12-08T13:00+01:00"),
        ("+6 tue2 13:00-17:00 #at", "snl", "11 mei 2027 @ 13:00 - 17:00", "2027-05-11T13:00+02:00"),
        ("+2 tue2", "nl?", "12 januari", None),
        ("+2 tue2", "nl-", "12 januari", "2027-01-12"),
        ("+2 tue2", "us", "January 12, 2027", "2027-01-12"),
        ("month:+4", "nl", "maart 2027", "2027-03"),
        ("season:autumn", "en", "Autumn 2027", "2027-23"),
        ("year:+1", "nl", "2027", "2027"),
    ],
)
def test_runs_are_days_and_words(spec: str, form: str, words: str, start: str | None) -> None:
    run = read_run(spec, TODAY, form)
    assert (run.text, run.as_session()["start"]) == (words, start)


def test_an_unknown_token_is_no_run() -> None:
    with pytest.raises(ValueError, match="unknown token '3x'"):
        read_run("+2 tue2 3x", TODAY, "nl")


def test_days_of_two_years() -> None:
    days = (date(2026, 12, 15), date(2027, 1, 5), date(2027, 1, 12))
    assert days_in_words(days, "nl", stretch=False) == "15 december 2026 en 5 en 12 januari 2027"


def test_school_months_skip_the_summer() -> None:
    assert [school_month(date(2027, 5, 31), n) for n in (1, 2, -1)] == [(2027, 6), (2027, 9), (2027, 4)]


def test_the_command_prints_the_same_truth_twice() -> None:
    first, second = (CliRunner().invoke(main, ["--truth", "--today", "2027-01-11"]) for _ in range(2))
    assert first.output == second.output
    assert len(json.loads(first.output)) > 120
