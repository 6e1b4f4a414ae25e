"""What a JSON endpoint answers: the pages it names, and where its next page is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from spiders.endpoints import PLACE
from spiders.links import walk
from spiders.urls import OFFSET_KEYS, PAGE_KEYS, join

MAX_JSON = 8 * 1024 * 1024
"""The longest answer that is read, in bytes."""
MAX_NODES = 300_000
"""How many of its nodes are looked at."""
LINK_KEYS = re.compile(
    r"(?:.*_)?(?:url|uri|link|href|permalink|path|canonical|page|detail(?:s|page)?|slug_?url|route|to|website)$",
    re.IGNORECASE,
)
"""Keys under which JSON holds addresses, also relative ones."""
NEXT_KEYS = {
    "next",
    "nextpage",
    "next_page",
    "nextlink",
    "next_link",
    "nexturl",
    "next_url",
    "next_page_url",
    "nextpageurl",
    "@odata.nextlink",
    "hydra:next",
}
MORE_KEYS = {
    "hasmore",
    "has_more",
    "moreitems",
    "more",
    "hasnext",
    "has_next",
    "hasnextpage",
    "has_next_page",
    "nextpageexists",
}
PAGES_KEYS = {
    "totalpages",
    "total_pages",
    "pagecount",
    "page_count",
    "pages",
    "lastpage",
    "last_page",
    "numpages",
    "num_pages",
    "maxpages",
    "nbpages",
}
CURRENT_KEYS = {"page", "currentpage", "current_page", "pagenumber", "page_number", "pageindex"}
TOTAL_KEYS = {
    "total",
    "totalcount",
    "total_count",
    "totalresults",
    "total_results",
    "totalitems",
    "total_items",
    "count",
    "nbhits",
    "numfound",
    "totalhits",
    "found",
}
SIZE_KEYS = {
    "limit",
    "size",
    "take",
    "pagesize",
    "page_size",
    "perpage",
    "per_page",
    "rows",
    "count",
    "top",
    "hitsperpage",
}


@dataclass(slots=True)
class Answer:
    """What an endpoint's answer leads to."""

    links: list[tuple[str, str]] = field(default_factory=list)
    """(canonical address, title or "")."""
    fragments: list[str] = field(default_factory=list)
    """Pieces of HTML in the answer, as "load more" buttons get them."""
    following: str = ""
    """The next page of the same answer; "" where there is none."""


def read_answer(body: bytes, url: str, templates: tuple[str, ...] = ()) -> Answer | None:
    """Read an endpoint's JSON; None where it is no JSON or larger than MAX_JSON."""
    if len(body) > MAX_JSON:
        return None
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    answer = Answer()
    patterns = list(templates)
    slugs: list[tuple[str, str]] = []
    for key, value in walk([data], MAX_NODES):
        text = value.strip()
        if not text or len(text) > 200_000:
            continue
        if text.startswith("<") or "<a " in text:
            answer.fragments.append(text)
        elif len(text) > 1000:
            continue
        elif PLACE.search(text) and "/" in text:
            patterns.append(text)
        elif text.startswith(("http://", "https://", "/")) or (LINK_KEYS.match(key) and _is_relative(text)):
            if key.lower() not in NEXT_KEYS and (link := join(url, text)):
                answer.links.append((link, ""))
        elif key.lower() in ("slug", "id", "code", "key"):
            slugs.append((key.lower(), text))
    slugs.extend(_numbers(data))
    answer.links.extend(_from_slugs(patterns[:5], slugs, url))
    answer.following = _following(data, url)
    return answer


def _is_relative(text: str) -> bool:
    return re.fullmatch(r"[\w.-]+(?:/[\w.%~-]+)*/?(?:\?[\w=&%.-]*)?", text) is not None and (
        "/" in text or "." in text or "-" in text
    )


def _numbers(data: object) -> Iterator[tuple[str, str]]:
    """Yield the numeric ids of items, which `walk` leaves out."""
    stack, budget = [data], 50_000
    while stack and budget > 0:
        budget -= 1
        node = stack.pop()
        if isinstance(node, dict):
            if isinstance(node.get("id"), int) and not isinstance(node.get("id"), bool):
                yield "id", str(node["id"])
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)


def _from_slugs(patterns: list[str], slugs: list[tuple[str, str]], url: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        match = PLACE.search(pattern)
        if match is None:
            continue
        wanted = next(name for name in match.groups() if name).lower()
        for key, slug in slugs:
            if (
                key == wanted
                and len(slug) < 200
                and (link := join(url, PLACE.sub(quote(slug, safe="/"), pattern, count=1)))
            ):
                yield link, ""


def _following(data: object, url: str) -> str:
    """Return the address of the next page of an answer, from its own words about paging."""
    notes = _notes(data)
    for key, value in notes:
        if key in NEXT_KEYS and isinstance(value, str) and value.startswith(("http", "/", "?")):
            return join(url, value)
    numbers: dict[str, int] = {}
    for key, value in notes:
        if isinstance(value, (bool, int)):
            numbers.setdefault(key, int(value))
    query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    items = max((len(value) for _, value in notes if isinstance(value, list)), default=0)
    if items == 0:
        return ""
    return _by_page(numbers, query, url) or _by_offset(numbers, query, items, url)


def _notes(data: object) -> list[tuple[str, object]]:
    """Return the upper three levels of keys and values, in lower case; what lies in lists is items, not paging."""
    notes: list[tuple[str, object]] = [("", data)] if isinstance(data, list) else []
    level = [data]
    for _ in range(3):
        pairs = [
            (str(key), value) for node in level if isinstance(node, dict) for key, value in list(node.items())[:200]
        ]
        notes.extend((key.lower(), value) for key, value in pairs)
        level = [value for _, value in pairs if isinstance(value, dict)]
    return notes


def _by_page(numbers: dict[str, int], query: dict[str, str], url: str) -> str:
    key = next((name for name in query if name.lower() in PAGE_KEYS and query[name].isdigit()), None)
    current = int(query[key][:6]) if key else next((numbers[name] for name in CURRENT_KEYS if name in numbers), None)
    if current is None:
        return ""
    last = next((numbers[name] for name in PAGES_KEYS if name in numbers), None)
    more = next((numbers[name] for name in MORE_KEYS if name in numbers), None)
    if last is not None and current >= last:
        return ""
    if more is not None and not more:
        return ""
    if last is None and more is None and key is None:
        return ""
    return _with(url, key or "page", current + 1)


def _by_offset(numbers: dict[str, int], query: dict[str, str], items: int, url: str) -> str:
    key = next((name for name in query if name.lower() in OFFSET_KEYS and query[name].isdigit()), None)
    size = next((int(query[name][:6]) for name in query if name.lower() in SIZE_KEYS and query[name].isdigit()), items)
    total = next((numbers[name] for name in TOTAL_KEYS if name in numbers), None)
    sized = any(name.lower() in SIZE_KEYS for name in query)
    if key is None and not (sized and total is not None and total > items and "offset" in numbers):
        return ""
    start = int(query[key][:8]) if key else numbers.get("offset", 0)
    if total is not None and start + items >= total:
        return ""
    return _with(url, key or "offset", start + max(1, min(size, items)))


def _with(url: str, key: str, value: int) -> str:
    parts = urlsplit(url)
    pairs = [(name, text) for name, text in parse_qsl(parts.query, keep_blank_values=True) if name != key]
    return join(url, urlunsplit(parts._replace(query=urlencode([*pairs, (key, str(value))]))))
