"""Ten thousand records of courses that differ in one word: none of them may be joined wrongly."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import combinations

from normalize.course import Course, Organisation, Price, Session
from normalize.match import match

STEMS = ["bio", "cel", "weefsel", "enzym", "eiwit", "virus", "gist", "klimaat", "water", "bodem", "licht", "straling"]
ENDS = ["analyse", "techniek", "kunde", "meting", "bewerking", "beheer", "controle", "zuivering", "opslag"]
VARIANTS = [
    ["{} deel 1", "{} deel 2", "{} deel 3"],
    ["{} I", "{} II", "{} III"],
    ["{} basis", "{} gevorderd", "{} expert", "{} introductie", "{} masterclass"],
    ["{} niveau 5A", "{} niveau 5B", "{} niveau 3", "{} niveau 4A"],
    ["Module A {}", "Module B {}", "Module C {}"],
    ["{}", "Opfriscursus {}", "{} (alleen examen)"],
    ["{} voor artsen", "{} voor verpleegkundigen", "{} for engineers", "{} voor docenten"],
    ["{} in de zorg", "{} in de bouw", "{} in de voedingsindustrie", "{}"],
    ["{} ISO 9001", "{} ISO 9004", "{} ISO 13485"],
    ["{} met Excel", "{} met Python", "{} met R", "{} met SAP"],
    ["Micro{}", "Macro{}"],
    ["{} fundamenteel deel 1", "{} fundamenteel deel 2", "{} fundamenteel basis"],
]
DRESSES = [
    "{}",
    "{}",
    "Cursus {}",
    "Training {} 2026",
    "{} 2027",
    "{} (Leiden)",
    "{} - 2 dagen",
    "{} | {by}",
    "{} incl. examen",
]
SCHOOLS = ["Rijnlab Nascholing", "Duinacademie", "Vlietland Instituut", "Polder & Partners", "Sluis Opleidingen"]


def near_misses(seed: int, count: int) -> tuple[list[Course], list[str]]:
    """Return records in the order of chance, and for each the name of its course."""
    chance = random.Random(seed)
    found: list[tuple[Course, str]] = []
    subjects = [stem + end + of for stem in STEMS for end in ENDS for of in ["", *(f" van {what}" for what in STEMS)]]
    offered = [(subject, school) for subject in subjects for school in SCHOOLS]
    chance.shuffle(offered)
    for subject, school in offered:
        if len(found) >= count:
            break
        days = [f"2027-{month:02d}-{day:02d}" for month in range(1, 13) for day in (3, 14, 25)]
        price, place, day = (
            chance.choice([295.0, 495.0, 950.0]),
            chance.choice(["Leiden", "Utrecht"]),
            chance.choice(days),
        )
        for title in chance.choice(VARIANTS):
            own_day = day if chance.random() < 0.3 else chance.choice(days)
            name = title.format(subject)
            for _ in range(chance.randint(1, 3)):
                dressed = chance.choice(DRESSES).format(name, by=school)
                run = Session(start=own_day, location=place)
                found.append(
                    (
                        Course(
                            url=f"https://site.example/{len(found)}",
                            title=dressed.upper() if chance.random() < 0.05 else dressed,
                            provider=Organisation(id="", name=school),
                            page_language="nl",
                            price=None if chance.random() < 0.2 else Price(amount=price),
                            sessions=[] if chance.random() < 0.3 else [run],
                            location=place,
                        ),
                        f"{school} {name}",
                    )
                )
    chance.shuffle(found)
    return [course for course, _ in found], [name for _, name in found]


def test_near_misses_stay_apart() -> None:
    courses, truth = near_misses(seed=20270401, count=10_000)
    clusters = match(courses)
    wrong = {
        tuple(sorted((courses[a].title, courses[b].title)))
        for cluster in clusters
        for a, b in combinations(cluster[:60], 2)
        if truth[a] != truth[b]
    }
    assert wrong == set()
    sizes: dict[str, int] = defaultdict(int)
    for name in truth:
        sizes[name] += 1
    joined = sum(len(cluster) * (len(cluster) - 1) for cluster in clusters)
    assert joined / sum(size * (size - 1) for size in sizes.values()) > 0.9
