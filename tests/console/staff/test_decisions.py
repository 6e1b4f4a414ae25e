"""What staff decide in the browser: kept, told, seen after the next publication, and undone."""

from __future__ import annotations

import pytest
from lxml import html

from normalize.amend import Ask
from store import Decision
from store.proposals import Kind, proposals, propose
from tests.console.staff.conftest import NOW, Counter, said, wait

GMP = "GMP voor operators"
WAITS = "nog niet te zien in het loket"


def only(counter: Counter) -> Decision:
    (decision,) = counter.store.decisions()
    return decision


def publish(counter: Counter) -> None:
    answer = counter.post("/beheer/publiceren")
    assert answer.status_code == 200
    wait_for_work(counter)


def wait_for_work(counter: Counter) -> None:
    wait(counter.office.work)
    assert counter.office.work.last is not None
    assert counter.office.work.last.failed is None
    counter.shelf.look()


CORRECTIONS = [
    ("price", {"value": "€ 99 incl. btw"}, "amount", 99.0, "€ 99 (incl. btw)"),
    ("location", {"value": "Delft"}, None, "Delft", "→ Delft"),
    ("location", {"value": "Delft", "empty": "1"}, None, None, "Leiden → (niets)"),
    ("duration", {"value": "3 dagen"}, "value", 3.0, "2 dagen → 3 dagen"),
    ("level", {"value": "post_hbo"}, None, "post_hbo", "Niveau: (niets) → post-hbo"),
    ("delivery", {"value": "blended"}, None, "blended", "Vorm: (niets) → deels online"),
    ("audiences", {"v:employee": "1", "v:returner": "1"}, None, ["employee", "returner"], "→ werkenden, herintreders"),
    ("topics", {"v:cleanroom": "1"}, None, ["cleanroom"], "→ Cleanroom en aseptisch werken"),
    ("languages", {"value": "Engels"}, None, ["en"], "→ Engels"),
    ("start", {"value": "on_request"}, None, "on_request", "op vaste data → op aanvraag"),
    ("title", {"value": "GMP in het lab"}, None, "GMP in het lab", "→ GMP in het lab"),
]


@pytest.mark.parametrize(("field", "form", "part", "value", "words"), CORRECTIONS)
def test_a_field_is_corrected(
    counter: Counter, field: str, form: dict[str, str], part: str | None, value: object, words: str
) -> None:
    id = counter.ids()[GMP]
    answer = counter.post(f"/beheer/cursus/{id}", do="correct", field=field, why="gebeld", **form)
    assert answer.status_code == 200
    assert words in said(answer.text)
    assert WAITS in said(answer.text)
    decision = only(counter)
    kept = decision.value["value"][part] if part else decision.value["value"]
    assert (decision.kind, decision.subject, decision.who, decision.why, kept) == (
        "correct",
        id,
        "anna",
        "gebeld",
        value,
    )


def test_several_runs_are_written_a_line_each(counter: Counter) -> None:
    id = counter.ids()[GMP]
    counter.post(
        f"/en/manage/course/{id}", do="correct", field="sessions", value="9 juni 2027\n12 en 13 maart 2027\n\n"
    )
    starts = [run["start"] for run in only(counter).value["value"]]
    assert len(starts) == 2
    assert starts[0].startswith("2027-03-12")
    assert starts[-1].startswith("2027-06-09")


BAD = [
    ("price", "duur", "geen prijs te lezen"),
    ("sessions", "binnenkort", "geen data te lezen"),
    ("duration", "kort", "geen duur te lezen"),
    ("languages", "Klingon", "geen taal te lezen"),
    ("title", " ", "zonder titel kan niet"),
    ("level", "hoogste", "past niet"),
    ("price", '{"amount": 3}', "geen prijs te lezen"),
]


@pytest.mark.parametrize(("field", "value", "words"), BAD)
def test_what_gives_no_value_is_told_and_what_was_written_stays(
    counter: Counter, field: str, value: str, words: str
) -> None:
    answer = counter.post(f"/beheer/cursus/{counter.ids()[GMP]}", do="correct", field=field, value=value)
    assert answer.status_code == 422
    assert words in said(answer.text)
    assert counter.store.decisions() == []
    written = html.fromstring(answer.text).xpath(
        f"//input[@id='v-{field}']/@value | //textarea[@id='v-{field}']/text()"
    )
    assert [one.strip() for one in written] == ([] if field == "level" else [value.strip()])


@pytest.mark.parametrize("form", [{"do": "correct", "field": "id", "value": "x"}, {"do": "dance"}, {}])
def test_forms_that_nobody_made_do_nothing(counter: Counter, form: dict[str, str]) -> None:
    assert counter.post(f"/beheer/cursus/{counter.ids()[GMP]}", **form).status_code == 404
    assert counter.store.decisions() == []


