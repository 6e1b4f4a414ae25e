"""What a publication states beside its offers, gathered from the store and the registry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice

import msgspec

from exports.difference_words import lines
from exports.differences import differences
from exports.publication import ProviderView, Publication, Publisher, PublishError, Recent, RunState, Visit
from exports.words import LANGUAGES
from normalize.course import COMPARED
from spiders.registry import Provider, is_web_address
from store import ProviderStatus, Run, Store
from store import Recent as Changed

DESK = Publisher()

STATES: dict[str, RunState] = {
    "good": "complete", "incomplete": "incomplete", "failed": "failed", "held": "held", "rejected": "rejected",
}  # fmt: skip
"""The store's word for how a run ended to the publication's."""


def publication(
    store: Store, registry: Sequence[Provider], *, today: date, now: datetime, publisher: Publisher = DESK
) -> Publication:
    """Return what a publication made now states: its run, its providers, what is new.

    Raises PublishError where the publisher's address is no web address.
    """
    statuses = {status.provider: status for status in store.statuses()}
    return Publication(
        run=max((status.last_run.id for status in statuses.values()), default="none"),
        generated_at=now,
        today=today,
        providers=[_view(provider, statuses.get(provider.id), store) for provider in registry],
        recent=[Recent(r.course.id, "new" if r.new else "changed", r.changed, _what(store, r)) for r in store.recent()],
        publisher=_reachable(publisher),
    )


def _what(store: Store, recent: Changed) -> str:
    """Return what changed in an offer, in words; "" for a new one."""
    versions = [] if recent.new else store.history(recent.course.id)[-2:]
    return differences(versions[0].course, versions[1].course) if len(versions) == 2 else ""


def _reachable(publisher: Publisher) -> Publisher:
    if publisher.address is None:
        return publisher
    if not is_web_address(publisher.address):
        raise PublishError(f"LLOKET_ADDRESS: {publisher.address!r} is no http or https address")
    return msgspec.structs.replace(publisher, address=publisher.address.rstrip("/") + "/")


CHANGES_SHOWN = 200
"""Lines of changes that the report shows of one provider."""


def with_changes(store: Store, facts: Publication) -> Publication:
    """Return the same with what the last run of each provider that changed something changed, in words."""
    views = [
        msgspec.structs.replace(view, changes=_words_of(store, view.changed_by)) if view.changed_by else view
        for view in facts.providers
    ]
    return msgspec.structs.replace(facts, providers=views)


def _words_of(store: Store, run: str) -> dict[str, list[str]]:
    found = store.differences(run)
    return {language: list(islice(lines(found, language), CHANGES_SHOWN)) for language in LANGUAGES}


TREND = 30
"""Days of a trend at most."""


def trend(runs: Iterable[Run]) -> list[Visit]:
    """Return the crawls that counted, the last of each day, the earliest first; `runs` are given the newest first."""
    days: dict[date, Visit] = {}
    for run in runs:
        profile = run.stats.get("profile")
        if profile is not None and run.state in ("good", "incomplete") and len(days) < TREND:
            known = profile["filled"]
            filled = {field: round(100 * known[field], 1) for field in COMPARED if field in known}
            days.setdefault(run.today, Visit(day=run.today, courses=profile["courses"], filled=filled))
    return [days[day] for day in sorted(days)]


def last_change(runs: Iterable[Run]) -> Run | None:
    """Return the newest run that changed something; the newest that found anything where it is held back."""
    kinds = ("new", "changed", "returned", "missing", "gone")
    for run in runs:
        counts = dict(run.recorded or {})
        if run.state == "held" or any(counts.get(kind) for kind in kinds):
            return run
    return None


def _view(provider: Provider, status: ProviderStatus | None, store: Store) -> ProviderView:
    if status is None:
        return ProviderView(
            id=provider.id, name=provider.name, website=provider.website, enabled=provider.enabled,
            edudex=dict(provider.edudex),
        )  # fmt: skip
    runs = store.runs(provider.id)
    run, change = status.last_run, last_change(runs)
    return ProviderView(
        id=provider.id, name=provider.name, website=provider.website, enabled=provider.enabled,
        last_run=run.started, last_run_state=STATES.get(run.state), cause=run.cause, detail=run.detail,
        last_good_run=status.last_good, pages=int(run.stats.get("pages", 0)), edudex=dict(provider.edudex),
        changed_by=change.id if change else None, changed_on=change.today if change else None, trend=trend(runs),
    )  # fmt: skip
