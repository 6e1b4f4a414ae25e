"""`lloket matches` from question to decision and back, on a store with a few courses."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commands.matches import matches
from commands.matches_words import AGREEMENTS, FEATURES, VETOES, veto
from normalize.assemble import assemble
from normalize.course import Course, Organisation, Price, Session
from normalize.match import compare
from normalize.matching.model import WEIGHTS
from store import Store
from store.rulings import weights_of

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)
SITE = "https://school.example"
COURSES = [
    ("a", "Risicomanagement"),
    ("b", "Risicomanagement voor HR"),
    ("c", "Celkweek deel 1"),
    ("d", "Celkweek deel 2"),
    ("e", "Cursus celkweek deel 1"),
]


def course(name: str, title: str) -> Course:
    return Course(
        url=f"{SITE}/{name}", title=title, provider=Organisation(id="school", name="Rijnlab"), page_language="nl",
        price=Price(amount=495), sessions=[Session(start="2027-05-03")],
    )  # fmt: skip


class Desk:
    """A store, and staff at the command line."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.database = f"sqlite:///{data / 'lloket.db'}"

    def refresh(self, courses: list[tuple[str, str]]) -> None:
        with Store.open(self.database) as store:
            run = store.start_run("school", now=NOW, today=TODAY)
            store.record_run(
                run, now=NOW, today=TODAY, state="good", cause=None, detail=None, stats={}, pages=[],
                courses=[course(*one) for one in courses], gone={},
            )  # fmt: skip
            known = [one.known for one in store.readings()]
            made = assemble(
                known, store.member_ids(), today=TODAY, description_chars={}, rulings=store.rulings(),
                weights=weights_of(store.decisions("weights")),
            )  # fmt: skip
            store.save_offers(made.offers, now=NOW, today=TODAY, retired=made.retired)
            store.save_questions(made.doubts, made.contradictions)

    def __call__(self, *arguments: str, status: int = 0) -> Result:
        done = CliRunner().invoke(matches, [*arguments, "--data", str(self.data)])
        assert done.exit_code == status, done.output
        return done

    def told(self, *arguments: str, status: int = 0) -> Any:
        return json.loads(self(*arguments, "--json", status=status).stdout)

    def offers(self) -> dict[str, str]:
        """Page to id."""
        with Store.open(self.database) as store:
            return {key.rpartition("/")[2]: id for key, id in store.member_ids().items()}

    def groups(self) -> list[str]:
        found: dict[str, str] = {}
        for page, id in sorted(self.offers().items()):
            found[id] = found.get(id, "") + page
        return sorted(found.values())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.refresh(COURSES)
    return made


def test_from_question_to_decision_and_back(desk: Desk) -> None:
    (asked,) = desk.told("list")["unsure"]
    assert sorted(asked["titles"]) == ["Risicomanagement", "Risicomanagement voor HR"]
    before = desk.offers()
    assert desk.groups() == ["a", "b", "ce", "d"]
    made = desk.told("merge", *asked["ids"], "--who", "Noor", "--why", "zelfde dag")
    desk.refresh(COURSES)
    assert desk.groups() == ["ab", "ce", "d"]
    assert desk.told("list")["unsure"] == []
    kept = desk.offers()["a"]
    (gone,) = set(asked["ids"]) - {kept}
    assert kept in asked["ids"]
    assert f"{gone} went into {kept}" in desk("show", gone, "--lang", "en").stdout
    assert desk.told("show", gone)["records"][0] == {
        "named": gone, "id": kept, "pages": [f"school {SITE}/a", f"school {SITE}/b"], "retired": True,
    }  # fmt: skip
    assert "Noor" in desk("list", "--decided").stdout
    desk("undo", str(made["decision"]), "--who", "Sam")
    desk.refresh(COURSES)
    assert desk.offers() == before
    assert len(desk.told("list")["unsure"]) == 1


def test_a_page_is_taken_out_of_its_record(desk: Desk) -> None:
    id = desk.offers()["c"]
    desk("split", f"{SITE}/e", "--who", "Noor", "--why", "ander programma")
    desk.refresh(COURSES)
    assert desk.groups() == ["a", "b", "c", "d", "e"]
    assert id in (desk.offers()["c"], desk.offers()["e"])
    assert desk.told("explain", f"{SITE}/c", f"{SITE}/e")["decisions"][0]["who"] == "Noor"
    refused = desk("merge", f"{SITE}/c", f"{SITE}/e", status=2)
    assert "says the opposite: undo it first" in refused.output


