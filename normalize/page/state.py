"""What a script will draw: the state that pages of Next.js, Nuxt, Inertia and their like carry along as JSON."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml.html import HtmlElement

from normalize.page.embedded import Thing, as_text, loads
from normalize.page.text import tidy
from normalize.values.alternatives import question

MAX_STATE = 1_500_000
"""Characters of a page's state that are read; a longer one is left."""
MAX_STATES = 6
"""States looked at of one page."""
MAX_NODES = 60_000
"""Values of a state that are looked at."""
MAX_DEPTH = 16
"""Levels that a state is followed down."""
MAX_COURSES = 300
"""Descriptions taken from a state."""
MAX_CENTS = 10**8
"""A price of as many cents is none."""
REVIVED = 2
"""Levels to which values are put in where they are named by number."""
MAX_WORDS = 2000
"""Characters kept of a text."""

_TABLE = tomllib.loads(Path(__file__).with_name("state.toml").read_text(encoding="utf-8"))
_NAMES = {key: name for name, keys in _TABLE["keys"].items() for key in keys}
_GROUPS = frozenset(_TABLE["group"]["keys"])
_PLURALS = tuple(key for key in _GROUPS if key.endswith(("s", "en")) and len(key) > 6)
_APART = tuple(_TABLE["group"]["apart"])
_FACTS = frozenset(("startDate", "price", "cents", "duration", "runs"))
"""What tells a course from anything else with a title."""
_ATTRIBUTES = ("data-page", "data-props", "data-react-props", "data-state")
_HELD = re.compile(rb"data-(?:page|props|react-props|state)")
"""Any of these attributes in a page's markup: one search instead of one for each."""
_ASSIGNED = re.compile(
    r"(?:\b(?:window|self|globalThis)(?:\.|\[[\"'])|^\s*(?:var|let|const)\s+)\w{3,60}(?:[\"']\])?\s*=\s*(?=[{\[\"'J])"
)
"""A state that a script assigns to a name."""
_GLOBALS = ("window", "self", "globalThis")
_DECLARED = ("var", "let", "const")
"""Words of which such a script holds one of the first, or begins with one of the second."""
_PARSED = re.compile(r"JSON\.parse\(\s*(?=[\"'])")
_TELLING = question(
    r"(?:price|prijs|start_?date|startdatum|duration|duur|kosten|sessions|startsat)[a-z_]{0,12}\\{0,2}\"?:"
)
"""Without one of these, in lower case, a state describes no course."""
_AMOUNT = re.compile(r"(?:€|EUR)?\s*(\d{1,3}(?:[., ]\d{3})+|\d{1,6})(?:[.,](\d\d|-{1,2}))?\s*(?:€|EUR)?", re.IGNORECASE)
_DECODER = json.JSONDecoder(strict=False)


@dataclass(slots=True)
class Told:
    """A course that a page's state describes."""

    thing: Thing
    """What it says, in the shape of schema.org."""
    group: int
    """Number of the list that it stands in; courses of one list have the same."""
    named: bool
    """Whether what it stands in is named after courses."""


def read_states(root: HtmlElement, scripts: list[HtmlElement], attributes: bytes) -> list[Told]:
    """Find the courses that a page's state describes; what can't be read is left.

    `attributes` is the markup in lower case, which tells what it lacks.
    """
    found: list[Told] = []
    held = set(_HELD.findall(attributes))
    for text in _texts(root, scripts, [name for name in _ATTRIBUTES if name.encode() in held]):
        if len(text) <= MAX_STATE and _TELLING.search(text.lower()):
            found += _courses(_load(text), len(found))
    return found[:MAX_COURSES]


def _texts(root: HtmlElement, scripts: list[HtmlElement], attributes: list[str]) -> Iterator[str]:
    """Yield the texts of a page that may hold a state: scripts and these attributes."""
    count = 0
    for script in scripts:
        kind, text = script.get("type") or "", script.text or ""
        if not text or script.get("src") or count >= MAX_STATES:
            continue
        if "json" in kind or _is_assigned(text[:2000]):
            count += 1
            yield text
    for name in attributes:
        for element in root.iterfind(f".//*[@{name}]"):
            text = element.get(name) or ""
            if text.startswith(("{", "[")) and count < MAX_STATES:
                count += 1
                yield text


def _is_assigned(begin: str) -> bool:
    """Tell by its begin whether a script assigns a state to a name; few hold the words that must stand there."""
    named = any(map(begin.__contains__, _GLOBALS)) or begin.lstrip().startswith(_DECLARED)
    return named and bool(_ASSIGNED.search(begin))


def _load(text: str) -> object:
    """Read a state: JSON as it is, JSON that is assigned to a name, JSON in a text that is parsed."""
    assigned = _ASSIGNED.search(text[:2000]) if text.lstrip()[:1] not in ("{", "[") else None
    if assigned:
        text = text[assigned.end() :]
    parsed = _PARSED.match(text)
    try:
        if parsed or text[:1] in ('"', "'"):
            return json.loads(_string(text[parsed.end() :] if parsed else text), strict=False)
        return _DECODER.raw_decode(text.lstrip())[0]
    except (ValueError, RecursionError):
        return loads(text.rstrip().rstrip(";"))