def test_hidden_until_undone(counter: Counter) -> None:
    id = counter.ids()[GMP]
    hidden = counter.post(f"/beheer/cursus/{id}", do="hide", why="een lezing")
    assert "wordt verborgen" in said(hidden.text)
    publish(counter)
    assert GMP not in counter.ids()
    assert WAITS not in counter.text("/beheer")
    assert "Deze cursus is verborgen" in counter.text(f"/beheer/cursus/{id}")
    assert GMP in counter.text("/beheer/cursussen?list=hidden")
    back = counter.post("/beheer/besluiten/intrekken", decision=str(only(counter).id), back=f"/beheer/cursus/{id}")
    assert "is ingetrokken" in said(back.text)
    assert WAITS in said(back.text)
    publish(counter)
    assert counter.ids()[GMP] == id


def test_a_decision_undone_before_it_showed_needs_no_publication(counter: Counter) -> None:
    counter.post(f"/beheer/cursus/{counter.ids()[GMP]}", do="hide")
    counter.post("/beheer/besluiten/intrekken", decision=str(only(counter).id))
    assert WAITS not in counter.text("/beheer")


def test_confirmed_it_contradicts_itself_no_longer(counter: Counter) -> None:
    id = counter.ids()[GMP]
    assert GMP in counter.text("/beheer/cursussen?list=conflicting")
    counter.post(f"/beheer/cursus/{id}", do="confirm", why="nagebeld")
    publish(counter)
    offer = counter.store.offer(id)
    assert offer is not None
    assert offer.freshness.status == "current"
    assert "Geen cursussen in deze lijst" in counter.text("/beheer/cursussen?list=conflicting")


@pytest.mark.parametrize("number", ["99", "0", "", "x", "1" * 30])
def test_a_decision_that_is_none_can_not_be_undone(counter: Counter, number: str) -> None:
    answer = counter.post("/beheer/besluiten/intrekken", decision=number)
    assert answer.status_code == 409
    assert "er is geen besluit" in said(answer.text).lower()


def test_undone_once_only_and_back_only_to_this_site(counter: Counter) -> None:
    counter.post(f"/beheer/cursus/{counter.ids()[GMP]}", do="hide")
    form = {"csrf": counter.csrf, "decision": str(only(counter).id), "back": "https://evil.example/"}
    answer = counter.client.post("/beheer/besluiten/intrekken", data=form, follow_redirects=False)
    assert answer.headers["location"].startswith("/beheer/besluiten?")
    again = counter.post("/beheer/besluiten/intrekken", decision=form["decision"])
    assert (again.status_code, "al ingetrokken door anna" in said(again.text)) == (409, True)


def test_a_correction_that_the_page_overtook_is_kept_or_given_up(counter: Counter) -> None:
    id = counter.ids()[GMP]
    counter.post(f"/beheer/cursus/{id}", do="correct", field="location", value="Delft")
    number = only(counter).id
    counter.store.save_questions([], [], [Ask(number, id, "location", "Leiden", "Utrecht", True)])
    assert "Verbeteringen om opnieuw te bekijken 1" in counter.text("/beheer")
    page = counter.text(f"/beheer/cursus/{id}")
    assert "Plaats: Leiden → Utrecht" in page
    counter.post(f"/beheer/cursus/{id}", do="keep", decision=str(number))
    renewed = counter.store.decisions("correct")[-1]
    assert (renewed.value["value"], renewed.value["words"]) == ("Delft", "Delft")
    assert "Verbeteringen om opnieuw te bekijken" not in counter.text("/beheer")
    assert counter.post(f"/beheer/cursus/{id}", do="keep", decision="77").status_code == 404


PAIR = ("Risicomanagement", "Risicomanagement voor HR")


def pair(counter: Counter) -> dict[str, str]:
    tree = html.fromstring(counter.client.get("/beheer/twijfelgevallen").text)
    return {name: tree.xpath(f"//input[@name='{name}']/@value")[0] for name in ("left", "right", "nr")}


def test_the_queue_shows_both_records_and_why_it_is_not_sure(counter: Counter) -> None:
    page = counter.text("/beheer/twijfelgevallen")
    for words in (*PAIR, "1 van 1", "€ 495 (excl. btw)", "kans dat het één cursus is", "pleit ertegen", "verschilt"):
        assert words.casefold() in page.casefold(), words
    assert "speaks against" in counter.text("/en/manage/pairs")
    for address, keys in (("/beheer/twijfelgevallen", ["s", "a", "v"]), ("/en/manage/pairs", ["m", "k", "n"])):
        assert html.fromstring(counter.client.get(address).text).xpath("//main//@accesskey") == keys


