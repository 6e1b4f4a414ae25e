"""Topics: titles and descriptions with the codes they have, and those they must not have."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from normalize.course import Course, Organisation
from normalize.topics import assign_topics, describe, topics

COURSES: list[tuple[str, str, list[str]]] = [
    # title, description, codes
    ("GMP in de praktijk", "", ["gmp_quality"]),
    ("Introduction to Good Manufacturing Practices", "", ["gmp_quality"]),
    ("Interne auditor ISO 15189", "", ["gmp_quality"]),
    ("Aseptisch werken in de cleanroom", "Volgens GMP. Met een rondleiding.", ["gmp_quality", "cleanroom"]),
    ("Celkweektechnieken", "", ["lab_techniques"]),
    ("qPCR: from design to data", "", ["lab_techniques"]),
    ("BROK-herregistratie", "", ["clinical_research"]),
    ("Good Clinical Practice (ICH-GCP)", "", ["clinical_research"]),
    ("Stralingsbescherming deskundigheidsniveau 5", "", ["radiation_safety"]),
    ("Toezichthoudend medewerker", "Een cursus over ioniserende straling voor labs.", ["radiation_safety"]),
    ("Proefdierkunde artikel 9", "", ["laboratory_animals"]),
    ("Course on Laboratory Animal Science", "", ["laboratory_animals"]),
    ("Bioveiligheid", "", ["safety"]),
    ("BHV basis", "", ["safety"]),
    ("Python voor biologen", "", ["data_bioinformatics"]),
    ("Bio-informatica voor analisten", "", ["data_bioinformatics"]),
    ("Bioinformatics for beginners", "", ["data_bioinformatics"]),
    ("Regulatory Affairs", "", ["regulatory_affairs"]),
    ("Fermentatietechnologie", "", ["biotech_production"]),
    ("Echografie voor de huisarts", "", ["medical_postgraduate"]),
    ("Persoonlijke effectiviteit", "", ["personal_effectiveness"]),
    ("Timemanagement", "", ["time_management"]),
    ("Scientific writing", "", ["communication"]),
    ("Leidinggevenden in het lab", "", ["leadership"]),
    ("PRINCE2 Foundation", "", ["project_work"]),
    ("Train de trainer", "", ["teaching_skills"]),
    ("Ondernemerschap", "", ["entrepreneurship"]),
    ("Academic English", "", ["languages"]),
    ("Werken in het lab", "Je leert pcr. Na afloop doe je een pcr zelf.", ["lab_techniques"]),
    # nothing, or not that
    ("Aardewerk draaien", "Een avond met klei.", []),
    ("Celkweek", "", ["lab_techniques"]),
    ("Chemie voor iedereen", "Een brede cursus. De docent werkte ooit met HPLC.", []),
    ("Pythonslangen verzorgen", "", []),
    ("Brokkelige gevels", "", []),
    ("Verbroken verbindingen", "", []),
    ("Engelse tuinen", "", []),
    ("Patentverlening", "", []),
    ("Zorgboerderij", "Wij hebben statistieken van bezoekers.", []),
    ("Anatomie van het been", "", []),
    ("Non-GMP productie van zeep", "", []),
    ("", "", []),
]


def course(title: str, description: str, **titles: str) -> Course:
    return Course(
        url="https://kade.example/x", title=title, titles=titles, description=description or None,
        provider=Organisation(id="kade", name="Kade"),
    )  # fmt: skip


@pytest.mark.parametrize(("title", "description", "codes"), COURSES)
def test_a_course_has_the_topics_its_words_name(title: str, description: str, codes: list[str]) -> None:
    assert [code for code, _ in assign_topics(course(title, description))] == codes


def test_each_topic_comes_with_its_words() -> None:
    found = assign_topics(course("Werken volgens GMP", "Aseptisch werken leer je hier. En meer."))
    assert found == [("gmp_quality", "GMP"), ("cleanroom", "Aseptisch")]


def test_a_title_in_another_language_counts() -> None:
    assert assign_topics(course("Kweken", "", en="Cell culture basics")) == [("lab_techniques", "Cell culture")]


def test_the_record_holds_the_codes_and_the_words() -> None:
    offer = course("GMP", "")
    describe(offer)
    assert offer.topics == ["gmp_quality"]
    assert (offer.evidence["topics"].text, offer.evidence["topics"].url) == ("GMP", offer.url)
    none = course("Aardewerk", "")
    describe(none)
    assert (none.topics, none.evidence) == ([], {})


def test_every_topic_is_found_by_some_course_of_the_table() -> None:
    assert {code for _, _, codes in COURSES for code in codes} == {topic.code for topic in topics()}


def test_the_list_is_well_formed() -> None:
    assert len(topics()) >= 15
    for topic in topics():
        assert re.fullmatch(r"[a-z_]+", topic.code)
        assert topic.nl
        assert topic.en
        assert topic.isced is None or re.fullmatch(r"\d{4}", topic.isced)
        assert topic.edam is None or re.fullmatch(r"http://edamontology\.org/topic_\d{4}", topic.edam)


SCHEMA = Path(__file__).parents[3] / "shared/schemas/edudex/program_in.schema.json"


@pytest.mark.skipif(not SCHEMA.exists(), reason="EDU-DEX's schemas are not on this machine")
def test_themes_are_edudexs_own() -> None:
    themes = json.loads(SCHEMA.read_text())["$defs"]["ProgramTheme"]["enum"]
    assert {topic.edudex for topic in topics()} - {None} <= set(themes)


def test_a_long_text_is_read_no_further_than_needed() -> None:
    assert assign_topics(course("x " * 50_000 + "GMP", "y " * 50_000 + "GMP GMP")) == []