def _string(text: str) -> str:
    """Read a text in quotes, of either kind."""
    if text[:1] == "'":
        end = re.match(r"'((?:[^'\\]|\\.)*)'", text, re.DOTALL)
        body = (end[1] if end else "").replace("\\'", "'").replace('"', '\\"').replace('\\\\"', '\\"')
        text = f'"{body}"'
    found = _DECODER.raw_decode(text)[0]
    return found if isinstance(found, str) else ""


def _courses(state: object, begin: int) -> Iterator[Told]:
    """Walk a state and yield what describes a course."""
    state, by_number = _numbered(state)
    queue: list[tuple[object, int, int, bool]] = [(state, 0, begin, by_number)]
    seen = groups = 0
    while queue and seen < MAX_NODES:
        value, depth, group, named = queue.pop()
        seen += 1
        if depth > MAX_DEPTH:
            continue
        if isinstance(value, list):
            groups += 1
            queue += [(item, depth + 1, begin + groups, named) for item in reversed(value[:MAX_COURSES])]
        elif isinstance(value, dict):
            thing = _thing(value)
            if thing:
                yield Told(thing, group, named)
                continue
            nested = [(key, item) for key, item in value.items() if isinstance(item, (dict, list))]
            kept = [(key, item) for key, item in nested if not _squeezed(key).startswith(_APART)]
            queue += [(item, depth + 1, group, named or _is_group(key)) for key, item in reversed(kept)]


def _numbered(state: object) -> tuple[object, bool]:
    """Put the values into a state that names them by their number in one list (Nuxt 3), and tell whether it did."""
    if not isinstance(state, list) or len(state) < 3 or not isinstance(state[0], (list, dict)):
        return state, False
    dicts = [item for item in state[:MAX_NODES] if isinstance(item, dict) and item]
    if not dicts or not all(isinstance(value, int) for item in dicts for value in item.values()):
        return state, False

    def value(number: object, depth: int) -> object:
        found = state[number] if isinstance(number, int) and 0 <= number < len(state) else None
        if isinstance(found, dict):
            return {key: value(item, depth - 1) for key, item in found.items()} if depth else None
        return [value(item, depth - 1) for item in found[:MAX_COURSES]] if isinstance(found, list) and depth else found

    named = any(_is_group(key) for item in dicts for key in item)
    told = [item for item in dicts if any(_NAMES.get(_squeezed(key)) == "name" for key in item)][:MAX_COURSES]
    return [{key: value(number, REVIVED) for key, number in item.items()} for item in told], named


def _is_group(key: object) -> bool:
    """Tell whether a key names courses: courses, allCourses, opleidingen."""
    words = _squeezed(key)
    return words in _GROUPS or words.endswith(_PLURALS)


def _squeezed(key: object) -> str:
    return "".join(sign for sign in str(key)[:60].lower() if sign.isalpha())


def _thing(value: dict[str, Any]) -> Thing | None:
    """Put a description into the shape of schema.org; None for one that describes no course."""
    known: dict[str, Any] = {}
    for key, item in value.items():
        name = _NAMES.get(_squeezed(key))
        if name and item not in (None, "", [], {}):
            known.setdefault(name, item)
    title = known.get("name")
    if not isinstance(title, str) or not 3 <= len(title.strip()) <= 200 or _FACTS.isdisjoint(known):
        return None
    data: dict[str, Any] = {"@type": "Course", "name": tidy(title, 200), "offers": _offers(known)}
    data["hasCourseInstance"] = _runs(known)
    for name, key in (("description", "description"), ("duration", "timeRequired"), ("url", "url"),
                      ("prerequisites", "coursePrerequisites"), ("audience", "audience")):  # fmt: skip
        words = as_text(known.get(name))
        if words:
            data[key] = words[:MAX_WORDS]
    return Thing(frozenset(("Course",)), data, "json-ld")


def _offers(known: dict[str, Any]) -> list[dict[str, str]]:
    """Read a price: a number, words, or an amount with its currency."""
    price, cents = known.get("price"), known.get("cents")
    currency = "EUR"
    if isinstance(price, dict):
        currency = as_text(price.get("currency") or price.get("currencyCode")) or currency
        price = price.get("amount") or price.get("value") or price.get("price")
    if isinstance(cents, int) and not isinstance(cents, bool) and 0 <= cents < MAX_CENTS:
        price = cents / 100
    if isinstance(price, bool) or not isinstance(price, (int, float, str)):
        return []
    found = _AMOUNT.fullmatch(str(price).strip()[:40])
    if isinstance(price, str) and found:
        whole = re.sub(r"\D", "", found[1])
        price = f"{whole}.{found[2]}" if found[2] and found[2].isdigit() else whole
    return (
        [{"@type": "Offer", "price": str(price), "priceCurrency": currency}]
        if found or not isinstance(price, str)
        else []
    )


def _runs(known: dict[str, Any]) -> list[dict[str, Any]]:
    """Read the runs: those of a list, else the one that the description itself names."""
    runs = known.get("runs")
    given = [item for item in runs[:MAX_COURSES] if isinstance(item, dict)] if isinstance(runs, list) else []
    found = []
    for item in given or [known]:
        names = {_NAMES.get(_squeezed(key)): part for key, part in item.items()} if given else item
        start, end = as_text(names.get("startDate")), as_text(names.get("endDate"))
        place = names.get("location") or known.get("location")
        if start or place:
            found.append({"@type": "CourseInstance", "startDate": start, "endDate": end, "location": place})
    return found
