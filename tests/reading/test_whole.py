"""A run as a whole beside what earlier runs found."""

from __future__ import annotations

from normalize.course import Course, Evidence, Organisation, Price
from normalize.read import Reading
from normalize.whole import RunReading
from spiders.registry import Provider

SCHOOL = Provider(id="school", name="Voorbeeld School", website="https://school.example/")
LIST = "https://school.example/cursussen"
PAGE = "https://school.example/cursussen/celkweek"
GIVER = Organisation(id="school", name="Voorbeeld School")
PRICE = Price(amount=450.0, currency="EUR", text="€ 450")


def told_by(page: str, **facts: object) -> Course:
    words = {"title": Evidence(text="Celkweek", method="heading", url=page)}
    return Course(url=PAGE, title="Celkweek", provider=GIVER, evidence=words, **facts)  # type: ignore[arg-type]  # whatever is given


CARD = told_by(LIST)
WHOLE = told_by(PAGE, audience="Analisten", price=PRICE)


def found(*pages: Reading, known: Course | None, gone: dict[str, int] | None = None) -> dict[str, Course]:
    earlier = {} if known is None else {PAGE: known}
    findings = RunReading(pages=list(pages)).findings(SCHOOL, redirects={}, gone=gone or {}, failed=1, known=earlier)
    return dict(findings.courses)


def test_a_page_that_does_not_answer_is_not_forgotten_for_its_card_in_a_list() -> None:
    assert found(Reading(url=LIST, kind="list", courses=[CARD]), known=WHOLE) == {PAGE: WHOLE}


def test_a_card_is_all_there_is_of_a_course_whose_page_never_answered() -> None:
    assert found(Reading(url=LIST, kind="list", courses=[CARD]), known=told_by(LIST, price=PRICE)) == {PAGE: CARD}
    assert found(Reading(url=LIST, kind="list", courses=[CARD]), known=None) == {PAGE: CARD}


def test_a_page_that_answers_is_read_anew_also_where_it_says_less() -> None:
    fresh = told_by(PAGE)
    assert found(Reading(url=PAGE, kind="course", courses=[fresh]), known=WHOLE) == {PAGE: fresh}


def test_a_page_that_could_not_be_read_is_not_forgotten() -> None:
    broken = Reading(url=PAGE, kind="other", problem="TooLongError: reading took more than 20 seconds of work")
    assert found(broken, known=WHOLE) == {PAGE: WHOLE}
    assert found(broken, known=None) == {}
    assert RunReading(pages=[broken]).figures()["problems"] == {PAGE: broken.problem}


def test_a_card_in_a_list_does_not_outlive_the_page_that_is_gone() -> None:
    cards = Reading(url=LIST, kind="list", courses=[CARD])
    assert found(cards, known=WHOLE, gone={PAGE: 404}) == {}
    assert found(cards, known=CARD, gone={PAGE: 404}) == {PAGE: CARD}
