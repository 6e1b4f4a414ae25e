"""Refreshing from the console: begin, watch, stop; publish now; look at links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.responses import Response

from acts.links import watch_links
from console.accounts.door import Asked
from console.staff.addresses import to
from console.staff.jobs import Busy, Job, Step
from console.staff.office import Office, back, why_not
from console.staff.words import WORDS
from console.staff.words.work import STAGES
from exports.words import LANGUAGES, pick
from job import Outcome
from refresh import publish_all, refresh
from spiders.registry import Provider, RegistryError
from store import Run, Store

LOG_BYTES = 4000
LOG_LINES = 8
"""So much of the log of a crawl is shown."""


def refreshing(office: Office, asked: Asked) -> Response:
    """Answer with the form that begins a refresh, or begin one."""
    if asked.request.method != "POST":
        return _form(office, asked)
    place = LANGUAGES.index(asked.language)
    try:
        settings = office.desk.settings()
    except RegistryError as error:
        return _form(office, asked, trouble=why_not(error, asked.language))
    chosen = [
        one for one in settings.registry
        if (one.enabled if asked.form.get("which") == "all" else f"p:{one.id}" in asked.form)
    ]  # fmt: skip
    if not chosen:
        return _form(office, asked, trouble=WORDS["choose_one"][place])
    full = asked.form.get("full") == "1"
    asked.subject = "refresh " + " ".join(one.id for one in chosen)
    try:
        begin_refresh(office, chosen, asked.visitor.name, full=full)
    except Busy:
        return _form(office, asked, trouble=WORDS["running_now"][place])
    return back(to("refresh", asked.language))


def begin_refresh(office: Office, chosen: list[Provider], who: str, *, full: bool) -> Job:
    """Begin a refresh of these providers; raises Busy, RegistryError."""
    settings = replace(office.desk.settings(), full=full)
    return office.work.start(
        "refresh", who, lambda watch, cancel: refresh(chosen, settings, watch, cancel),
        [(one.id, _expected(office.desk.store, one.id)) for one in chosen],
    )  # fmt: skip


def publishing(office: Office, asked: Asked) -> Response:
    """Publish what is known and decided."""
    place = LANGUAGES.index(asked.language)
    asked.subject = "publish"
    try:
        settings = office.desk.settings()
        office.work.start(
            "publish", asked.visitor.name, lambda watch, _cancel: publish_all(office.desk.store, settings, watch)
        )
    except RegistryError as error:
        return _form(office, asked, trouble=why_not(error, asked.language))
    except Busy:
        return _form(office, asked, trouble=WORDS["running_now"][place])
    return back(to("refresh", asked.language))


def stopping(office: Office, asked: Asked) -> Response:
    """Have the work stop."""
    job = office.work.running
    if job is not None:
        asked.subject = f"stop {job.kind}"
        job.cancel.set()
    return back(to("refresh", asked.language))


def looking(office: Office, asked: Asked) -> Response:
    """Answer with the dead links, or begin to look at all that are watched."""
    trouble = None
    if asked.request.method == "POST":
        asked.subject = "links"
        try:
            settings = office.desk.settings()
            chosen = [one for one in settings.registry if one.enabled]
            office.work.start(
                "links", asked.visitor.name, lambda watch, cancel: watch_links(chosen, settings, watch, cancel),
                [(one.id, 0) for one in chosen],
            )  # fmt: skip
        except (RegistryError, Busy) as error:
            place = LANGUAGES.index(asked.language)
            busy = isinstance(error, Busy)
            trouble = WORDS["running_now"][place] if busy else why_not(error, asked.language)
        else:
            return back(to("refresh", asked.language))
    return office.page(asked, "links.html", "links", trouble=trouble, dead=office.desk.store.dead_links())


def progress(office: Office, asked: Asked) -> Response:
    """Answer with how far the work is: a part of the page, asked for again and again until there is nothing to see."""
    answer = office.page(asked, "progress.html", "refresh", **_progress(office, asked))
    if office.work.running is None and "hx-request" in asked.request.headers:
        answer.headers["HX-Refresh"] = "true"  # the whole page: what can be begun now
    return answer


def _form(office: Office, asked: Asked, *, trouble: str | None = None) -> Response:
    return office.page(
        asked, "refresh.html", "refresh", trouble=trouble, status=409 if trouble else 200, chosen=asked.form,
        only=asked.request.query_params.get("only", ""), **_progress(office, asked),
    )  # fmt: skip


def _progress(office: Office, asked: Asked) -> dict[str, Any]:
    job, store = office.work.last, office.desk.store
    latest = [one.last_run for one in store.statuses()]
    mine = set(job.steps) if job is not None and job.runs else set[str]()
    runs = {id: run for id in (job.steps if job else ()) if id and (run := _run_of(store, id, job))}
    return {
        "stages": pick({str(stage): words for stage, words in STAGES.items()}, asked.language),
        "runs": runs,
        "log": _log(office, runs.values()) if job is not None and job.runs else [],
        "elsewhere": [run for run in latest if run.state == "open" and run.provider not in mine],
        "ended": _ended(job, asked) if job is not None and not job.runs else None,
        "results": _results(job),
        "bar": bar,
    }  # fmt: skip


def _results(job: Job | None) -> dict[str, str]:
    """Return the causes of what went wrong with providers of a refresh that has ended, by id."""
    if job is None or not isinstance(job.outcome, Outcome):
        return {}
    return {result.provider: result.cause for result in job.outcome.results if result.cause}


def bar(step: Step) -> int | None:
    """Return how far a provider is, in percent; None where that can't be told."""
    if step.stage == "done" or (step.stage == "publish" and step.done):
        return 100
    if step.stage is None:
        return 0
    if step.stage == "crawl" and step.expected:
        return min(90, 90 * step.done // step.expected)
    return 92 if step.stage == "read" else None


def _ended(job: Job, asked: Asked) -> tuple[str, str]:
    """Return how a job ended, in a sentence, and how that is shown: good, missing (not all of it) or failed."""
    words = pick(WORDS, asked.language)
    if job.failed is not None:
        return f"{words['job_failed']} {why_not(job.failed, asked.language)}", "failed"
    if job.kind == "links":
        return words["looked_links"].format(n=len(job.outcome)), "good"
    changes, manifest = (job.outcome.changes, job.outcome.manifest) if isinstance(job.outcome, Outcome) else job.outcome
    if changes is None or manifest is None:
        return words["stopped"], "missing"
    counts = {kind: len(getattr(changes, kind)) for kind in ("new", "changed", "vanished", "returned")}
    offers = next((file.records for file in manifest.files if file.name == "courses.json"), 0)
    told = words["published"].format(offers=offers, **counts)
    results = job.outcome.results if isinstance(job.outcome, Outcome) else ()
    wrong = sum(result.state != "good" for result in results)
    return (f"{told} {words['not_all'].format(n=wrong)}", "missing") if wrong else (told, "good")


def _run_of(store: Store, provider: str, job: Job | None) -> Run | None:
    """Return the run of a provider that a job made; None where there is none yet."""
    run = next(iter(store.runs(provider, 1)), None)
    return run if run is not None and job is not None and run.started >= job.started else None


def _expected(store: Store, provider: str) -> int:
    """Return how many pages the last run that counted fetched."""
    found = (int(run.stats.get("pages", 0)) for run in store.runs(provider, 5) if run.recorded is not None)
    return next(found, 0)


def _log(office: Office, runs: Iterable[Run]) -> list[tuple[str, list[str]]]:
    """Return the last lines of the log of each crawl that goes on."""
    found = []
    for run in runs:
        if run.state == "open":
            path = office.desk.settings().archive / run.provider / f"{run.id}.log"
            found.append((run.provider, tail(path)))
    return [(provider, lines) for provider, lines in found if lines]


def tail(path: Path) -> list[str]:
    """Return the last lines of a log; [] where there is none."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - LOG_BYTES))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    return [line[:300] for line in text.splitlines() if line.strip()][-LOG_LINES:]
