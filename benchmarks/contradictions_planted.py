"""Copies of a page on which one more place tells a fact: another than the page's, the same, or of something else."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from lxml.html import HtmlElement, fragment_fromstring

from benchmarks.contradictions_data import SHAPES, data
from benchmarks.contradictions_pages import Labelled, data_types, heading, opening, tree, written
from benchmarks.contradictions_values import FIELDS, TABLE, Value, form, harmless, known, other
from normalize.page.text import fold

WITNESSES = (
    "title", "og:title", "meta", "og:description", "json-ld", "subtitle", "facts bar", "sidebar", "sentence", "row",
    "answer", "button", "banner",
)  # fmt: skip
KINDS = {"title": "titles", "og:title": "titles", "meta": "summaries", "og:description": "summaries",
         "subtitle": "subtitles", "facts bar": "rows", "sidebar": "rows", "sentence": "sentences", "row": "rows",
         "answer": "questions", "button": "buttons", "banner": "banners"}  # fmt: skip


@dataclass
class Planted:
    """A copy of a page."""

    field: str
    """date, price, place or length."""
    witness: str
    """Where the words stand."""
    kind: str
    """altered, same or harmless."""
    words: str
    """What was planted."""
    body: bytes
    """The copy."""


def copies(one: Labelled) -> Iterator[Planted]:
    """Yield the copies of a page, the same at every run."""
    root = tree(one.page.body)
    shown = fold(root.text_content())
    for field in FIELDS if one.language in ("nl", "en") else ():
        own = known(one, field)
        chance = random.Random(f"{one.site} {one.name} {field}")
        if own is None:
            continue
        for witness in WITNESSES:
            for kind, value in (("altered", other(one, field, chance, shown)), ("same", own)):
                planted = value and _plant(one, root, field, witness, value, altered=kind == "altered", chance=chance)
                if planted:
                    yield Planted(field, witness, kind, *planted)
        for _ in range(2):
            words = harmless(one, field, chance, shown)
            body = _placed(one, root, partial(_after, html=f"<p>{_escaped(words)}</p>")) if words else None
            if words and body:
                yield Planted(field, "sentence", "harmless", words, body)


def _plant(
    one: Labelled, root: HtmlElement, field: str, witness: str, value: Value, *, altered: bool, chance: random.Random
) -> tuple[str, bytes] | None:
    if witness == "json-ld":
        return _with_data(one, root, field, value if altered else None, chance)
    kind = KINDS[witness]
    where = {"titles": "title", "rows": "facts", "subtitles": "facts"}.get(kind, "text")
    fact = form(one, field, value, chance, altered=altered, where=where)
    template = chance.choice(TABLE[field][one.language][kind])
    site = one.site.split("-")[0].capitalize()
    label, _, template = template.rpartition(" // ") if kind == "questions" else (template, "", template)
    words = fact if kind == "rows" else template.format(title=one.title, fact=fact, site=site)
    if witness in ("title", "og:title", "meta", "og:description"):
        return words, _with_head(root, witness, words)
    html = chance.choice(TABLE["shapes"][witness]).format(label=_escaped(label), text=_escaped(words))
    put = {"banner": _before, "answer": _last, "sidebar": _beside}.get(witness, _after)
    body = _placed(one, root, partial(put, html=html), above=witness in ("subtitle", "facts bar", "banner"))
    return (f"{label}: {words}" if kind == "rows" else words, body) if body else None


def _placed(
    one: Labelled, root: HtmlElement, put: Callable[[HtmlElement], None], *, above: bool = False
) -> bytes | None:
    """Put something beside the heading, or in the text, of a copy of the page."""
    root = copy.deepcopy(root)
    spot = heading(root, one) if above else opening(root, one)
    if spot is None or spot.getparent() is None:
        return None
    put(spot)
    return written(root)


def _after(spot: HtmlElement, html: str) -> None:
    spot.addnext(_element(html, spot))


def _before(spot: HtmlElement, html: str) -> None:
    spot.addprevious(fragment_fromstring(html))


def _last(spot: HtmlElement, html: str) -> None:
    behind = [spot, *spot.itersiblings()]
    foot = next((element for element in behind if element.tag in ("footer", "nav", "script", "aside")), None)
    if foot is not None:
        _before(foot, html)
    else:
        _after(behind[-1], html)


def _beside(spot: HtmlElement, html: str) -> None:
    main = [e for e in spot.iterancestors("main", "article") if e.getparent() is not None]
    if main:
        _after(main[0], html)
    else:
        _last(spot, html)


def _element(html: str, spot: HtmlElement) -> HtmlElement:
    """Make an element; the words behind the spot go on behind it."""
    element = fragment_fromstring(html)
    element.tail, spot.tail = spot.tail, None
    return element


def _with_head(root: HtmlElement, witness: str, words: str) -> bytes:
    """Put words into the title element or a meta element."""
    root = copy.deepcopy(root)
    head = root.find("head")
    if head is None:
        head = root.makeelement("head")
        root.insert(0, head)
    key = {"title": "", "meta": "name='description'"}.get(witness, f"property='{witness}'")
    for old in root.xpath(f"//meta[@{key}]" if key else "//head/title"):
        old.getparent().remove(old)
    element = root.makeelement("meta" if key else "title")
    if key:
        name, _, content = key.partition("=")
        element.set(name, content.strip("'"))
        element.set("content", words)
    else:
        element.text = words
    head.append(element)
    return written(root)


def _with_data(
    one: Labelled, root: HtmlElement, field: str, other: Value | None, chance: random.Random
) -> tuple[str, bytes] | None:
    """Put the page's own facts into it as data, one of them perhaps altered."""
    if data_types(root):
        return None
    shapes = [shape for shape, holds in SHAPES.items() if field in holds]
    found = data(one, chance.choice(shapes), field, other, chance)
    if found is None:
        return None
    root = copy.deepcopy(root)
    script = root.makeelement("script", {"type": "application/ld+json"})
    script.text = json.dumps(found[1], ensure_ascii=False).replace("</", "<\\/")
    body = root.find("body")
    (root if body is None else body).append(script)
    return found[0], written(root)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
