"""The sample sites over their real HTTP: what the truth says stands on the pages, on any day."""

from __future__ import annotations

import gzip
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta
from email.message import Message
from functools import cache
from urllib.parse import urlsplit

import lxml.html
import pytest

import samples
from samples import SampleSites
from samples.facts import Facts, load, names
from samples.sites import Site
from samples.truth import Truth, records

DAYS = [date(2026, 11, 22), date(2028, 2, 29), date(2027, 12, 31), date(2027, 7, 15)]
BASES = {name: f"http://{name}.example" for name in names()}


@cache
def facts_of(name: str, today: date) -> Facts:
    return load(name, today)


def site(name: str, today: date) -> Site:
    return Site(facts_of(name, today), BASES[name], today, BASES)


def truth(today: date) -> list[Truth]:
    return records([facts_of(name, today) for name in names()], BASES, today)


def folded(text: str) -> str:
    return " ".join(text.replace("\xad", "").split())


def visible(body: bytes, charset: str = "utf-8") -> str:
    document = lxml.html.fromstring(body.decode(charset))
    for hidden in document.xpath("//script|//style"):
        hidden.drop_tree()
    return folded(document.text_content())


@pytest.fixture(scope="module")
def served() -> Iterator[SampleSites]:
    with samples.serve(DAYS[0]) as sites:
        yield sites


def fetch(url: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(url, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_every_course_page_answers(served: SampleSites) -> None:
    wrong = {t["url"]: status for t in served.truth if (status := fetch(t["url"])[0]) != 200}
    assert not wrong


def test_an_unchanged_page_is_not_sent_again(served: SampleSites) -> None:
    url = served.truth[0]["url"]
    _, headers, body = fetch(url)
    assert fetch(url, If_None_Match=headers["ETag"])[0] == 304
    assert fetch(url, If_Modified_Since=headers["Last-Modified"])[0] == 304
    assert fetch(url, If_None_Match='"another"')[2] == body


def test_gzip_where_asked_for(served: SampleSites) -> None:
    url = served.truth[0]["url"]
    _, headers, body = fetch(url, Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == fetch(url)[2]


@pytest.mark.parametrize("name", names())
def test_planned_answers_that_are_no_page(served: SampleSites, name: str) -> None:
    base, known = served.bases[name], served.sites[name].facts
    assert {path: fetch(base + path)[0] for path in known.gone} == dict(known.gone)
    for old, new in known.moved.items():
        assert urlsplit(served.sites[name].answer(old).headers["Location"]).path == new
        assert fetch(base + old)[0] == 200
    assert fetch(base + "/nergens/")[0] == 404


def test_the_registry_needs_three_lines_a_site(served: SampleSites) -> None:
    entries = tomllib.loads(served.registry)["provider"]
    assert [e["id"] for e in entries] == names()
    assert all(set(e) == {"id", "name", "website", "private_network", "delay"} for e in entries)


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("name", names())
def test_the_words_of_the_truth_are_on_the_page(name: str, today: date) -> None:
    place, missing = site(name, today), []
    for record in truth(today):
        if record["site"] != name:
            continue
        page = visible(place.answer(record["url"].removeprefix(BASES[name]).partition("#")[0]).body, place.charset)
        for field, told in {**record["words"], "title": [record["title"]]}.items():
            missing += [(record["key"], field, words) for words in told if folded(words) not in page]
    assert not missing


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("name", names())
def test_every_address_answers_a_page_of_plausible_size(name: str, today: date) -> None:
    place = site(name, today)
    for address in place.addresses():
        answer = place.answer(address)
        assert answer.status == 200, address
        assert 15_000 < len(answer.body) < 60_000, address


@pytest.mark.parametrize("name", names())
def test_every_own_link_leads_somewhere(name: str) -> None:
    """But for those that are dead on purpose, and pictures and the like, which are not served."""
    place, dead = site(name, DAYS[0]), set()
    for address in place.addresses():
        document = lxml.html.fromstring(
            place.answer(address).body.decode(place.charset), base_url=BASES[name] + address
        )
        document.make_links_absolute()
        for url in document.xpath("//main//a/@href | //nav//a/@href | //table//a/@href"):
            target = str(url).partition("#")[0]
            if target.startswith(BASES[name]):
                answer = place.answer(target.removeprefix(BASES[name]))
                planned = urlsplit(target).path in place.facts.gone
                if answer.status not in (200, 301) and not planned:
                    dead.add(target)
    assert not dead


def test_the_same_day_gives_the_same_sites() -> None:
    for name in names():
        first, second = (Site(load(name, DAYS[0]), BASES[name], DAYS[0], BASES) for _ in range(2))
        assert all(first.answer(a) == second.answer(a) for a in first.addresses())


FORTNIGHTS = [date(2027, 1, 1) + timedelta(15 * n) for n in range(26)]


def test_nothing_grows_old() -> None:
    """What is current, expired or withdrawn stays so whenever the demo runs."""
    first = {t["key"]: t["freshness"]["status"] for t in truth(DAYS[0])}
    for today in (*DAYS, *FORTNIGHTS):
        assert {t["key"]: t["freshness"]["status"] for t in truth(today)} == first, today


def test_starts_are_working_days_of_a_school_year() -> None:
    for record in (record for today in (*DAYS, *FORTNIGHTS) for record in truth(today)):
        for session in record["sessions"]:
            if session["precision"] == "day" and session["start"]:
                start = date.fromisoformat(session["start"][:10])
                assert start.weekday() < 5, record["key"]
                assert start.month not in (7, 8), record["key"]
                assert (start.month, start.day) < (12, 21), record["key"]


def test_addresses_are_unique() -> None:
    for today in (*DAYS, *FORTNIGHTS):
        urls = [t["url"] for t in truth(today)]
        assert len(set(urls)) == len(urls), today


def test_duplicates_point_at_records_that_exist() -> None:
    known = {t["key"]: t for t in truth(DAYS[0])}
    for record in known.values():
        main = record["duplicate_of"]
        assert main is None or known[main]["duplicate_of"] is None
        assert all(key in known for key in record["apart"]), record["key"]
        assert not any(known[key]["duplicate_of"] == record["key"] for key in record["apart"])
