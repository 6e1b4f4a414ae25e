"""Matching as tables of pairs; the records are made up in the image of real ones."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.course import Course, Duration, Level, Organisation, Price, Session
from normalize.match import MatchError, compare, match, match_file

SLUG = str.maketrans(" ", "-")


def course(title: str, by: str = "Rijnlab Nascholing", **given: Any) -> Course:
    """A record in few words: `at` its address, `on` days of runs, `euro`, `place`, `language`, `hours`, `level`."""
    level: Level | None = given.get("level")
    hours = given.get("hours")
    euro = given.get("euro")
    slug = title.lower().translate(SLUG)[:60]
    return Course(
        url=given.get("at", f"https://{by.lower().translate(SLUG)}.example/{slug}"),
        title=title,
        provider=Organisation(id=by.lower().translate(SLUG), name=by),
        description=given.get("text"),
        page_language=given.get("language", "nl"),
        price=None if euro is None else Price(amount=euro),
        sessions=[Session(start=day, location=given.get("place")) for day in given.get("on", [])],
        duration=None if hours is None else Duration(value=hours, unit="hour", hours=hours),
        location=given.get("place"),
        level=level,
    )


RAYS = "Stralingsbescherming voor medisch specialisten die röntgentoestellen gebruiken"
MAY: dict[str, Any] = {"on": ["2027-05-03"], "euro": 495}
EN: dict[str, Any] = {"language": "en"}
PAIRS: list[tuple[str, Course, Course, str]] = [
    # the real ones, told anew
    ("edition code and city added by a listing", course(RAYS, **MAY),
     course(f"{RAYS} - 2027-V (Eindhoven)", "AMC Rijnlab Nascholing", **MAY), "merged"),
    ("the same legal name at another organiser", course(RAYS, **MAY), course(RAYS, "Maasdal Expertise"), "apart"),
    ("two organisers together, each named", course("Stralingskunde ACD", text="Samen met Kernpunt Opleiding", **MAY),
     course("Stralingskunde ACD", "Kernpunt Opleiding", **MAY), "merged"),
    ("a page that points to the organiser", course("Radiation Protection 5B", **MAY),
     course("Radiation Protection 5B", "Universiteit Zuidland", text="Given by Rijnlab Nascholing.", **MAY), "merged"),
    ("one course announced under another title", course("Introduction to FAIR data stewardship", on=["2027-09-08"]),
     course("FAIR data steward basics", on=["2027-09-08"]), "unsure"),
    ("gmp in full and abroad", course("GMP voor het Middenkader"),
     course("Good Manufacturing Practice (GMP) for Middle Management", **EN), "merged"),
    ("leadership with impact", course("Leiderschap met Impact"), course("Leadership with impact", **EN), "merged"),
    ("leading from the middle", course("Leiden vanuit het Midden"), course("Leading from the middle", **EN), "merged"),
    ("a summer school of that name elsewhere", course("BioVenture Summer School"),
     course("BioVenture Summer School", "Nordhavn Business Academy"), "apart"),
    ("a course of half that name elsewhere", course("BioVenture Summer School"),
     course("BioVenture Course", "Universiteit Zuidland"), "apart"),
    # what never merges
    *((f"{one} / {two}", course(one, **MAY), course(two, **MAY), "apart") for one, two in [
        ("Projectleiding deel 1", "Projectleiding deel 2"),
        ("Projectleiding deel I", "Projectleiding deel II"),
        ("Projectleiding I", "Projectleiding II"),
        ("Projectleiding module een", "Projectleiding module twee"),
        ("Module A Celkweek", "Module B Celkweek"),
        ("Celkweek basis", "Celkweek gevorderd"),
        ("Basiscursus celkweek", "Vervolgcursus celkweek"),
        ("Celkweek voor beginners", "Celkweek voor gevorderden"),
        ("Celkweek introductie", "Celkweek deel 2"),
        ("Stralingshygiëne niveau 5A", "Stralingshygiëne niveau 5B"),
        ("Stralingshygiëne niveau 3", "Stralingshygiëne niveau 4"),
        ("ISO 13485", "ISO 15189"),
        ("NEN 2035", "NEN 2036"),
        ("Meten volgens NEN 1998-1", "Meten volgens NEN 1999-1"),
        ("Proefdierkunde artikel 9", "Proefdierkunde artikel 13"),
        ("Celkweek", "Celkweek (alleen examen)"),
        ("Celkweek", "Herexamen celkweek"),
        ("Celkweek", "Opfriscursus celkweek"),
        ("Celkweek", "Celkweek: refresher course"),
        ("Celkweek voor artsen", "Celkweek voor verpleegkundigen"),
        ("Celkweek voor artsen", "Cell culture for nurses"),
        ("Radiologie", "Cardiologie"),
        ("Programmeren in R", "Programmeren in C"),
        ("Export voor ondernemers", "Expert voor ondernemers"),
    ]),
    ("another level of education", course("Laborant", level="mbo3", at="https://a.example/3"),
     course("Laborant", level="mbo4", at="https://a.example/4"), "apart"),
    # what does
    *((f"{one} = {two}", course(one), course(two), "merged") for one, two in [
        ("Celkweek", "Cursus Celkweek"),
        ("Celkweek 2026", "Celkweek 2027"),
        ("Celkweek 2026-2027", "Celkweek 2027-2028"),
        ("Celkweek (Leiden)", "Celkweek (Utrecht)"),
        ("Celkweek - 2 dagen", "Celkweek (online)"),
        ("Celkweek", "CELKWEEK | Rijnlab Nascholing"),
        ("Celkweek", "Celkweek incl. examen"),
        ("Celkweek deel 2", "Celkweek module II"),
        ("Celkweek voor beginners", "Basiscursus celkweek"),
        ("Celkweek v.d. praktijk", "Celkweek voor de praktijk"),
        ("Projectmgmt in de zorg", "Projectmanagement in de zorg"),
        ("Celkweek (Leiden)", "Celkweek (Den Haag)"),
    ]),
    ("another script", course("Κυτταροκαλλιέργεια", "Εργαστήριο"),
     course("ΚΥΤΤΑΡΟΚΑΛΛΙΈΡΓΕΙΑ 2027", "Εργαστήριο"), "merged"),
    ("years are no discriminators", course("Celkweek 2026", on=["2026-05-03"], euro=400),
     course("Celkweek 2027", on=["2027-05-03"], euro=450), "merged"),
    ("value added tax", course("Celkwek in het laboratorium", euro=1000, place="Leiden"),
     course("Celkweek in het laboratorium", euro=1210, place="Leiden"), "merged"),
    ("breaks off, same day and price", course("Kwaliteitszorg in het laborato…", **MAY),
     course("Kwaliteitszorg in het laboratorium deel 2", **MAY), "merged"),
    ("breaks off, which part?", course("Kwaliteitszorg in het laborato…"),
     course("Kwaliteitszorg in het laboratorium deel 2"), "apart"),
    ("cognates, day and price", course("Immunologische diagnostiek", **MAY),
     course("Immunological diagnostics", **EN, **MAY), "merged"),
    ("another title on another address of the page", course("Celkweek", at="https://a.example/x?utm_source=n"),
     course("Cellen kweken in het lab", at="http://www.a.example/x/"), "merged"),
    ("a listing without an organiser, day and price", course("Celkweek", **MAY),
     course("Celkweek", "", at="https://gids.example/1", **MAY), "merged"),
    *((f"{one} = {two}", course(one), course(two, **EN), "merged") for one, two in [
        ("Risicoanalyse voor laboranten", "Risk analysis for lab technicians"),
        ("Energietechniek deel 2", "Energy technology part 2"),
        ("Sociaal beleid in de ouderenzorg", "Social policy in elderly care"),
    ]),
    ("one course differs from another in its compounds", course("Watertechniek van straling", **MAY),
     course("Stralingtechniek van water", **MAY), "apart"),
    ("a college and a group of one name", course("Celkweek", "Rijnoord College", **MAY),
     course("Celkweek", "Rijnoord Groep", at="https://rijnoordgroep.example/c", **MAY), "merged"),
    # what a person should see
    ("a beginning that means another thing, and more words", course("Klinische oncologie", **MAY),
     course("Klinische ontologie en dossiers", **MAY), "apart"),
    ("a word more, same day and price", course("Risicomanagement", **MAY),
     course("Risicomanagement voor HR", **MAY), "unsure"),
    ("an introduction and a basic course on one day", course("Introductie celkweek", **MAY),
     course("Basiscursus celkweek", **MAY), "unsure"),
    ("the same in another language", course("Inleiding celkweek", **MAY),
     course("Cell culture for beginners", **EN, **MAY), "unsure"),
    ("an introduction and a basic course, no day in common", course("Introductie celkweek", euro=495),
     course("Basiscursus celkweek", euro=495), "apart"),
    ("an introduction and a basic course elsewhere", course("Introductie celkweek", **MAY),
     course("Basiscursus celkweek", "Maasdal Expertise", **MAY), "apart"),
    ("all agrees but the step's name", course("Introductie celkweek", **MAY, place="Leiden", hours=8, level="hbo"),
     course("Basiscursus celkweek", **MAY, place="Leiden", hours=8, level="hbo"), "unsure"),
    ("a word more", course("Risicomanagement"), course("Risicomanagement voor HR"), "apart"),
    ("a listing without an organiser, price only", course("Celkweek in de praktijk", euro=495),
     course("Celkweek in de praktijk", "", at="https://gids.example/1", euro=495), "unsure"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "outcome"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_pairs(a: Course, b: Course, outcome: str) -> None:
    found = compare(a, b)
    assert found.outcome == outcome, found
    assert compare(b, a) == found
    assert (match([a, b]) == [[0, 1]]) == (outcome == "merged")


def test_vetoes_speak() -> None:
    assert compare(course("Celkweek deel 1"), course("Celkweek deel 2")).vetoes == ["another part: 1 / 2"]
    assert compare(course("Celkweek"), course("Opfriscursus celkweek")).vetoes == ["a refresher beside the full course"]


def test_the_features_add_up() -> None:
    found = compare(course("Celkweek", **MAY), course("Celkweek", **MAY))
    outcomes = {feature.name: feature.outcome for feature in found.features}
    assert outcomes["title"] == "equal"
    assert (outcomes["dates"], outcomes["price"], outcomes["organiser"]) == ("shared", "equal", "same")
    assert found.score > 0.999


def test_language_twins_are_one_whatever_their_titles() -> None:
    nl = course("Aan de slag met cellen", "Hogeschool Rijnoord", at="https://a.example/nl/cellen")
    en = course(
        "Hands-on biology week", "Rijnoord University of Applied Sciences", at="https://a.example/en/week", **EN
    )
    assert match([nl, en]) == [[0], [1]]
    assert match([nl, en], {nl.url: {en.url}, en.url: {nl.url}}) == [[0, 1]]


def test_a_language_link_between_two_parts_joins_nothing() -> None:
    nl = course("Celkweek deel 1", at="https://a.example/nl/1")
    en = course("Cell culture part 2", at="https://a.example/en/2", **EN)
    assert match([nl, en], {nl.url: {en.url}}) == [[0], [1]]


def test_no_title_matches_nothing_but_its_own_page() -> None:
    one = course("", at="https://a.example/1", **MAY)
    two = course("", at="https://a.example/2", **MAY)
    named = course("Celkweek", at="https://a.example/3", **MAY)
    assert match([one, two, named, one]) == [[0, 3], [1], [2]]
    assert match([course("", at=""), course("", at="")]) == [[0], [1]]


def test_a_chain_joins_no_two_parts() -> None:
    one = course("Celkweek deel 1", **MAY)
    open_ = course("Celkweek", **MAY)
    two = course("Celkweek deel 2", **MAY)
    for order in ([one, open_, two], [two, one, open_], [open_, two, one]):
        for cluster in match(order):
            assert not {"Celkweek deel 1", "Celkweek deel 2"} <= {order[n].title for n in cluster}


HOSTILE: list[tuple[str, Callable[[int], Course], int]] = [
    ("one title, one organiser", lambda n: course("Celkweek", at=f"https://a.example/{n}"), 10_000),
    ("one title, no organiser", lambda n: course("Celkweek", "", at=f"https://a.example/{n}", **MAY), 10_000),
    ("one title, many organisers", lambda n: course("Celkweek", f"Lab {n}", **MAY), 10_000),
    ("no title", lambda n: course("", at=f"https://a.example/{n}"), 10_000),
    ("huge titles", lambda n: course("celkweek lab " * 4000 + str(n)), 100),
    ("one huge word", lambda n: course("x" * 50_000 + str(n)), 100),
    ("numbers", lambda n: course(" ".join(map(str, range(n, n + 300)))), 300),
    ("another script", lambda n: course("細胞培養" * n, language="ja"), 300),
]


@pytest.mark.parametrize(("made", "count"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_hostile_input_takes_no_time(made: Callable[[int], Course], count: int) -> None:
    courses = [made(n) for n in range(count)]
    begun = time.process_time()
    clusters = match(courses)
    assert sorted(n for cluster in clusters for n in cluster) == list(range(count))
    assert time.process_time() - begun < 10


WORDS = [
    "celkweek",
    "lab",
    "deel",
    "1",
    "2",
    "A",
    "B",
    "basis",
    "gevorderd",
    "voor",
    "artsen",
    "cursus",
    "2026",
    "…",
    "GMP",
]
titles = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(WORDS),
        max_size=6,
    ).map(" ".join),
)
records = st.builds(
    lambda title, by, euro, day, place: course(
        title, by, at=f"https://a.example/{title[:3]}", euro=euro, on=[day] if day else [], place=place
    ),
    titles,
    st.sampled_from(["Rijnlab Nascholing", "Rijnlab", "Maasdal", ""]),
    st.sampled_from([None, 0.0, 100.0, 121.0]),
    st.sampled_from([None, "2027-05-03", "2027-06-01"]),
    st.sampled_from([None, "Leiden", "online", "Den Haag"]),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(records, max_size=14), st.randoms(use_true_random=False))
def test_order_does_not_matter(courses: list[Course], chance: random.Random) -> None:
    first = match(courses)
    assert match(courses) == first
    order = list(range(len(courses)))
    chance.shuffle(order)
    again = match([courses[n] for n in order])
    assert sorted(sorted(order[n] for n in cluster) for cluster in again) == first


@settings(max_examples=150, deadline=None)
@given(records, records)
def test_comparing_is_even_handed(a: Course, b: Course) -> None:
    assert compare(a, b) == compare(b, a)
    assert compare(a, a).outcome == "merged"
    assert 0 <= compare(a, b).score <= 1


def test_match_file_takes_any_subset_of_the_fields() -> None:
    lines = ['{"id": "a", "title": "Celkweek", "provider": {"name": "Lab"}, "odd": 1}\n', "\n", "{}\n",
             '{"id": 7, "title": "Cursus celkweek 2026", "provider": "Lab", "price": {"amount": null}}\n']  # fmt: skip
    assert list(match_file(lines)) == [
        {"id": "a", "cluster": 0},
        {"id": "3", "cluster": 1},
        {"id": 7, "cluster": 0},
    ]


@pytest.mark.parametrize("bad", ["[]", "{", '"x"', '{"title": 3}', '{"price": {"amount": "x"}}', "\udcff"])
def test_match_file_names_the_bad_line(bad: str) -> None:
    with pytest.raises(MatchError, match="line 2: "):
        list(match_file([json.dumps({"id": "a"}), bad]))
