"""Courses of a list as the page carries them along: in JSON-LD, or in the state that a script draws from."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from normalize.fields.clean_titles import clean_title
from normalize.fields.kind import names_course, names_other
from normalize.fields.witness import Witness
from normalize.page.addresses import absolute
from normalize.page.document import Document
from normalize.page.embedded import Embedded, Thing
from normalize.page.text import fold
from normalize.page.view import View

LEAST = 2
"""Courses that make a list."""
EVENTS = frozenset(("Event", "EducationEvent", "Product"))
"""Types that describe a course only where their name says so."""
COURSES = ("Course", "EducationalOccupationalProgram", "CourseInstance", *sorted(EVENTS))


def things_named(view: View, title: str) -> list[Thing]:
    """Return what the page carries along about a course of this name."""
    return [replace(thing, depth=0) for thing in view.named.get(fold(title), ())]


def carried_courses(view: View) -> list[tuple[View, Witness]]:
    """Return the courses that the page carries along, each seen as a page of its own; fewer than two are none."""
    things = _marked_up(view) or _told(view)
    found: dict[str, tuple[View, Witness]] = {}
    for thing in things:
        title = clean_title(thing.text("name"), view)
        if fold(title) and fold(title) not in found:
            seen = View(
                _address(view, thing, title), view.root, Document(margin=view.document.margin),
                Embedded([replace(thing, depth=0)]), "", view.seen, language=view.language, part=True,
            )  # fmt: skip
            found[fold(title)] = seen, Witness(title, thing.syntax)
    return list(found.values()) if len(found) >= LEAST else []


def _marked_up(view: View) -> list[Thing]:
    """Return the courses of the mark-up, without those that only name a run of another."""
    things = [thing for thing in view.embedded.of(*COURSES) if thing.text("name")]
    return [t for t in things if t.types.isdisjoint(EVENTS) or _is_course(t.text("name"))]


def _told(view: View) -> list[Thing]:
    """Return the courses of the state's longest list that is named after courses or holds nothing else."""
    named = [told for told in view.told if told.named or _is_course(told.thing.text("name"))]
    sizes = Counter(told.group for told in named)
    longest = max(sizes, key=lambda group: sizes[group], default=None)
    return [told.thing for told in named if told.group == longest]


def _is_course(name: str) -> bool:
    return names_course(name) and not names_other(name)


def _address(view: View, thing: Thing, title: str) -> str:
    """Return the address of a course's own page; a bare slug is none, then it is this page's with a fragment."""
    said = thing.text("url")
    here = view.url.partition("#")[0]
    address = absolute(view.url, said) if said.startswith(("/", "http://", "https://")) else None
    own = address and address.partition("#")[0] != here
    return address if address and own else f"{here}#{fold(title).replace(' ', '-')[:80]}"
