"""Ten thousand records made to be joined wrongly: one day, one price and one town for all that looks alike."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

from normalize.course import Course, Organisation, Price, Session
from normalize.match import match

SUBJECTS = [
    "Enzymkinetiek", "Weefselkweek", "Gasmeting", "Vochtbeheersing", "Plaagdieren", "Luchtbehandeling", "Koeltechniek",
    "Keuringsleer", "Gipsverband", "Bloedafname", "Zuurkast", "Hijswerk", "Lijmtechniek", "Trillingsleer", "Wegenbouw",
    "Zaadteelt", "Kaasbereiding", "Orgelbouw", "Tandprothese", "Schimmelherkenning", "Roestwering", "Sluiswachter",
    "Grafdelven", "Bijenhouden", "Vlaggenleer", "Kantklossen", "Zeevisserij", "Molenbouw", "Rietdekken",
    "Mijnbouwkunde",
]  # fmt: skip
SECOND = ["", " in de haven", " bij bejaarden", " op zee", " onder druk", " met drones", " in kassen", " bij vee"]
SERIES = [
    ["{}", "{} deel 1", "{} deel 2", "{} deel 3"],  # the chain: the first is like each, no two of the others are one
    ["{}", "{} I", "{} II"],
    ["{} basis", "{} gevorderd", "{} expert", "{} introductie"],
    ["{} niveau 2", "{} niveau 3", "{} niveau 4A", "{} niveau 4B"],
    ["{} module A", "{} module B", "{} module C"],
    ["{} A", "{} B", "{} C"],
    ["{}", "{} opfriscursus", "Herexamen {}"],
    ["{} voor artsen", "{} voor docenten", "{} voor juristen"],
    ["{} NEN 2035", "{} NEN 2036", "{} NEN 3140"],
    ["{} basis deel 1", "{} basis deel 2", "{} gevorderd deel 1", "{} gevorderd deel 2"],
]
DRESS = ["{}", "{} 2026", "{} 2027", "{} (Leiden)", "{} (Den Haag)", "Cursus {}", "{} - 3 dagen", "{} 2026-2027"]
SCHOOLS = ["Alk", "Brem", "Cederhof", "Distel", "Els", "Fluitenkruid", "Ganzerik", "Hulst", "Iep", "Jasmijn", "Kamille"]


def nasty(seed: int, count: int) -> tuple[list[Course], list[str]]:
    """Return records in the order of chance, and for each the name of its course."""
    chance = random.Random(seed)
    found: list[tuple[Course, str]] = []
    offered = [(first + second, school) for first in SUBJECTS for second in SECOND for school in SCHOOLS]
    chance.shuffle(offered)
    about = {subject: chance.choice(SERIES) for subject, _ in offered}
    for subject, school in offered:
        run = Session(start=f"2027-{1 + len(subject) % 12:02}-14", location="Leiden")  # alike at every school
        for title in about[subject]:
            name = title.format(subject)
            for _ in range(chance.choice([1, 1, 2])):
                record = Course(
                    url=f"https://gids.example/{len(found)}", title=chance.choice(DRESS).format(name),
                    provider=Organisation(id="", name=f"{school} Opleidingen"), page_language="nl",
                    price=Price(amount=495.0), sessions=[run], location="Leiden",
                )  # fmt: skip
                found.append((record, f"{school}: {name}"))
        if len(found) >= count:
            break
    found = found[:count]
    chance.shuffle(found)
    return [course for course, _ in found], [name for _, name in found]


def test_ten_thousand_near_misses_and_no_wrong_merge() -> None:
    courses, truth = nasty(seed=20301117, count=10_000)
    clusters = match(courses)
    wrong = {
        tuple(sorted((f"{courses[a].title} @{truth[a]}", f"{courses[b].title} @{truth[b]}")))
        for cluster in clusters
        for a, b in combinations(cluster, 2)
        if truth[a] != truth[b]
    }
    assert wrong == set()
    possible = sum(n * (n - 1) // 2 for n in Counter(truth).values())
    assert sum(len(cluster) * (len(cluster) - 1) // 2 for cluster in clusters) > 0.95 * possible
