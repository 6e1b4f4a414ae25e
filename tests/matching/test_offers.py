"""Merging members into one record, and ids that last, as tables and properties."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.course import Course, Day, Evidence, Freshness, Organisation, Price, Reason, Session, Source
from normalize.offers import assign_ids, is_own_page, merge

LAB = Organisation(id="labschool", name="Labschool Rijnstad", url="https://labschool.example/")


def page(url: str, site: str = "labschool", **fields: Any) -> Course:
    given: dict[str, Any] = {"title": "Celkweek", "provider": LAB, "page_language": "nl", **fields}
    source = Source(provider=site, url=url, title=given["title"], page_language=given["page_language"])
    return Course(url=url, sources=[source], **given)


def euros(amount: float) -> Price:
    return Price(amount=amount, text=f"€ {amount:g}")


def words(text: str, url: str) -> Evidence:
    return Evidence(text=text, method="label", url=url)


OWN = page(
    "https://labschool.example/celkweek",
    price=euros(900),
    sessions=[Session(start="2027-05-01", text="1 mei 2027")],
    start="dated",
    evidence={"price": words("€ 900", "https://labschool.example/celkweek")},
)
ENGLISH = page(
    "https://labschool.example/en/cell-culture",
    title="Cell culture",
    page_language="en",
    description="About cells.",
    sessions=[Session(start="2027-05-01", location="Leiden")],
    start="dated",
    evidence={"description": words("About cells.", "https://labschool.example/en/cell-culture")},
)
LISTING = page(
    "https://gids.example/celkweek",
    "gids",
    price=euros(0),
    audience="alleen studenten",
    entry_requirements="bachelor",
    location="Leiden",
    sessions=[Session(start="2027-05-01"), Session(start="2027-09-01")],
)
LAST_YEAR = page(
    "https://labschool.example/2026/celkweek",
    price=euros(800),
    entry_requirements="mbo 4",
    sessions=[Session(start="2026-05-01", text="1 mei 2026")],
    freshness=Freshness(reasons=[Reason(code="withdrawn_notice", text="vol")], first_seen="2025-10-01"),
)


def test_organiser_wins_and_a_listing_fills_only_what_is_neutral() -> None:
    merged = merge([LISTING, OWN])
    assert merged.url == OWN.url
    assert merged.price == euros(900)
    assert (merged.audience, merged.entry_requirements) == (None, None)
    assert merged.location == "Leiden"
    assert [source.provider for source in merged.sources] == ["labschool", "gids"]


def test_without_the_organisers_page_the_listing_speaks() -> None:
    assert merge([LISTING]).entry_requirements == "bachelor"


def test_who_is_named_is_the_organiser() -> None:
    university = Organisation(id="zuidland", name="Universiteit Zuidland", url="https://zuidland.example/")
    pointer = page(
        "https://zuidland.example/celkweek",
        "zuidland",
        provider=university,
        description="Gegeven door Labschool Rijnstad.",
        entry_requirements="alleen voor onze studenten",
        price=euros(0),
        sessions=[Session(start="2027-09-01")],
    )
    merged = merge([pointer, OWN])
    assert merged.provider == LAB
    assert (merged.price, merged.entry_requirements) == (euros(900), None)
    assert [run.start for run in merged.sessions] == ["2027-05-01", "2027-09-01"]


NOTICE = Reason(code="withdrawn_notice", text="stopt")
EDITIONS = [
    ("an older edition's notice", "2026-05-01", []),
    ("a twin's notice", "2027-05-01", [NOTICE]),
    ("an undated page's notice", None, []),
]


@pytest.mark.parametrize(("day", "reasons"), [row[1:] for row in EDITIONS], ids=[row[0] for row in EDITIONS])
def test_an_older_edition_speaks_for_itself(day: str | None, reasons: list[Reason]) -> None:
    runs = [Session(start=day)] if day else []
    other = page("https://labschool.example/z", sessions=runs, freshness=Freshness(reasons=[NOTICE]))
    assert merge([other, OWN]).freshness.reasons == reasons


def test_languages_give_titles_and_fill_each_other() -> None:
    merged = merge([ENGLISH, OWN])
    assert merged.title == "Celkweek"
    assert merged.titles == {"en": "Cell culture", "nl": "Celkweek"}
    assert merged.description == "About cells."
    assert merged.evidence["description"].url == ENGLISH.url
    assert merged.evidence["price"].url == OWN.url


def test_editions_are_runs_and_the_newest_wins() -> None:
    merged = merge([LAST_YEAR, OWN])
    assert merged.price == euros(900)
    assert merged.entry_requirements == "mbo 4"
    assert [run.start for run in merged.sessions] == ["2026-05-01", "2027-05-01"]
    assert merged.freshness.reasons == []
    assert merged.freshness.first_seen == "2025-10-01"
    assert merged.completeness.missing == ["audience", "duration"]


RUNS = [
    ("same day, place on one page", [Session(start="2027-05-01")], [Session(start="2027-05-01", location="Leiden")], 1),
    ("same day, two places", [Session(start="2027-05-01", location="Delft")],
     [Session(start="2027-05-01", location="Leiden")], 2),
    ("time on one page", [Session(start="2027-05-01")], [Session(start="2027-05-01T09:00:00+02:00")], 1),
    ("two times", [Session(start="2027-05-01T09:00:00+02:00")], [Session(start="2027-05-01T13:00:00+02:00")], 2),
    ("end on one page", [Session(start="2027-05-01", end="2027-05-03")], [Session(start="2027-05-01")], 1),
    ("two ends", [Session(start="2027-05-01", end="2027-05-03")], [Session(start="2027-05-01", end="2027-05-04")], 2),
    ("no year, same words", [Session(text="8 september")], [Session(text="8  September")], 1),
    ("no year, other words", [Session(text="8 september")], [Session(text="9 september")], 2),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "count"), [row[1:] for row in RUNS], ids=[row[0] for row in RUNS])
def test_runs_unite(one: list[Session], two: list[Session], count: int) -> None:
    runs = merge([page("https://labschool.example/a", sessions=one), page("https://labschool.example/b", sessions=two)])
    assert len(runs.sessions) == count


def test_a_united_run_keeps_what_each_page_knew() -> None:
    one = Session(start="2027-05-01", days=[Day(date="2027-05-01")])
    two = Session(start="2027-05-01T09:00:00+02:00", location="Leiden", status="full")
    merged = merge(
        [page("https://labschool.example/a", sessions=[one]), page("https://labschool.example/b", sessions=[two])]
    )
    assert merged.sessions == [
        Session(start="2027-05-01T09:00:00+02:00", location="Leiden", status="full", days=[Day(date="2027-05-01")])
    ]
    assert one.location is None


def test_merging_knows_no_order() -> None:
    results = [merge(order) for order in permutations([OWN, ENGLISH, LISTING, LAST_YEAR])]
    assert all(result == results[0] for result in results)


def test_merging_a_merged_record_changes_nothing() -> None:
    once = merge([OWN, ENGLISH, LISTING, LAST_YEAR])
    assert merge([once]) == once


def test_merging_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        merge([])


SITES = [
    ("labschool", "https://labschool.example/x", True),
    ("gids", "https://gids.example/x", False),
    ("gids", "https://www.labschool.example/x", True),
    ("labschool-rijnstad", "https://elsewhere.example/x", True),
]


@pytest.mark.parametrize(("site", "url", "own"), SITES)
def test_own_page(site: str, url: str, own: bool) -> None:
    assert is_own_page(page(url, site)) is own


def ids(clusters: list[list[str]], previous: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    given = assign_ids(clusters, previous)
    return given.ids, given.retired


HISTORIES: list[tuple[str, list[list[str]], dict[str, str], list[str], dict[str, str]]] = [
    ("nothing changed", [["a", "b"], ["c"]], {"a": "1", "b": "1", "c": "2"}, ["1", "2"], {}),
    ("a member comes", [["a", "b", "new"]], {"a": "1", "b": "1"}, ["1"], {}),
    ("a member goes", [["b"]], {"a": "1", "b": "1"}, ["1"], {}),
    ("union: the oldest survives", [["a", "b"]], {"b": "1", "a": "2"}, ["1"], {"2": "1"}),
    ("split: the larger part keeps it", [["a"], ["b", "c"]], {"a": "1", "b": "1", "c": "1"}, ["?", "1"], {}),
    ("split in halves: the first member keeps it", [["b"], ["a"]], {"a": "1", "b": "1"}, ["?", "1"], {}),
    ("crosswise", [["a", "c"], ["b", "d"]], {"a": "1", "b": "1", "c": "2", "d": "2"}, ["1", "?"], {"2": "1"}),
    ("gone and back", [["a"]], {"a": "1", "z": "2"}, ["1"], {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("clusters", "previous", "expected", "retired"), [row[1:] for row in HISTORIES], ids=[row[0] for row in HISTORIES]
)
def test_ids(clusters: list[list[str]], previous: dict[str, str], expected: list[str], retired: dict[str, str]) -> None:
    given, went = ids(clusters, previous)
    assert [old if new != "?" else "?" for old, new in zip(given, expected, strict=True)] == expected
    assert went == retired
    assert len(set(given)) == len(given)


keys = st.lists(st.text(min_size=1, max_size=4), unique=True, min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(
    keys, st.lists(st.integers(0, 3), min_size=12, max_size=12), st.lists(st.integers(0, 3), min_size=12, max_size=12)
)
def test_ids_last(members: list[str], before: list[int], after: list[int]) -> None:
    def parted(by: list[int]) -> list[list[str]]:
        return [found for n in range(4) if (found := [key for key, k in zip(members, by, strict=False) if k == n])]

    first = parted(before)
    given, _ = ids(first, {})
    assert all(len(one) == 12 and one.isalnum() for one in given)
    previous = {key: one for one, found in zip(given, first, strict=True) for key in found}
    assert ids(first, previous) == (given, {})
    then = parted(after)
    later, retired = ids(then, previous)
    assert len(set(later)) == len(later)
    assert set(retired).isdisjoint(later)
    assert set(given) <= set(later) | set(retired)
    assert set(retired.values()) <= set(later)


def test_a_page_of_its_own_goes_before_a_row_of_a_list() -> None:
    row = page("https://labschool.example/agenda#celkweek", price=euros(900), audience="analisten", start="dated",
               sessions=OWN.sessions, description="Een rij die meer vertelt.")  # fmt: skip
    merged = merge([row, OWN])
    assert merged.url == OWN.url
    assert merged.audience == "analisten"
