"""A page of a provider read now, as the next visit would read it; nothing of it is kept."""

from __future__ import annotations

import threading
from datetime import datetime

from starlette.responses import Response

from acts.page import fetched_page, read_apart
from acts.refused import Refused
from console.providers.courses import mending
from console.providers.owned import Owned
from console.providers.words import WORDS
from exports.clean import Offer, clean_text
from exports.difference_words import field_words
from exports.words import LANGUAGES
from normalize.assemble import Known, assemble
from normalize.course import Course
from normalize.difference import compare
from normalize.freshness import PageState
from normalize.read import Reading
from spiders.page import Page
from spiders.registry import Provider
from spiders.urls import canonical, host

SECONDS = 25.0
"""How long a page may take to come, robots.txt and redirects with it."""
ANSWER = 10.0
"""How long the server may take for one answer, in seconds."""
READING = 10.0
"""Seconds of work that reading it may take."""
WAIT = 5.0
"""How long one waits for those who look before, in seconds."""
AT_ONCE = 2
"""Pages fetched side by side by the whole server: each takes a process of its own."""
SHOWN = 30
"""Courses of a page that are shown."""

_free = threading.BoundedSemaphore(AT_ONCE)


def look(own: Owned) -> Response:
    """Answer with the form, and for a POST with what is read from the page."""
    form = own.asked.form
    given = form.get("url", own.asked.request.query_params.get("url", "")).strip()[:2000]
    if own.asked.request.method != "POST":
        return _page(own, given)
    address = canonical(given if "://" in given else f"https://{given}")
    own.asked.subject = address
    if own.provider is None or not address or host(address) not in own.provider.hosts:
        return _page(own, given, why=WORDS["not_yours"][LANGUAGES.index(own.asked.language)], status=400)
    own.desk.checks.take(own.id, own.desk.clock())
    try:
        reading = _read_now(own, own.provider, address)
    except _Busy as error:
        return _page(own, given, why=WORDS[str(error)][LANGUAGES.index(own.asked.language)])
    except Refused as error:
        return _page(own, given, why=error.words(own.asked.language))
    return _page(own, given, result=_result(own, own.provider, reading))


def _page(
    own: Owned, given: str, *, result: dict[str, object] | None = None, why: str | None = None, status: int = 200
) -> Response:
    hosts = sorted(host for host in own.provider.hosts if not host.startswith("www.")) if own.provider else []
    return own.page(
        "look.html", "look", status=status, hosts=hosts, url=given, as_course="as_course" in own.asked.form,
        result=result, why=why,
    )  # fmt: skip


class _Busy(Exception):  # noqa: N818 - says what it is
    """It took too long; the text is a name among the words."""


def _read_now(own: Owned, provider: Provider, url: str) -> Reading:
    """Fetch and read a page, in processes of their own."""
    if not _free.acquire(timeout=WAIT):
        raise _Busy("busy")
    try:
        page = _fetched(url, provider, own.desk.clock())
        return read_apart(
            page, provider, today=own.today, as_course="as_course" in own.asked.form, seconds=READING
        )  # fmt: skip
    finally:
        _free.release()


def _fetched(url: str, provider: Provider, now: datetime) -> Page:
    """Fetch as a crawl would: public addresses and own hosts only, at every redirect; robots.txt obeyed."""
    over = threading.Event()
    timer = threading.Timer(SECONDS, over.set)
    timer.daemon = True
    timer.start()
    try:
        return fetched_page(url, provider, now=now, cancel=over, timeout=ANSWER)
    except Refused as error:
        if over.is_set():
            raise _Busy("too_slow") from error
        raise
    finally:
        timer.cancel()


def _result(own: Owned, provider: Provider, reading: Reading) -> dict[str, object]:
    """Return what is read from a page: what would be published, and what of it differs from the last visit."""
    language = own.asked.language
    before = {one.course.url: one.course for one in own.desk.store.readings([own.id])}
    read = {one.url: one for one in reading.courses}
    told = []
    for shown in as_published(reading, provider, own):
        then, now = before.get(shown.url), read.get(shown.url)
        changes = [clean_text(field_words(one, language)) for one in compare(then, now)] if then and now else []
        told.append({"shown": shown, "known": then is not None, "changes": changes, **mending(shown, language)})
    return {
        "page": reading.url, "kind": reading.kind, "noindex": reading.noindex, "count": len(reading.courses),
        "courses": told, "most": SHOWN,
    }  # fmt: skip


def as_published(reading: Reading, provider: Provider, own: Owned) -> list[Course]:
    """Return the first courses of a page as they would be published if it were the provider's only one."""
    day = own.today.isoformat()
    state = PageState(first_seen=day, last_seen=day, last_changed=day)
    known = [Known(provider.id, one, state) for one in reading.courses[:SHOWN]]
    limits = {provider.id: provider.description_chars}
    assembly = assemble(known, {}, today=own.today, description_chars=limits)
    return [Offer.of(offer).course for offer, _ in assembly.offers]
