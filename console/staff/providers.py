"""The registry in the browser: who is read, how often and how politely; a new one after a trial visit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from acts.preview import Preview, preview, stranger
from acts.refused import Refused
from console.accounts.door import Asked
from console.staff.addresses import to
from console.staff.jobs import Busy
from console.staff.office import Office, back, cause_words, why_not
from console.staff.schedules import WrongScheduleError, cron_of, rhythm_of, schedule_words
from console.staff.words import WORDS
from console.staff.words.providers import CHOICES, WEEKDAYS
from console.staff.working import bar
from exports.words import LANGUAGES, pick
from spiders.registry import COUNTS, Provider, RegistryError
from spiders.registry_edit import add, change, host_of

USUAL = Provider(id="-", name="-", website="-")
"""What holds where the registry says nothing."""


class WrongSettingError(ValueError):
    """A setting can't be so; the text is a key of the words."""


def listing(office: Office, asked: Asked) -> Response:
    """Answer with all providers and how their last visit went."""
    statuses = {one.provider: one for one in office.desk.store.statuses()}
    return office.page(
        asked, "providers.html", "providers", statuses=statuses,
        schedule=lambda cron: schedule_words(cron, asked.language),
    )  # fmt: skip


def provider(office: Office, asked: Asked) -> Response:
    """Answer with a provider's settings, or keep them."""
    registry, id = office.registry(), asked.request.path_params["id"]
    found = registry.get(id)
    if found is None and registry.mistake is None:
        raise HTTPException(404)
    trouble = None
    if asked.request.method == "POST" and found is not None:
        asked.subject = id
        try:
            with office.editing:
                change(office.desk.registry, id, settings_of(asked.form, found))
            return back(to("provider", asked.language, id, saved=1))
        except (WrongScheduleError, WrongSettingError) as error:
            trouble = WORDS[str(error)][LANGUAGES.index(asked.language)]
        except RegistryError as error:
            trouble = why_not(error, asked.language)
    query = asked.request.query_params
    return office.page(
        asked, "provider.html", "provider", id=id, registry=registry, trouble=trouble, status=422 if trouble else 200,
        provider=found, given=asked.form if trouble else _form_of(found) if found else {},
        visited=next((one for one in office.desk.store.statuses() if one.provider == id), None),
        rhythms=pick(CHOICES, asked.language), weekdays=pick(WEEKDAYS, asked.language), saved="saved" in query,
        added="added" in query, schedule=lambda cron: schedule_words(cron, asked.language),
    )  # fmt: skip


def _form_of(found: Provider) -> dict[str, str]:
    rhythm = rhythm_of(found.schedule)
    return {
        "name": found.name, "enabled": "1" if found.enabled else "", "delay": f"{found.delay:g}",
        "max_pages": str(found.max_pages), "min_courses": str(found.min_courses), "note": found.note or "",
        "review": "1" if found.review else "", "rhythm": rhythm.kind, "time": rhythm.time, "weekday": rhythm.weekday,
        "cron": rhythm.cron,
    }  # fmt: skip


def settings_of(form: Mapping[str, str], before: Provider) -> dict[str, Any]:
    """Return the settings of a form, None for what is as usual; raises WrongSettingError, WrongScheduleError."""
    name = " ".join(form.get("name", "").split())[:120]
    if not name:
        raise WrongSettingError("wrong_name")
    try:
        delay = float(form.get("delay", "").replace(",", "."))
    except ValueError as error:
        raise WrongSettingError("wrong_delay") from error
    if not 0 <= delay <= 3600:
        raise WrongSettingError("wrong_delay")
    found: dict[str, Any] = {
        "delay": delay, "schedule": cron_of(form), "enabled": form.get("enabled") == "1",
        "review": form.get("review") == "1", "note": " ".join(form.get("note", "").split())[:1000] or None,
        **{key: _count(form, key) for key in ("max_pages", "min_courses")},
    }  # fmt: skip
    changed = {key: value for key, value in found.items() if value != getattr(before, key)}
    plain = {key: None if value == getattr(USUAL, key) else value for key, value in changed.items()}
    return plain | ({"name": name} if name != before.name else {})


