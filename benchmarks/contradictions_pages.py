"""Pages with what is known to stand on them, and the places at which more can be written on them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import lxml.html
from lxml.html import HtmlElement

from normalize.page.text import fold
from samples import serve
from spiders.page import Page

Json = Mapping[str, Any]
OPEN = re.compile(
    r"\b(?:vanaf|per|from|ongeveer|circa|gemiddeld|about|minimaal|maximaal|ca|studie\w*|tot|of|or)\b|[/–±~]| a \d", re.I
)
"""In the words of a price or a length that is not one of the whole course, or left open."""
UNIT = re.compile(r"\b\w*(?:dag|week|weken|maand|jaar|uur|uren|day|week|month|year|hour|hrs)\w*", re.I)
"""In the words of a length that is told as one."""
DAY = re.compile(r"20\d\d-\d\d-\d\d")
"""Begins a moment that is known to the day."""
IN_A_ROOM = ("onsite", None)
"""Ways of giving a course that has a place."""


@dataclass
class Labelled:
    """A course page and what a careful reader finds on it."""

    name: str
    site: str
    page: Page
    title: str
    language: str
    agrees: bool | None
    """Whether nothing on it contradicts itself; None where nobody judged that."""
    starts: list[str] = field(default_factory=list)
    """The days of the runs and of their meetings, ISO 8601, the first start first."""
    single: bool = False
    """Whether it has one run, known to the day."""
    end: str = ""
    """The last day of that run, where it has more days than one."""
    clock: tuple[str, str] | None = None
    """From when to when it is on that day."""
    price: float | None = None
    """What the course costs, in euros."""
    amounts: list[float] = field(default_factory=list)
    """All its tariffs."""
    vat: str = "unknown"
    """What the page says of VAT on its price."""
    town: str | None = None
    """Where the course is."""
    length: tuple[float, str] | None = None
    """How long it takes: a number and its unit."""
    deadline: bool = False
    """Whether it names a last day to enrol."""
    opening: str = ""
    """The first words of its description."""


def labelled_pages(folder: Path, towns: list[str]) -> Iterator[Labelled]:
    """Yield the course pages of a folder: page.html, truth.json and meta.json each."""
    for file in sorted(folder.rglob("truth.json")):
        truth, meta = json.loads(file.read_text("utf-8")), json.loads((file.parent / "meta.json").read_text("utf-8"))
        body = next(p for p in sorted(file.parent.glob("page.*"))).read_bytes()
        if truth["page_type"] not in ("course", "event") or not truth["fields"].get("title"):
            continue
        seen = datetime.combine(date.fromisoformat(meta["today"]), datetime.min.time(), UTC).replace(hour=12)
        page = Page(url=meta["url"], body=body, fetched_at=seen)
        found = truth.get("conflicts_on_page")
        agrees = None if found is None else not found
        fields = truth["fields"]
        one = Labelled(
            file.parent.name, meta["site"], page, fields["title"]["value"], truth.get("page_language") or "", agrees
        )
        yield _with_facts(one, {name: label for name, label in fields.items() if label}, towns)


def sample_pages(towns: list[str]) -> Iterator[Labelled]:
    """Yield the course pages of the sample sites."""
    today = date(2026, 11, 22)
    with serve(today) as sites:
        for record in sites.truth:
            try:
                with urlopen(record["url"]) as answer:
                    body = answer.read()
            except OSError:
                continue  # planted: some pages are gone
            words = record["words"]
            fields = {
                name: {"value": record[name], "words": words.get(name) or []}
                for name in ("price", "prices", "duration", "sessions", "location", "delivery")
                if record[name]
            }
            seen = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
            page = Page(url="https://www.voorbeeld.example/cursus", body=body, fetched_at=seen)
            agrees = record["freshness"]["status"] != "conflicting"
            one = Labelled(
                record["key"], record["site"], page, record["title"], record["page_language"] or "nl", agrees
            )
            yield _with_facts(one, fields, towns)


def _with_facts(one: Labelled, fields: Mapping[str, Json], towns: list[str]) -> Labelled:
    """Take over what the labels tell, where it is told plainly and in the body."""
    shown = fold(_shown(one.page.body))
    sure = {
        name: label
        for name, label in fields.items()
        if not label.get("optional") and label.get("words") and all(fold(w)[:60] in shown for w in label["words"])
    }
    for name, take in (("sessions", _days), ("price", _price), ("duration", _length)):
        if name in sure:
            take(one, sure[name])
    one.amounts = [price["amount"] for price in (fields.get("prices") or {"value": []})["value"]] or one.amounts
    one.deadline = "enrol_until" in fields
    given = fields.get("delivery", {}).get("value")
    places = sure.get("location", {"value": ""})["value"]
    named = [town for town in towns if re.search(rf"(?<!\w)(?<!Den ){re.escape(town)}(?!\w)", str(places))]
    runs = fields.get("sessions", {"value": []})["value"]
    others = {place for run in runs if (place := run.get("location")) and place != places}
    if len(named) == 1 and given in IN_A_ROOM and not others:
        one.town = named[0]
    if fields.get("description"):
        one.opening = fold(fields["description"]["value"])[:50]
    return one


def _shown(body: bytes) -> str:
    """Return the words of the body that a visitor may read."""
    return " ".join(tree(body).xpath("//body//text()[not(ancestor::script or ancestor::style)]"))


def _days(one: Labelled, label: Json) -> None:
    runs = label["value"]
    if any(run.get("optional") or not DAY.match(str(run.get("start"))) for run in runs):
        return
    one.starts = [run["start"][:10] for run in runs]
    days = (
        d.get("date") or d.get("start") if isinstance(d, dict) else d for run in runs for d in run.get("days") or []
    )
    one.starts += [str(day)[:10] for day in days]
    one.single = len(runs) == 1 and runs[0].get("precision", "day") == "day"
    end = runs[0].get("end") if one.single else None
    one.end = max(*one.starts, (end or "")[:10]) if one.single and (end or len(one.starts) > 1) else ""
    one.end = "" if one.end in one.starts[:1] else one.end
    if end and not one.end and len(runs[0]["start"]) > 10 and len(end) > 10:
        one.clock = (runs[0]["start"], end)


def _price(one: Labelled, label: Json) -> None:
    value = label["value"]
    words = " ".join(label["words"])
    if value["amount"] and value.get("currency", "EUR") == "EUR" and not OPEN.search(words):
        one.price, one.amounts, one.vat = value["amount"], [value["amount"]], value.get("vat") or "unknown"


def _length(one: Labelled, label: Json) -> None:
    value, words = label["value"], " ".join(label["words"])
    told = isinstance(value["value"], (int, float)) and value["unit"] != "session" and UNIT.search(words)
    if told and not OPEN.search(words):
        one.length = (value["value"], value["unit"])


# --- the page as a tree


def tree(body: bytes) -> HtmlElement:
    """Parse a page, taken for UTF-8 where it says nothing else."""
    parser = lxml.html.HTMLParser(encoding="utf-8") if _is_utf8(body) else None
    return lxml.html.document_fromstring(body, parser=parser)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def written(root: HtmlElement) -> bytes:
    """Write a page, as UTF-8."""
    for meta in root.xpath("//meta[@charset] | //meta[@http-equiv]"):
        meta.getparent().remove(meta)
    html: bytes = lxml.html.tostring(root, encoding="utf-8", doctype="<!doctype html>")
    return html.replace(b"<head>", b'<head><meta charset="utf-8">', 1)


def heading(root: HtmlElement, one: Labelled) -> HtmlElement | None:
    """Return the heading with the page's name; its only first heading where none has it."""
    heads = list(root.iter("h1", "h2", "h3"))
    named = [head for head in heads if fold(head.text_content()) == fold(one.title)]
    first = [head for head in heads if head.tag == "h1"]
    return named[0] if named else first[0] if len(first) == 1 else None


