"""A provider's pages are that provider's: what every one of them needs, and who may see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import quote

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from console.accounts.door import Answer, Asked, refused
from console.desk import Desk
from console.providers.addresses import TABS, address
from console.providers.words import TAB_WORDS, WORDS
from exports import bands
from exports.audit import ProviderAudit
from exports.report import page_name
from exports.words import CAUSES, STATES, pick
from spiders.registry import Provider, RegistryError
from store.proposals import Proposal, proposals

QUOTED = 80
"""Characters of a quote by which a browser finds its place on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """A request for a page of a provider, by somebody who may see it."""

    desk: Desk
    asked: Asked
    id: str
    """Registry id of the provider."""
    name: str
    """As people write it."""
    provider: Provider | None
    """As the registry has it; None where it left it."""
    today: date
    """The day that courses are judged on."""
    audit: ProviderAudit | None
    """How its courses stand; None where nothing is published of it yet."""

    def path(self, name: str, course: str = "", **query: object) -> str:
        """Return the address of another page of this provider, in the same language."""
        return address(name, self.asked.language, self.id, course, **query)

    def page(self, template: str, at: str, *, course: str = "", status: int = 200, **given: object) -> HTMLResponse:
        """Return a page with what stands around each of them; `at` is its name among the addresses."""
        language = self.asked.language
        mine = self.proposals()
        query = self.asked.request.url.query
        other = address(at, "en" if language == "nl" else "nl", self.id, course)
        return self.asked.page(
            f"provider/{template}", WORDS, status=status, other=other + (f"?{query}" if query else ""), own=self,
            tabs=[(name, self.path(name), pick(TAB_WORDS, language)[name]) for name in TABS], tab=at,
            open_messages=sum(one.state == "open" for one in mine), to=self.path, suffix=_suffix(language),
            band_names=pick(bands.WORDS, language), band_meanings=pick(bands.MEANING, language),
            states=pick(STATES, language), causes=pick(CAUSES, language), found_in=found_in,
            print_out=f"/feeds/report/{page_name(self.id)}{_suffix(language)}.html" if self.audit else None, **given,
        )  # fmt: skip

    def proposals(self) -> list[Proposal]:
        """Return what this provider told the desk, the newest first."""
        return proposals(self.desk.store.database, provider=self.id)[::-1]


def owned(desk: Desk, answer: Callable[[Owned], Response]) -> Answer:
    """Return an answer for the provider of the address: 403 for another provider, 404 where there is none."""
    return partial(_answer, desk, answer)


def _answer(desk: Desk, answer: Callable[[Owned], Response], asked: Asked) -> Response:
    id: str = asked.request.path_params["id"]
    if asked.visitor.role != "staff" and asked.visitor.provider != id:
        return refused("role", asked.language, 403, asked.visitor)
    provider, today = None, desk.clock().date()
    try:
        settings = desk.settings()
        provider, today = next((one for one in settings.registry if one.id == id), None), settings.today
    except RegistryError:
        pass  # staff are told on their own pages; what is published can be seen all the same
    audit = audit_of(desk, id)
    if provider is None and audit is None:
        raise HTTPException(404)
    name = provider.name if provider else audit.coverage.name if audit else id
    return answer(Owned(desk=desk, asked=asked, id=id, name=name, provider=provider, today=today, audit=audit))


def audit_of(desk: Desk, id: str) -> ProviderAudit | None:
    """Return how the courses of a provider stand; None where the publication does not tell."""
    shown = desk.shelf.publications.current()
    name = f"report/{page_name(id)}.json"
    if shown is None or name not in shown.files:
        return None
    return msgspec.json.decode(shown.read(name), type=ProviderAudit)


def found_in(url: str, words: str) -> str:
    """Return the address of a page with the words to go to, as browsers take it (URL fragment text directives)."""
    if "#" in url:
        return url
    start = words[:QUOTED].rsplit(" ", 1)[0] if len(words) > QUOTED else words
    return f"{url}#:~:text={quote(start.rstrip('… '), safe='').replace('-', '%2D')}"


def _suffix(language: str) -> str:
    return "" if language == "nl" else f".{language}"