def _count(form: Mapping[str, str], key: str) -> int:
    text, (least, most) = form.get(key, "").strip(), COUNTS[key]
    if not re.fullmatch(r"\d{1,7}", text, re.ASCII) or not least <= int(text) <= most:
        raise WrongSettingError(f"wrong_{key}")
    return int(text)


def adding(office: Office, asked: Asked) -> Response:
    """Answer with the form for a new provider and what the trial visit found; begin one, stop it, add the provider."""
    if asked.request.method != "POST":
        return _new(office, asked)
    words = pick(WORDS, asked.language)
    asked.subject = f"{asked.form.get('do', '')} {asked.form.get('website', '')}".strip()
    try:
        return DEEDS.get(asked.form.get("do", ""), _try)(office, asked)
    except Busy as error:
        trouble = words["try_busy"].format(site=next(iter(error.job.steps), ""))
    except Refused as error:
        trouble = why_not(error, asked.language)
    except RegistryError as error:
        trouble = words["wrong_id"] if asked.form.get("do") == "add" else why_not(error, asked.language)
    return _new(office, asked, trouble=trouble)


def _stop(office: Office, asked: Asked) -> Response:
    if office.previews.running is not None:
        office.previews.running.cancel.set()
    return back(to("new", asked.language))


def _try(office: Office, asked: Asked) -> Response:
    site = _unknown(office, asked)
    office.desk.checks.take(asked.visitor.name, office.desk.clock())
    today = office.desk.settings().today
    office.previews.start(
        "preview", asked.visitor.name,
        lambda watch, cancel: preview(site, today=today, now=office.desk.clock(), watch=watch, cancel=cancel),
        [(site.id, 0)],
    )  # fmt: skip
    return back(to("new", asked.language))


def _add(office: Office, asked: Asked) -> Response:
    form = asked.form
    site = _unknown(office, asked)
    name = " ".join(form.get("name", "").split())[:120] or site.name
    with office.editing:
        made = add(office.desk.registry, site.website, id=form.get("id", "").strip() or None, name=name)
        if form.get("review") == "1":
            change(office.desk.registry, made.id, {"review": True})
    return back(to("provider", asked.language, made.id, added=1))


DEEDS: dict[str, Callable[[Office, Asked], Response]] = {"stop": _stop, "add": _add, "try": _try}
"""What a form of the page can ask for."""


def _unknown(office: Office, asked: Asked) -> Provider:
    """Return the site that a form names; raises Refused where it is none, or is in the registry already."""
    site = stranger(asked.form.get("website", "")[:2000])
    host = host_of(site.website)
    known = next((one for one in office.registry().providers if host_of(one.website) == host), None)
    if known is not None:
        raise Refused("known_already", name=known.name)
    return site


def trial(office: Office, asked: Asked) -> Response:
    """Answer with how the trial visit goes, or what it found: a part of the page."""
    return office.page(asked, "preview.html", "new", **_trial(office, asked))


def _new(office: Office, asked: Asked, *, trouble: str | None = None) -> Response:
    return office.page(
        asked, "new.html", "new", trouble=trouble, status=422 if trouble else 200, **_trial(office, asked)
    )  # fmt: skip


def _trial(office: Office, asked: Asked) -> dict[str, Any]:
    job, words = office.previews.last, pick(WORDS, asked.language)
    found: Preview | None = job.outcome if job is not None and isinstance(job.outcome, Preview) else None
    failed = None
    if job is not None and job.failed is not None:
        failed = words["try_failed"].format(cause=why_not(job.failed, asked.language))
    elif found is not None and found.report.state == "failed":
        failed = words["try_failed"].format(cause=cause_words(found.report.cause, asked.language) or "?")
    return {"trial": job, "found": found, "failed": failed, "bar": bar, "given": asked.form}