def opening(root: HtmlElement, one: Labelled) -> HtmlElement | None:
    """Return the paragraph with the first words of the description, else the first long one after the heading."""
    paragraphs = [p for p in root.xpath("//body//p | //body//div[not(.//p or .//div)]") if len(p.text_content()) < 3000]
    if one.opening:
        for paragraph in paragraphs:
            if one.opening in fold(paragraph.text_content()):
                return _out_of_lists(paragraph)
    top = heading(root, one)
    after = set(map(id, top.xpath("following::p"))) if top is not None else set()
    long = [p for p in paragraphs if id(p) in after and len(p.text_content()) > 60]
    return _out_of_lists(long[0]) if long else None


def _out_of_lists(element: HtmlElement) -> HtmlElement:
    while (around := element.xpath("ancestor::*[self::ul or self::ol or self::table or self::dl][1]")) != []:
        element = around[0]
    return element


def data_types(root: HtmlElement) -> bool:
    """Tell whether a page carries data of its own about a course, an event or a product."""
    own = re.compile(r"\b(?:Course|CourseInstance|Event|EducationEvent|Product|Offer)\b")
    scripts = root.xpath("//script[contains(@type, 'ld+json')]/text()")
    kinds = root.xpath("//@itemtype | //@typeof")
    return any(own.search(words[:200_000]) for words in (*scripts, *kinds))
