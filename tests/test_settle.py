from normalize.course import Course, Evidence, Organisation, Price, Reason
from normalize.read import Reading
from normalize.settle import settle

OURS = Organisation(id="school", name="School")
NL = ("nl",)
PAGE, LIST = "https://school.example/gmp", "https://school.example/courses"


def reading(url: str, kind: str, *courses: Course, noindex: bool = False) -> Reading:
    return Reading(
        url=url, kind="list" if kind == "list" else "course", language="nl", courses=list(courses), alternates={},
        noindex=noindex, nosnippet=False,
    )  # fmt: skip


def own() -> Course:
    return Course(url=PAGE, title="GMP basis", provider=OURS, audience="Operators")


def card() -> Course:
    words = Evidence(text="€ 450", method="text", url=LIST)
    course = Course(
        url=PAGE, title="GMP", provider=OURS, audience="Iedereen", price=Price(amount=450), evidence={"price": words}
    )
    course.freshness.reasons = [Reason(code="conflict_title")]
    return course


def test_a_list_fills_what_the_page_leaves_open_and_nothing_else() -> None:
    pages = [reading(LIST, "list", card()), reading(PAGE, "course", own())]
    other_way = [reading(PAGE, "course", own()), reading(LIST, "list", card())]
    for order in (pages, other_way):
        (course,) = settle(order, NL)
        assert (course.title, course.audience) == ("GMP basis", "Operators")
        assert course.price == Price(amount=450)
        assert course.evidence["price"].url == LIST
        assert course.freshness.reasons == []


def test_a_course_that_only_lists_know_is_kept_once() -> None:
    (course,) = settle([reading(LIST, "list", card()), reading(LIST + "?page=2", "list", card())], NL)
    assert course.title == "GMP"


def test_who_asks_not_to_be_indexed_is_left_out_everywhere() -> None:
    assert settle([reading(LIST, "list", card()), reading(PAGE, "course", own(), noindex=True)], NL) == []


def test_a_page_in_another_language_is_not_ours_to_read() -> None:
    page = reading(PAGE, "course", own())
    assert settle([page], ("en",)) == []
    page.language = None
    assert len(settle([page], ("en",))) == 1


def test_who_wants_no_snippet_gets_no_description() -> None:
    page = reading(PAGE, "course", own())
    page.courses[0].description, page.nosnippet = "Words", True
    assert settle([page], NL)[0].description is None
