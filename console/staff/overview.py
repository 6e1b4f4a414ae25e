"""The first page: what needs a decision, the most pressing first, and how the desk stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from starlette.responses import Response

from console.accounts.door import Asked
from console.staff.office import Office, Registry
from console.staff.pairs import open_pairs
from normalize.amend import Ask
from store import ProviderStatus, Run, Store
from store.proposals import proposals

OVERDUE = 14
"""Days without a good visit after which a provider is named."""


def overview(office: Office, asked: Asked) -> Response:
    """Answer with what needs a decision."""
    desk, registry = office.desk, office.registry()
    store, today = desk.store, desk.clock().date()
    statuses = [one for one in store.statuses() if _counts(one.provider, registry)]
    catalogue = desk.shelf.catalogue
    return office.page(
        asked, "overview.html", "overview", registry=registry,
        held=[run for one in statuses if (run := held_run(store, one))],
        failed=[one.last_run for one in statuses if _went_wrong(one.last_run)],
        overdue=list(_overdue(registry, statuses, today)),
        proposals=proposals(store.database, state="open"), asks=open_asks(store), pairs=len(open_pairs(store)),
        contradictions=store.contradictions(), dead=store.dead_links(), counted=office.statuses(),
        shown=catalogue.shown.manifest if catalogue else None, published=catalogue.courses if catalogue else 0,
    )  # fmt: skip


def open_asks(store: Store) -> list[Ask]:
    """Return the corrections to look at again that nobody undid or renewed since."""
    holding = store.decisions("correct")
    newest = {(one.subject, one.value["field"]): one.id for one in holding}
    numbers = {one.id for one in holding} & set(newest.values())
    return [one for one in store.asks() if one.decision in numbers]


def held_run(store: Store, status: ProviderStatus) -> Run | None:
    """Return the run of a provider that is held back; a later one that found nothing did not take its place."""
    if status.last_run.state == "held":
        return status.last_run
    if status.last_run.state not in ("open", "failed"):
        return None
    return next((run for run in store.runs(status.provider) if run.state == "held"), None)


def _went_wrong(run: Run) -> bool:
    """Tell whether a run failed for a reason that somebody should look at; being stopped is none."""
    return run.state in ("failed", "incomplete") and run.cause not in ("stopped", "interrupted")


def _counts(provider: str, registry: Registry) -> bool:
    """Tell whether a provider is one that staff care for: enabled, or any while the registry can't be read."""
    found = registry.get(provider)
    return registry.mistake is not None or (found is not None and found.enabled)


def _overdue(registry: Registry, statuses: list[ProviderStatus], today: date) -> Iterator[tuple[str, date | None]]:
    """Yield the enabled providers without a good visit for long, each with the day of its last one."""
    last = {one.provider: one.last_good for one in statuses}
    for provider in registry.providers:
        good = last.get(provider.id)
        if provider.enabled and (good is None or (today - good).days > OVERDUE):
            yield provider.id, good
