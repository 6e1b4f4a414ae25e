"""Words and the codes that they stand for: level, languages, delivery, audiences, language of the text."""

from __future__ import annotations

import pytest

from normalize.values.audiences import read_audiences
from normalize.values.delivery import read_delivery
from normalize.values.language import detect_language
from normalize.values.languages import read_languages
from normalize.values.levels import read_level


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("mbo 4", "mbo4"),
        ("mbo-niveau 3", "mbo3"),
        ("BBL Niveau 2", "mbo2"),
        ("hbo", "hbo"),
        ("wo", "wo"),
        ("post-hbo", "post_hbo"),
        ("post-hbo opleiding", "post_hbo"),
        ("Associate degree", "associate"),
        ("postacademische opleiding", "post_academic"),
        ("NLQF niveau 6", "hbo"),
        ("op hbo- en wo-niveau", None),
        ("op mbo- en hbo-niveau", None),
        ("mbo 3 of 4", None),
        ("Stralingshygiëne niveau 5B", None),
        ("B1 niveau", None),
        ("gevorderd", None),
        ("Universitair Medisch Centrum", None),
        ("", None),
    ],
)
def test_level(words: str, level: str | None) -> None:
    assert read_level(words) == level


@pytest.mark.parametrize(
    ("words", "languages"),
    [
        ("Nederlands", ["nl"]),
        ("Voertaal: Engels", ["en"]),
        ("Taal: Pools", ["pl"]),
        ("Ook in het Pools, Roemeens en Bulgaars gegeven", ["pl", "ro", "bg"]),
        ("The training is given in Turkish and Arabic", ["tr", "ar"]),
        ("Poolse keuken", []),
        ("Dit is een workshop over de Arabische wereld", []),
        ("VoertaalEngels", ["en"]),
        ("NL / EN", ["nl", "en"]),
        ("The workshop will be conducted in English, with Dutch coffee", ["en"]),
        ("Nederlands (materiaal in het Engels)", ["nl"]),
        ("Goede beheersing van de Engelse taal", []),
        ("-Click here for the English version-", []),
        ("de Nederlandse wet", []),
        ("en", ["en"]),
        ("dit en dat", []),
        ("", []),
    ],
)
def test_languages(words: str, languages: list[str]) -> None:
    assert read_languages(words) == languages


@pytest.mark.parametrize(
    ("words", "delivery"),
    [
        ("Klassikaal", "onsite"),
        ("Location: online", "online"),
        ("E-learning", "online"),
        ("OnderwijsvormOnline, Op locatie", "blended"),
        ("Blended learning", "blended"),
        ("available in-house only", "incompany"),
        ("Ook als incompany mogelijk", None),
        ("BBL", "workplace"),
        ("Meld je online aan", None),
        ("Leiden", None),
        ("", None),
    ],
)
def test_delivery(words: str, delivery: str | None) -> None:
    assert read_delivery(words) == delivery


@pytest.mark.parametrize(
    ("words", "audiences"),
    [
        (
            "bestaande werknemers én voor zij-instromers en herintreders én voor werkgevers",
            ["employee", "career_changer", "returner", "employer"],
        ),
        ("first or second year PhD candidates", ["student"]),
        ("Ziekenhuismedewerkers en werkzoekenden", ["employee", "jobseeker"]),
        ("not for students", []),
        ("", []),
    ],
)
def test_audiences(words: str, audiences: list[str]) -> None:
    assert read_audiences(words) == audiences


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("De cursus is bedoeld voor medewerkers van een laboratorium die met de apparatuur werken.", "nl"),
        ("This course is for everyone who works in a laboratory and with the equipment.", "en"),
        ("Die Schulung ist für alle, die mit den Geräten arbeiten und nicht nur für Fachleute.", "de"),
        ("La formation est pour les personnes qui travaillent dans le laboratoire avec des outils.", "fr"),
        ("Good Clinical Practice", None),
        ("", None),
    ],
)
def test_language_of_a_text(words: str, language: str | None) -> None:
    assert detect_language(words) == language