def test_a_decision_outlives_titles(desk: Desk) -> None:
    desk("merge", f"{SITE}/c", f"{SITE}/d", "--who", "Noor")
    desk.refresh([("c", "Weefsels kweken"), ("d", "Iets heel anders"), *COURSES[:2]])
    assert "cd" in "".join(desk.groups())
    assert desk.offers()["c"] == desk.offers()["d"]


def test_explain_shows_all_that_was_weighed(desk: Desk) -> None:
    told = desk.told("explain", f"{SITE}/c", f"{SITE}/d")
    assert [feature["name"] for feature in told["comparison"]["features"]] == list(WEIGHTS)
    assert told["comparison"]["vetoes"] == ["another part: 1 / 2"]
    assert (told["comparison"]["outcome"], told["together"]) == ("apart", False)
    for lang, words in (("nl", "een ander deel: 1 / 2"), ("en", "another part: 1 / 2")):
        assert words in desk("explain", f"{SITE}/c", f"{SITE}/d", "--lang", lang).stdout


@pytest.mark.parametrize(("lang", "words"), [("nl", "titel"), ("en", "title")])
def test_two_records_stand_side_by_side(desk: Desk, lang: str, words: str) -> None:
    shown = desk("show", f"{SITE}/a", desk.offers()["b"], "--lang", lang).stdout
    (row,) = [line for line in shown.splitlines() if line.startswith(words)]
    assert row.index("Risicomanagement ") < row.index("Risicomanagement voor HR")


def test_weights_are_found_from_what_staff_decided_taken_into_use_and_given_back(desk: Desk) -> None:
    assert desk.groups() == ["a", "b", "ce", "d"]
    before = desk.told("explain", f"{SITE}/a", f"{SITE}/b")["comparison"]["score"]
    number = desk.told("merge", f"{SITE}/a", f"{SITE}/b", "--who", "Noor")["decision"]
    told = desk.told("weights")
    assert told["found"]["labelled"] == 1
    assert told["decision"] is None
    assert told["used"]["weights"] == WEIGHTS
    more = told["found"]["weights"]["title"]["a word more"]
    assert more > WEIGHTS["title"]["a word more"]
    used = desk.told("weights", "--use", "--who", "Noor", "--why", "pilot")["decision"]
    desk("undo", str(number), "--who", "Noor")
    after = desk.told("explain", f"{SITE}/a", f"{SITE}/b")["comparison"]
    (title,) = [feature for feature in after["features"] if feature["name"] == "title"]
    assert (title["weight"], after["score"] > before) == (more, True)
    desk.refresh(COURSES)
    assert desk.groups() == ["ab", "ce", "d"]
    assert "pilot" in desk("list", "--decided").stdout
    desk("undo", str(used), "--who", "Noor")
    desk.refresh(COURSES)
    assert desk.groups() == ["a", "b", "ce", "d"]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("verb", [["weights"], ["list"], ["list", "--decided"], ["show", f"{SITE}/c"]])
def test_each_speaks_both_languages(desk: Desk, verb: list[str], lang: str) -> None:
    assert desk(*verb, "--lang", lang).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "nobody"], "'nobody' is no id of a course"),
        (["show", "https://nowhere.example/x"], "no page at https://nowhere.example/x"),
        (["undo", "99"], "decision 99 is none about matching"),
        (["split", f"{SITE}/a"], "two records"),
        (["merge", f"{SITE}/a", f"{SITE}/a"], "two records"),
    ],
)
def test_wrong_use_is_told(desk: Desk, arguments: list[str], words: str) -> None:
    assert words in desk(*arguments, status=2).output


def test_every_outcome_and_veto_has_dutch_words() -> None:
    assert set(AGREEMENTS) == {outcome for table in WEIGHTS.values() for outcome in table}
    assert set(FEATURES) == {"prior", *WEIGHTS}
    seen = {
        words.partition(":")[0]
        for a, b in [
            ("X deel 1", "X deel 2"), ("ISO 9001 x", "ISO 9004 x"), ("Module A x", "Module B x"),
            ("X basis", "X gevorderd"), ("X basis", "X deel 2"), ("Celkweek", "Opfriscursus celkweek"),
            ("Celkweek", "Celkweek (alleen examen)"), ("X voor artsen", "X voor verpleegkundigen"),
            ("Watertechniek van straling", "Stralingtechniek van water"),
        ]
        for words in compare(course("1", a), course("2", b)).vetoes
    }  # fmt: skip
    assert seen == set(VETOES) - {"another level of education"}
    assert veto("another level of education: mbo3 / mbo4", "nl") == "een ander opleidingsniveau: mbo3 / mbo4"
