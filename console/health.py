"""`/healthz` for watchdogs and `/metrics` for Prometheus: how the console, the runs and the publication stand."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Callable, Iterator
from datetime import datetime, time
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from console.behind import Behind
from console.publications import Published
from console.shelf import Shelf
from spiders.cron import AMSTERDAM
from store import Store, StoreError
from store.health import run_counts, waiting

log = logging.getLogger("lloket.requests")
SECRET_PARTS = ("/binnen/", "/enter/")
"""What comes behind them in an address is a key."""
SECONDS = (0.005, 0.02, 0.1, 0.5, 2.0, 10.0)
"""Upper ends of the histogram of how long answers take."""
NEW = {"Cache-Control": "no-store"}


class Health:
    """How things stand, as asked now; `clock` tells the time."""

    def __init__(self, shelf: Shelf, behind: Behind, clock: Callable[[], datetime]) -> None:
        self._shelf, self._behind, self._clock = shelf, behind, clock
        self._registry = CollectorRegistry()
        self._registry.register(Standing(shelf, behind, clock))
        self.requests = Counter(
            "lloket_requests", "Requests answered, by class of status.", ["status"], registry=self._registry
        )
        self.seconds = Histogram(
            "lloket_request_seconds", "How long answers took.", buckets=SECONDS, registry=self._registry
        )

    def healthz(self, _request: Request) -> Response:
        """Answer whether all is well, in a word; always 200 where the process can answer at all."""
        shown, now = self._shelf.publications.current(), self._clock()
        told: dict[str, object] = {
            "status": "ok",
            "publication": shown.name if shown else None,
            "generated_at": shown.manifest.generated_at.isoformat() if shown else None,
            "age_seconds": _age(shown, now),
            "searched": self._shelf.catalogue.shown.name if self._shelf.catalogue else None,
            "database": "open",
        }
        if shown is None:
            told["status"] = "nothing published"
        elif shown.is_old(now):
            told["status"] = "publication older than a week"
        desk = self._behind.desk
        try:
            told |= waiting(desk.store.database) if desk else {}
            told["database"] = "open" if desk else "closed"
        except StoreError as error:
            log.error("healthz: %s", error)
            told["database"] = "fails"
        if told["database"] != "open" and told["status"] == "ok":
            told["status"] = f"database {told['database']}"
        return JSONResponse(told, headers=NEW)

    def metrics(self, request: Request) -> Response:
        """Answer with all figures in Prometheus's text format; to machines of one's own network only."""
        if not _is_near(request):
            return PlainTextResponse("Figures are for machines of this network.\n", 403, headers=NEW)
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST, headers=NEW)


class Standing(Collector):
    """What the store and the publication say when the figures are asked for."""

    def __init__(self, shelf: Shelf, behind: Behind, clock: Callable[[], datetime]) -> None:
        self._shelf, self._behind, self._clock = shelf, behind, clock

    def describe(self) -> list[Metric]:
        """Return nothing: it asks the store only when figures are asked for."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Return the figures; those of the store are left out where it fails, and `lloket_database_up` is 0."""
        now, shown = self._clock(), self._shelf.publications.current()
        if shown:
            yield _one("lloket_publication_age_seconds", "Since the publication was made.", _age(shown, now) or 0)
            yield _one("lloket_courses_published", "Courses of the publication.", shown.files["courses.ndjson"].records)
        found: list[Metric] = []
        try:
            found = list(_of_store(self._behind.desk.store, now)) if self._behind.desk else []
        except StoreError as error:
            log.error("metrics: %s", error)
        yield from found
        yield _one("lloket_database_up", "Whether the database answers.", bool(found))


def _of_store(store: Store, now: datetime) -> Iterator[Metric]:
    runs = CounterMetricFamily("lloket_runs", "Runs there ever were.", labels=["provider", "state"])
    for (provider, state), count in sorted(run_counts(store.database).items()):
        runs.add_metric([provider, state], count)
    yield runs
    last = GaugeMetricFamily(
        "lloket_last_good_run_age_seconds", "Since the day of the last good run began.", labels=["provider"]
    )
    good = GaugeMetricFamily("lloket_last_run_good", "Whether the last run was good.", labels=["provider"])
    courses = GaugeMetricFamily("lloket_provider_courses", "Courses that the site has.", labels=["provider"])
    for status in store.statuses():
        if status.last_good:
            day = datetime.combine(status.last_good, time(), AMSTERDAM)
            last.add_metric([status.provider], (now - day).total_seconds())
        good.add_metric([status.provider], status.last_run.state == "good")
        courses.add_metric([status.provider], status.seen)
    yield from (last, good, courses)
    for name, count in waiting(store.database).items():
        yield _one(f"lloket_{name}_waiting", "What waits for staff.", count)


class Counted:
    """An application whose answers are counted, timed and written in the log."""

    def __init__(self, app: ASGIApp, health: Health) -> None:
        self._app, self._health = app, health

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = perf_counter(), 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            took = perf_counter() - began
            self._health.requests.labels(f"{status // 100}xx").inc()
            self._health.seconds.observe(took)
            told = {"method": scope["method"], "path": without_key(scope["path"]), "status": status}
            log.info("request", extra=told | {"ms": round(took * 1000, 1)})


def without_key(path: str) -> str:
    """Return an address as it may stand in a log: without the key of a private link."""
    for part in SECRET_PARTS:
        before, found, _ = path.partition(part)
        if found:
            return f"{before}{found}…"
    return path


def _is_near(request: Request) -> bool:
    """Tell whether who asks is on this machine or in a private network."""
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_private
    except ValueError:
        return False


def _age(shown: Published | None, now: datetime) -> int | None:
    return int((now - shown.manifest.generated_at).total_seconds()) if shown else None


def _one(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=value)
