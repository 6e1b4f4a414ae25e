"""Course records made up for measuring matching, with the truth beside them; any number, by seed.

    python -m benchmarks.matching_records 10000 --seed 41 --out FOLDER

writes FOLDER/records-10000.ndjson (the contract's record) and FOLDER/truth-10000.tsv (id, course).

An organiser gives courses on subjects that other organisers give too; some come as a series (parts, levels,
letters) or for several audiences. A course is shown by one to eight pages: the organiser's own of two
editions, in Dutch and in English, and listings elsewhere. Pages differ as real ones do: slips of the pen,
abbreviations, forms and towns in the title, titles broken off, another spelling of the organiser or none,
VAT, fields that are missing. A fifth of the subjects has no word that the program's glossary knows. Beyond
a million, every further million has organisers of its own.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

HEADS = [
    ("management", "management"), ("veiligheid", "safety"), ("analyse", "analysis"), ("techniek", "technology"),
    ("kwaliteitszorg", "quality assurance"), ("recht", "law"), ("communicatie", "communication"), ("zorg", "care"),
    ("onderhoud", "maintenance"), ("beleid", "policy"), ("onderzoek", "research"), ("planning", "planning"),
    ("controle", "control"), ("ontwerp", "design"), ("logistiek", "logistics"), ("inkoop", "purchasing"),
]  # fmt: skip
NOUNS = [
    ("laboratorium", "laboratory"), ("project", "project"), ("milieu", "environmental"), ("voedings", "nutrition"),
    ("water", "water"), ("energie", "energy"), ("bouw", "construction"), ("data", "data"), ("risico", "risk"),
    ("personeels", "personnel"), ("proces", "process"), ("stralings", "radiation"), ("cel", "cell"),
    ("verander", "change"), ("haven", "port"), ("bodem", "soil"),
]  # fmt: skip
ADJECTIVES = [
    ("klinisch", "clinical"), ("farmaceutisch", "pharmaceutical"), ("chemisch", "chemical"), ("digitaal", "digital"),
    ("financieel", "financial"), ("sociaal", "social"), ("moleculair", "molecular"), ("regionaal", "regional"),
]  # fmt: skip
BARE = [
    ("aseptisch werken", "aseptic working"), ("celkweek", "cell culture"), ("immunologie", "immunology"),
    ("leidinggeven", "leadership"), ("onderhandelen", "negotiation"), ("timmeren", "carpentry"),
    ("boekhouden", "bookkeeping"), ("toxicologie", "toxicology"), ("pipetteren", "pipetting"),
    ("vergaderen", "chairing meetings"), ("gistkunde", "yeast science"), ("dakbedekking", "roofing"),
    ("rouwbegeleiding", "bereavement support"), ("heftruck rijden", "forklift driving"),
    ("steekproeven", "sampling"), ("klachten behandelen", "handling complaints"), ("microscopie", "microscopy"),
    ("programmeren in Python", "programming in Python"), ("ISO 9001", "ISO 9001"), ("ISO 13485", "ISO 13485"),
    ("GMP", "GMP"), ("NEN 1010", "NEN 1010"), ("VCA", "VCA"), ("good clinical practice", "good clinical practice"),
]  # fmt: skip
AUDIENCES = [
    ("", ""), ("", ""), ("", ""), ("", ""), ("artsen", "doctors"), ("verpleegkundigen", "nurses"),
    ("docenten", "teachers"), ("managers", "managers"), ("starters", "starters"), ("ingenieurs", "engineers"),
    ("ondernemers", "entrepreneurs"), ("laboranten", "lab technicians"), ("juristen", "lawyers"),
]  # fmt: skip
SERIES: list[list[tuple[str, str]]] = [
    [("", "")],
    [("", "")],
    [("", "")],
    [("deel 1", "part 1"), ("deel 2", "part 2"), ("deel 3", "part 3")],
    [("module I", "module I"), ("module II", "module II")],
    [("basis", "basic"), ("gevorderd", "advanced")],
    [("introductie", "introduction"), ("verdieping", "advanced"), ("masterclass", "masterclass")],
    [("niveau 5A", "level 5A"), ("niveau 5B", "level 5B"), ("niveau 3", "level 3")],
    [("", ""), ("opfriscursus", "refresher")],
]
TOWNS = ["Leiden", "Utrecht", "Delft", "Rotterdam", "Den Haag", "Amsterdam", "Eindhoven", "Groningen", "Nijmegen"]
FORMS = [("{}", 8), ("Cursus {}", 3), ("Training {}", 3), ("{} cursus", 1), ("Workshop {}", 1), ("Opleiding {}", 2)]
FORMS_EN = [("{}", 8), ("Course {}", 3), ("{} training", 2), ("Workshop {}", 1), ("{} course", 2)]
TAILS = [("{}", 14), ("{} 2026", 2), ("{} ({town})", 3), ("{} - 2 dagen", 1), ("{} | {by}", 2), ("{} incl. examen", 1),
         ("{} (online)", 1), ("{} - 2027-V", 1)]  # fmt: skip
SHORT = {"management": "mgmt", "introductie": "intro", "gevorderd": "gev.", "voor": "v.", "laboratorium": "lab."}
PRICES = [195, 295, 395, 449, 495, 595, 750, 895, 950, 1095, 1295, 1495, 1950, 2450, 3250]
SYLLABLES = ["ba", "do", "fel", "ga", "hem", "ka", "lo", "mar", "nes", "pol", "ri", "sta", "tor", "ve", "wol", "zan"]
ENDINGS = ["Academie", "Opleidingen", "Instituut", "College", "Trainingen", "Nascholing", "School", "Groep"]
GUIDES = ["cursuswijzer.example", "leergids.example", "studievinder.example", "scholing.example"]
SENTENCES = [
    "In deze cursus leer je alles over {}.", "Na afloop pas je {} toe in je eigen werk.",
    "De docenten kennen de praktijk.", "Je krijgt een bewijs van deelname.", "Inclusief lunch en materiaal.",
]  # fmt: skip
TODAY = date(2026, 11, 22)
MILLION = 1_000_000
"""Records that are made at once."""
HOUSES = ("", "Zuid", "Noord", "Oost", "West", "Hoog", "Laag", "Nieuw", "Oud", "Duin")
"""What the names of organisers begin with, per million."""


@dataclass(frozen=True)
class Taught:
    """A course as it is, before any page tells of it."""

    name: str
    by: str
    words: tuple[str, str]
    """Subject, audience and place in its series, in Dutch and in English."""
    price: int | None
    town: str
    editions: tuple[date, ...]
    hours: int | None


def records(count: int, seed: int) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield records in the order of chance, each with the name of its course."""
    for at in range(0, count, MILLION):
        for record, name in _million(min(MILLION, count - at), seed + at, HOUSES[at // MILLION]):
            number = at + int(record["id"])
            record["id"] = f"r{number}"
            record["url"] += f"-{number}"
            yield record, f"{name}-{at}" if at else name


def _million(count: int, seed: int, house: str) -> Iterator[tuple[dict[str, Any], str]]:
    chance = random.Random(seed)
    found: list[tuple[dict[str, Any], str]] = []
    for taught in _courses(chance, count, house):
        for _ in range(chance.choices(range(1, 9), (48, 23, 12, 6, 4, 3, 2, 2))[0]):
            found.append((_page(chance, taught), taught.name))
        if len(found) >= count:
            break
    del found[count:]
    chance.shuffle(found)
    for number, (record, name) in enumerate(found):
        record["id"] = str(number)
        yield record, name


def _courses(chance: random.Random, count: int, house: str) -> Iterator[Taught]:
    bare = [*BARE]
    for head, on in HEADS:
        bare += [(f"{field}{head}", f"{of} {on}") for field, of in NOUNS]
        bare += [(f"{field} {head}", f"{of} {on}") for field, of in ADJECTIVES]
    names: set[str] = set()
    number = 0
    while True:
        by = (
            (house + "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3))))).title() + " " + chance.choice(ENDINGS)
        )
        if by in names:
            by = f"{''.join(chance.choices(SYLLABLES, k=2)).title()} {by}"
        names.add(by)
        for nl, en in chance.sample(bare, chance.randint(8, min(80, 20 + count // 5000))):
            audience = chance.choice(AUDIENCES)
            price, town = chance.choice(PRICES), chance.choice(TOWNS)
            for step_nl, step_en in chance.choice(SERIES):
                first = TODAY + timedelta(days=chance.randint(-200, 300))
                number += 1
                yield Taught(
                    name=f"c{number}",
                    by=by,
                    words=(_phrase(nl, "voor", audience[0], step_nl), _phrase(en, "for", audience[1], step_en)),
                    price=None if chance.random() < 0.1 else price,
                    town=town,
                    editions=(first, first - timedelta(days=364), first + timedelta(days=chance.randint(30, 200))),
                    hours=chance.choice((None, 8, 16, 24, 40)),
                )


def _phrase(subject: str, joint: str, audience: str, step: str) -> str:
    return " ".join(part for part in (subject, f"{joint} {audience}" if audience else "", step) if part)


def _page(chance: random.Random, taught: Taught) -> dict[str, Any]:
    english = chance.random() < 0.2
    listed = chance.random() < 0.35
    edition = taught.editions[chance.choices((0, 1, 2), (70, 20, 10))[0]]
    title = _title(chance, taught, english)
    by = _by(chance, taught.by, listed)
    host = chance.choice(GUIDES) if listed else taught.by.lower().replace(" ", "") + ".example"
    price: float | None = taught.price if chance.random() > 0.12 else None
    if price is not None and chance.random() < 0.08:
        price = round(price * 1.21, 2)
    elif price is not None and edition != taught.editions[0] and chance.random() < 0.4:
        price += chance.choice((-50, 25, 50, 100))
    dated = chance.random() > 0.2
    town = taught.town if chance.random() > 0.05 else chance.choice(TOWNS)
    run = {"start": edition.isoformat(), "end": None, "precision": "day", "location": town}
    about = " ".join(chance.sample(SENTENCES, 3)).format(taught.words[english], taught.words[english])
    return {
        "id": "",
        "url": f"https://{host}/{'-'.join(title.lower().split())[:60]}",
        "title": title,
        "provider": {"name": by},
        "description": None if chance.random() < 0.1 else about + (f" Door {taught.by}." if listed else ""),
        "page_language": "en" if english else "nl",
        "price": None if price is None else {"amount": price, "currency": "EUR", "vat": "unknown"},
        "duration": None
        if taught.hours is None or chance.random() < 0.5
        else {"value": taught.hours, "unit": "hour", "hours": taught.hours, "text": f"{taught.hours} uur"},
        "sessions": [run] if dated else [],
        "location": town if chance.random() > 0.1 else None,
    }


def _title(chance: random.Random, taught: Taught, english: bool) -> str:
    words = taught.words[english]
    if chance.random() < 0.06:
        words = " ".join(SHORT.get(word, word) for word in words.split())
    if chance.random() < 0.07:
        words = _slip(chance, words)
    forms = FORMS_EN if english else FORMS
    title = chance.choices([form for form, _ in forms], [often for _, often in forms])[0].format(words)
    tail = chance.choices([tail for tail, _ in TAILS], [often for _, often in TAILS])[0]
    title = tail.format(title, town=taught.town, by=taught.by)
    title = title[0].upper() + title[1:]
    if chance.random() < 0.04:
        title = title.upper()
    if chance.random() < 0.015 and len(title) > 30:
        title = title[: len(title) - chance.randint(4, 9)].rstrip() + "…"
    return title


def _slip(chance: random.Random, words: str) -> str:
    """Drop, double, change or swap a letter of a long word."""
    long = [word for word in words.split() if len(word) >= 6 and word.isalpha()]
    if not long:
        return words
    word = chance.choice(long)
    at = chance.randint(1, len(word) - 2)
    slip = chance.choice((
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + chance.choice("aeiorstn") + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ))  # fmt: skip
    return words.replace(word, slip, 1)


def _by(chance: random.Random, by: str, listed: bool) -> str:
    if listed and chance.random() < 0.08:
        return ""
    written = chance.random()
    if written < 0.05:
        return by.lower().replace(" ", "") + ".nl"
    if written < 0.10:
        return f"{by} B.V."
    if written < 0.14:
        return by.rpartition(" ")[0]
    return _slip(chance, by) if written < 0.16 else by


def write(folder: Path, count: int, seed: int) -> tuple[Path, Path]:
    """Write records and truth; return both files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / f"records-{count}.ndjson", folder / f"truth-{count}.tsv"
    with paths[0].open("w", encoding="utf-8") as lines, paths[1].open("w", encoding="utf-8") as truth:
        for record, name in records(count, seed):
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
            truth.write(f"{record['id']}\t{name}\n")
    return paths


def main() -> None:
    """Write one set."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=41)
    parser.add_argument("--out", type=Path, default=Path("data/benchmark"))
    options = parser.parse_args()
    for path in write(options.out, options.count, options.seed):
        print(path)


if __name__ == "__main__":
    main()
