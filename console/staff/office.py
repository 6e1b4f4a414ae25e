"""What the pages of the staff share: the desk, the work that goes on, and what stands around each page."""

from __future__ import annotations

import re
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from starlette.responses import RedirectResponse, Response

from acts.by import By
from acts.refused import Refused
from console.accounts.door import Asked
from console.desk import Desk
from console.staff.addresses import TABS, to
from console.staff.decided import Teller
from console.staff.jobs import Jobs
from console.staff.words import WORDS
from console.staff.words.common import TAB_NAMES
from console.staff.words.work import INTERRUPTED, JOBS, RUN_STATES
from exports.shown import AMSTERDAM
from exports.words import CAUSES, FIELDS, LANGUAGES, Language, pick
from normalize.course import Course, Status
from spiders.registry import Provider, RegistryError, load
from store import Decision, Locked, StoreError
from store.leases import last_taken

PUBLISHED = frozenset(("merge", "split", "weights", "correct", "hide", "confirm", "accept"))
"""Decisions that change what is published."""


@dataclass(frozen=True, slots=True)
class Registry:
    """The registry as it is now."""

    providers: tuple[Provider, ...]
    """() where it has a mistake."""
    mistake: str | None
    """In the program's words; None where there is none."""
    line: str = ""
    """The line of the file that has the mistake; "" where that is not known."""

    def get(self, id: str) -> Provider | None:
        """Return a provider by its id."""
        return next((one for one in self.providers if one.id == id), None)

    def name(self, id: str) -> str:
        """Return a provider's name; its id where the registry does not have it."""
        found = self.get(id)
        return found.name if found else id


class Office:
    """What the pages of the staff share."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.work = Jobs(desk.clock)
        """What reads and writes the store: refreshes, publications, links."""
        self.previews = Jobs(desk.clock)
        """Trial visits to sites that are no provider yet."""
        self.editing = threading.Lock()
        """Held by who changes the registry file: it is read, changed and written as a whole."""
        self._counted: tuple[str, Counter[Status]] | None = None
        self._lock = threading.Lock()

    def close(self) -> None:
        """Stop what goes on; for the end of the server."""
        for jobs in (self.previews, self.work):
            jobs.close()

    def registry(self) -> Registry:
        """Return the registry as it is now, or what is wrong with it."""
        try:
            return Registry(tuple(load(self.desk.registry)), None)
        except RegistryError as error:
            return Registry((), str(error), _line(self.desk.registry, str(error)))

    def by(self, asked: Asked) -> By:
        """Return who decides, and the reason that the form gives."""
        return By(asked.visitor.name, " ".join(asked.form.get("why", "").split())[:1000], self.desk.clock())

    def unpublished(self) -> int:
        """Return how many decisions were taken or undone since the last publication began."""
        last, job = last_taken(self.desk.store.database, "publish"), self.work.last
        if job is not None and job.failed is not None and last is not None and last >= job.started:
            shown = self.desk.shelf.catalogue
            last = shown.shown.manifest.generated_at if shown else None  # what began then came to nothing
        return sum(
            one.kind in PUBLISHED and _holds_at(one, last) != (one.undone is None)
            for one in self.desk.store.decisions(undone=True)
        )

    def statuses(self) -> Counter[Status]:
        """Return how many published courses there are of each freshness status; counted once a publication."""
        catalogue = self.desk.shelf.catalogue
        name = catalogue.shown.name if catalogue else ""
        with self._lock:
            if self._counted is None or self._counted[0] != name:
                self._counted = name, Counter(offer.freshness.status for offer in self.desk.store.offers())
            return self._counted[1]

    def page(
        self, asked: Asked, template: str, at: str, *, id: str = "", status: int = 200, trouble: str | None = None,
        **given: Any,
    ) -> Response:  # fmt: skip
        """Return the page that stands `at`; `trouble` says in a sentence why what was asked was not done."""
        language, registry = asked.language, given.pop("registry", None) or self.registry()
        other: Language = LANGUAGES[1 - LANGUAGES.index(language)]
        query = asked.request.url.query
        address = to(at, other, id) + (f"?{query}" if query and asked.request.method == "GET" else "")
        teller = Teller(self.desk.store, registry.name, language)
        return asked.page(
            f"staff/{template}", WORDS, other=address, status=status, trouble=trouble, registry=registry, here=at,
            id=id, to=partial(_to, language), tabs=[(name, TAB_NAMES[name]) for name in TABS],
            unpublished=self.unpublished(),
            this_address=asked.request.url.path if asked.request.method == "GET" else to(at, language, id),
            job=self.work.last, jobs=pick(JOBS, language), run_states=pick(RUN_STATES, language), clock=_clock,
            cause=partial(cause_words, language=language), missing=partial(_missing, language=language),
            said=teller.said(asked.request.query_params), teller=teller, **given,
        )  # fmt: skip


def _line(path: Path, mistake: str) -> str:
    """Return the line that a mistake in the registry is on."""
    found = re.match(r":(\d+):", mistake.removeprefix(str(path)))
    if found is None:
        return ""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[int(found[1]) - 1].strip()[:200] if 0 < int(found[1]) <= len(lines) else ""


def _holds_at(decision: Decision, moment: datetime | None) -> bool:
    """Tell whether a decision held at a moment; none did at no moment."""
    if moment is None or decision.decided > moment:
        return False
    return decision.undone is None or decision.undone > moment


def _clock(moment: str) -> str:
    """Return the time of day of an ISO 8601 moment, in Amsterdam."""
    return f"{datetime.fromisoformat(moment).astimezone(AMSTERDAM):%H:%M}"


def _missing(course: Course, language: Language) -> str:
    return ", ".join(pick(FIELDS, language)[name].lower() for name in course.completeness.missing)


def _to(language: Language, page: str, id: str = "", /, **query: Any) -> str:
    return to(page, language, id, **query)


def back(address: str) -> Response:
    """Return the way to a page, after what was asked was done."""
    return RedirectResponse(address, 303)


def why_not(error: Exception, language: Language) -> str:
    """Return in a sentence why something could not be done."""
    place = LANGUAGES.index(language)
    if isinstance(error, Refused):
        words = error.words(language)
        return f"{words[:1].upper()}{words[1:]}."
    if isinstance(error, Locked):
        return WORDS["locked"][place].format(time=_clock(error.since.isoformat()))
    if isinstance(error, (StoreError, RegistryError, OSError)):
        return str(error)
    return f"{type(error).__name__}: {error}"


def cause_words(code: str | None, language: Language) -> str:
    """Return what went wrong in a visit; "" for nothing."""
    if not code:
        return ""
    if code == "interrupted":
        return INTERRUPTED[LANGUAGES.index(language)]
    return CAUSES.get(code, (code.replace("_", " "),) * 2)[LANGUAGES.index(language)]
