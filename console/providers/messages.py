"""What a provider tells the desk: a course is right as it is, or a value of it is not. Staff decide on it."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from console.providers.owned import Owned
from exports.clean import clean_text, cut
from exports.words import FIELDS as COMPARED_AND_MORE
from exports.words import Pair
from normalize.amend import AmendError, read_value
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
    "location": COMPARED_AND_MORE["location"],
    "certificate": COMPARED_AND_MORE["certificate"],
    "accreditation": COMPARED_AND_MORE["accreditation"],
    "description": COMPARED_AND_MORE["description"],
}
"""Fields of which a provider can say that they are wrong, by the names by which staff correct them."""
CODED = ("level", "delivery")
"""Fields whose values are codes."""
VALUE_CHARS = 1000
OPEN = 300
"""Messages of one provider that may wait; more would bury the desk."""


class Wrong(ValueError):  # noqa: N818 - says what it is
    """What was filled in can't be told to the desk; the text is a name among the words."""


def tell(own: Owned, course: Course) -> None:
    """Keep what the form says as a proposal; raises Wrong where it says nothing that staff can decide on."""
    form = own.asked.form
    kind, value = _meant(own)
    words = cut(clean_text(form.get("words", "")).strip(), VALUE_CHARS)
    mine = [one for one in own.proposals() if one.state == "open"]
    if any((one.subject, one.kind, one.value, one.words) == (course.id, kind, value, words) for one in mine):
        return  # told already; once is enough
    if len(mine) >= OPEN:
        raise Wrong("wrong_many")
    own.asked.subject = f"{kind} {course.id}"
    propose(
        own.desk.store.database, own.id, course.id, kind, value, words, who=own.asked.visitor.name,
        now=own.desk.clock(),
    )  # fmt: skip


def _meant(own: Owned) -> tuple[Kind, dict[str, str]]:
    """Return what the form proposes: that all is right, or a field's right value."""
    form = own.asked.form
    if form.get("what") == "confirm":
        return "confirm", {}
    field, right = form.get("field", ""), cut(clean_text(form.get("value", "")).strip(), VALUE_CHARS)
    if form.get("what") != "correct":
        raise Wrong("wrong_what")
    if field not in FIELDS:
        raise Wrong("wrong_field")
    if not right:
        raise Wrong("wrong_value")
    return "correct", {field: _read(field, right, own.today)}


def _read(field: str, written: str, today: date) -> str:
    """Return a value as staff can take it over: a code where the field has codes, else as it is written."""
    if written[:1] in ("{", "["):  # staff's way of writing what words can't say
        raise Wrong("wrong_unread")
    try:
        value = read_value(field, written, seen=today)
    except AmendError as error:
        raise Wrong("wrong_unread") from error
    return str(value) if field in CODED else written


def messages(own: Owned) -> Response:
    """Answer with what this provider told the desk, and what became of it."""
    catalogue = own.desk.shelf.catalogue
    mine = own.proposals()[:OPEN]
    titles = {one.subject: (catalogue.course(one.subject) if catalogue else None) for one in mine}
    return own.page("messages.html", "messages", mine=mine, courses=titles, names=FIELDS)
