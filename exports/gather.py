"""What a publication states beside its offers, gathered from the store and the registry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from exports.publication import ProviderView, Publication, Recent, RunState
from spiders.registry import Provider
from store import ProviderStatus, Store

STATES: dict[str, RunState] = {
    "good": "complete", "incomplete": "incomplete", "failed": "failed", "held": "held", "rejected": "rejected",
}  # fmt: skip
"""The store's word for how a run ended to the publication's."""


def publication(store: Store, registry: Sequence[Provider], *, today: date, now: datetime) -> Publication:
    """Return what a publication made now states: its run, its providers, what is new."""
    statuses = {status.provider: status for status in store.statuses()}
    return Publication(
        run=max((status.last_run.id for status in statuses.values()), default="none"),
        generated_at=now,
        today=today,
        providers=[_view(provider, statuses.get(provider.id)) for provider in registry],
        recent=[Recent(r.course.id, "new" if r.new else "changed", r.changed) for r in store.recent()],
    )


def _view(provider: Provider, status: ProviderStatus | None) -> ProviderView:
    if status is None:
        return ProviderView(
            id=provider.id, name=provider.name, website=provider.website, enabled=provider.enabled,
            edudex=dict(provider.edudex),
        )  # fmt: skip
    run = status.last_run
    return ProviderView(
        id=provider.id, name=provider.name, website=provider.website, enabled=provider.enabled,
        last_run=run.started, last_run_state=STATES.get(run.state), cause=run.cause, detail=run.detail,
        last_good_run=status.last_good, pages=int(run.stats.get("pages", 0)), edudex=dict(provider.edudex),
    )  # fmt: skip
