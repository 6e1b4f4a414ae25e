"""What a provider tells the desk: a course is right as it is, or a value of it is not. Staff decide on it."""

from __future__ import annotations

from starlette.responses import Response

from console.providers.owned import Owned
from exports.clean import clean_text, cut
from exports.words import FIELDS as COMPARED_AND_MORE
from exports.words import Pair
from normalize.course import Course
from store.proposals import Kind, propose

FIELDS: dict[str, Pair] = {
    "title": ("Titel", "Title"),
    "audience": COMPARED_AND_MORE["audience"],
    "price": COMPARED_AND_MORE["price"],
    "duration": COMPARED_AND_MORE["duration"],
    "sessions": COMPARED_AND_MORE["dates"],
    "entry_requirements": COMPARED_AND_MORE["entry_requirements"],
    "level": COMPARED_AND_MORE["level"],
    "delivery": COMPARED_AND_MORE["delivery"],
    "languages": COMPARED_AND_MORE["languages"],
    "location": COMPARED_AND_MORE["location"],
    "certificate": COMPARED_AND_MORE["certificate"],
    "accreditation": COMPARED_AND_MORE["accreditation"],
    "description": COMPARED_AND_MORE["description"],
}
"""Fields of which a provider can say that they are wrong, by the names by which staff correct them."""
VALUE_CHARS = 1000
OPEN = 300
"""Messages of one provider that may wait; more would bury the desk."""


def tell(own: Owned, course: Course) -> str | None:
    """Keep what the form says as a proposal; return why it can't be, as a name among the words, else None."""
    form = own.asked.form
    what, words = form.get("what", ""), cut(clean_text(form.get("words", "")).strip(), VALUE_CHARS)
    mine = [one for one in own.proposals() if one.state == "open"]
    if len(mine) >= OPEN:
        return "wrong_many"
    kind: Kind = "confirm"
    value: dict[str, str] = {}
    if what not in ("confirm", "correct"):
        return "wrong_what"
    if what == "correct":
        field, right = form.get("field", ""), cut(clean_text(form.get("value", "")).strip(), VALUE_CHARS)
        if field not in FIELDS:
            return "wrong_field"
        if not right:
            return "wrong_value"
        kind, value = "correct", {field: right}
    own.asked.subject = f"{what} {course.id}"
    if any((one.subject, one.kind, one.value, one.words) == (course.id, kind, value, words) for one in mine):
        return None  # told already; once is enough
    propose(
        own.desk.store.database, own.id, course.id, kind, value, words, who=own.asked.visitor.name,
        now=own.desk.clock(),
    )  # fmt: skip
    return None


def messages(own: Owned) -> Response:
    """Answer with what this provider told the desk, and what became of it."""
    catalogue = own.desk.shelf.catalogue
    mine = own.proposals()[:OPEN]
    titles = {one.subject: (catalogue.course(one.subject) if catalogue else None) for one in mine}
    return own.page("messages.html", "messages", mine=mine, courses=titles, names=FIELDS)
