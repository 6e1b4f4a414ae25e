"""The pages of the desk's staff."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response
from starlette.routing import BaseRoute

from console.accounts.door import STAFF, Answer, Asked, doors
from console.desk import Desk
from console.staff import courses, lists, overview, pairs, proposals, providers, visits, working
from console.staff.addresses import AT, to
from console.staff.office import Office, back

Page = Callable[[Office, Asked], Response]
ANSWERS: dict[str, tuple[Page, str]] = {
    "overview": (overview.overview, "GET"),
    "refresh": (working.refreshing, "POST"),
    "progress": (working.progress, "GET"),
    "stop": (working.stopping, "POST only"),
    "publish": (working.publishing, "POST only"),
    "runs": (visits.visits, "GET"),
    "run": (visits.visit, "POST"),
    "pairs": (pairs.pairs, "POST"),
    "courses": (lists.courses, "GET"),
    "course": (courses.course, "POST"),
    "proposals": (proposals.proposing, "POST"),
    "decisions": (lists.decisions, "GET"),
    "undo": (lists.undoing, "POST only"),
    "providers": (providers.listing, "GET"),
    "new": (providers.adding, "POST"),
    "preview": (providers.trial, "GET"),
    "provider": (providers.provider, "POST"),
    "links": (working.looking, "POST"),
}
"""Page to what answers it and what it takes: GET, also POST, or POST only."""


def routes(desk: Desk) -> list[BaseRoute]:
    """Return the routes of these pages, in both languages."""
    office = Office(desk)
    desk.closing.append(office.close)
    return [
        route
        for page, (answer, takes) in ANSWERS.items()
        for route in doors(desk, STAFF, AT[page], _answering(office, answer, takes), posts=takes != "GET")
    ]


def _answering(office: Office, answer: Page, takes: str) -> Answer:
    def answering(asked: Asked) -> Response:
        if takes == "POST only" and asked.request.method != "POST":
            return back(to("overview", asked.language))
        return answer(office, asked)

    return answering
