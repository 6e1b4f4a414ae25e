"""`lloket fixture`: a page, trimmed, and the record as now read, for a person to correct: a regression test."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
import lxml.html
from lxml.html import HtmlElement

from commands.one_page import one_page
from commands.options import WrongUse, amsterdam_today, options
from normalize.course import Course, to_dict
from normalize.read import Reading, read_page
from spiders.page import Page
from spiders.urls import canonical

NOISE = "//style | //svg | //noscript | //iframe | //link[not(@rel='canonical' or @rel='alternate')] | //comment()"
"""What no reader looks at."""
SCRIPTS = "//script[not(contains(@type, 'json'))]"
KEPT = re.compile(
    r"^(id|class|href|lang|dir|hidden|role|title|alt|rel|hreflang|charset|name|content|http-equiv|property|type|"
    r"datetime|colspan|rowspan|headers|scope|itemprop|itemscope|itemtype|typeof|vocab|prefix|resource|about|"
    r"aria-.*|for|open|value|data-.{0,30})$"
)
"""Attributes that a reader may look at."""
PERSONAL = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "naam@example.org"),
    (re.compile(r"(?<!\d)(?:\+31|0)[\s(-]*\d(?:[\s)-]*\d){8}(?!\d)"), "010 000 00 00"),
)
UNSAID: tuple[object, ...] = (None, [], {}, "", "unknown")
"""Values that assert nothing."""
NOT_READ = ("id", "url", "freshness", "sources", "evidence", "completeness", "topics")
"""Parts of the record that other steps fill, or that a person would not check by hand."""


@click.command(short_help="Save a page and what is read from it, as a regression test.")
@click.argument("url_or_file")
@click.argument("name")
@click.option("--base-url", metavar="URL", help="The address of a saved file.")
@click.option("--as-course", is_flag=True, help="Read the page as a course page in any case.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("tests/reading/pages"),
              show_default=True, help="Where the pair of files goes.")  # fmt: skip
@options("today")
def fixture(
    url_or_file: str, name: str, base_url: str | None, as_course: bool, folder: Path, today: date | None
) -> int:
    """Save a page, trimmed, and the record as now read, as NAME.html and NAME.json.

    Correct the JSON by hand: what it says is what the tests will ask for. A field that you leave out is not
    looked at; null says that the page does not tell.

    \b
    Example:
      lloket fixture https://www.example.nl/cursussen/gmp price-in-a-tab
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", name):
        raise WrongUse(f"'{name}' is no name for a test: use lower-case letters, digits and -")
    if not folder.is_dir():
        raise WrongUse(f"{folder}: there is no such folder; run this in the checkout, or name one with --folder")
    today = today or amsterdam_today()
    page = one_page(url_or_file, base_url=base_url, seen=datetime(today.year, today.month, today.day, 12, tzinfo=UTC))
    small = Page(url=canonical(page.url), body=trim(page.body), fetched_at=page.fetched_at)
    before, after = (read_page(each, as_course=as_course) for each in (page, small))
    if asserted(before.courses) != asserted(after.courses):
        click.echo("note: trimming changed what is read, so the page was kept as it came", err=True)
        small, after = page, before
    (folder / f"{name}.html").write_bytes(small.body)
    (folder / f"{name}.json").write_text(expected(after, small.url, today, as_course), encoding="utf-8")
    click.echo(f"saved {folder / name}.html ({len(small.body)} of {len(page.body)} bytes) and {folder / name}.json")
    click.echo("next: correct the JSON by hand, then run: pytest tests/reading")
    return 0


def trim(body: bytes) -> bytes:
    """Return the page without what no reader looks at and without addresses of persons."""
    tree = lxml.html.document_fromstring(body or b"<html/>")
    for element in [*tree.xpath(NOISE), *tree.xpath(SCRIPTS)]:
        _drop(element)
    for element in tree.iter():
        if isinstance(element.tag, str):
            for attribute in [key for key in element.attrib if not KEPT.match(str(key))]:
                del element.attrib[attribute]
    html = lxml.html.tostring(tree, encoding="unicode", doctype="<!doctype html>")
    for pattern, instead in PERSONAL:
        html = pattern.sub(instead, html)
    html = re.sub(r"[ \t]+", " ", re.sub(r"\s*\n\s*", "\n", html))
    # The encoding is ours now, whatever the page declared.
    html = re.sub(r"<meta[^>]*charset[^>]*>", "", html, flags=re.IGNORECASE)
    return html.replace("<head>", '<head><meta charset="utf-8">', 1).encode("utf-8", "replace")


def _drop(element: HtmlElement) -> None:
    parent = element.getparent()
    if parent is None:
        return
    previous, tail = element.getprevious(), element.tail or ""
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def asserted(courses: list[Course]) -> list[dict[str, Any]]:
    """Return what a test would ask of these courses."""
    plain = [to_dict(course) for course in courses]
    return [{k: v for k, v in course.items() if k not in NOT_READ and v not in UNSAID} for course in plain]


def expected(reading: Reading, url: str, today: date, as_course: bool) -> str:
    """Return the JSON beside the page."""
    said = {
        "url": url, "seen": today.isoformat(), "kind": reading.kind, **({"as_course": True} if as_course else {}),
        "courses": asserted(reading.courses),
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"