@pytest.mark.parametrize(("do", "titles"), [("merge", 1), ("split", 2)])
def test_an_uncertain_match_is_decided_and_the_next_one_comes(counter: Counter, do: str, titles: int) -> None:
    answer = counter.post("/beheer/twijfelgevallen", do=do, why="zelfde docent", **pair(counter))
    page = said(answer.text)
    assert "Geen twijfelgevallen" in page
    assert ("zijn één cursus" if do == "merge" else "zijn twee cursussen") in page
    decision = only(counter)
    assert (decision.kind, decision.why) == (do, "zelfde docent")
    publish(counter)
    assert len(counter.ids().keys() & set(PAIR)) == titles
    counter.post("/beheer/besluiten/intrekken", decision=str(decision.id))
    publish(counter)
    assert "1 van 1" in counter.text("/beheer/twijfelgevallen")


def test_the_opposite_of_a_decision_is_refused_in_words(counter: Counter) -> None:
    form = pair(counter)
    counter.post("/beheer/twijfelgevallen", do="merge", **form)
    answer = counter.post("/beheer/twijfelgevallen", do="split", **form)
    assert (answer.status_code, "spreekt besluit 1 tegen" in said(answer.text)) == (409, True)
    answer = counter.post("/en/manage/pairs", do="split", left="nope", right="https://evil.example/")
    assert (answer.status_code, "is no id of a course" in said(answer.text)) == (409, True)


def test_a_page_is_taken_off_its_record(counter: Counter) -> None:
    counter.post("/beheer/twijfelgevallen", do="merge", **pair(counter))
    publish(counter)
    id = next(id for title, id in counter.ids().items() if title in PAIR)
    merged = counter.client.get(f"/beheer/cursus/{id}").text
    page = html.fromstring(merged).xpath("//form[.//button[@value='split']]//input[@name='page']/@value")[-1]
    assert "zijn één cursus" in said(merged)
    answer = counter.post(f"/beheer/cursus/{id}", do="split", page=page)
    assert "spreekt besluit 1 tegen" in said(answer.text)
    counter.post("/beheer/besluiten/intrekken", decision="1")
    answer = counter.post(f"/beheer/cursus/{id}", do="split", page=page)
    assert "zijn twee cursussen" in said(answer.text)


PROPOSED: list[tuple[Kind, dict[str, str], str, int]] = [
    ("confirm", {}, "confirm", 1),
    ("correct", {"price": "€ 12 incl. btw", "location": "Breda"}, "correct", 2),
    ("correct", {"level": "post_hbo"}, "correct", 1),
]


@pytest.mark.parametrize(("kind", "value", "decided", "number"), PROPOSED)
def test_a_proposal_becomes_a_decision(
    counter: Counter, kind: Kind, value: dict[str, str], decided: str, number: int
) -> None:
    id = counter.ids()[GMP]
    made = propose(counter.store.database, "kadelab", id, kind, value, "zie de <b>folder</b>", who="link 1", now=NOW)
    page = counter.text("/beheer/voorstellen")
    names = ["post-hbo"] if "level" in value else value.values()
    for words in (GMP, "Kadelab Opleidingen", "zie de <b>folder</b>", *names):
        assert words in page
    answer = counter.post("/beheer/voorstellen", do="accept", proposal=str(made))
    assert "Er zijn geen open voorstellen" in said(answer.text)
    assert "post_hbo" not in page
    assert [one.kind for one in counter.store.decisions()] == [decided] * number
    (settled,) = proposals(counter.store.database)
    assert (settled.state, settled.settled_by) == ("accepted", "anna")
    again = counter.post("/beheer/voorstellen", do="accept", proposal=str(made))
    assert (again.status_code, "al afgehandeld" in said(again.text)) == (409, True)


def test_a_proposal_that_can_not_be_done_is_told_and_stays_open(counter: Counter) -> None:
    id, database = counter.ids()[GMP], counter.store.database
    made = propose(database, "kadelab", id, "correct", {"location": "Ede", "price": "duur"}, "", who="l", now=NOW)
    gone = propose(database, "kadelab", "nooit", "confirm", {}, "", who="l", now=NOW)
    answer = counter.post("/beheer/voorstellen", do="accept", proposal=str(made))
    assert (answer.status_code, "geen prijs te lezen" in said(answer.text)) == (409, True)
    answer = counter.post("/beheer/voorstellen", do="accept", proposal=str(gone))
    assert "wordt niet meer gepubliceerd" in said(answer.text)
    assert counter.store.decisions() == []
    counter.post("/beheer/voorstellen", do="reject", proposal=str(made))
    counter.post("/beheer/voorstellen", do="reject", proposal=str(gone))
    assert [one.state for one in proposals(database)] == ["rejected", "rejected"]
    assert counter.store.decisions() == []
