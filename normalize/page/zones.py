"""Which parts of a page are not its content: menus, teasers, footers, cookie bars."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Literal

from normalize.page.text import fold

Zone = Literal["main", "side", "teaser", "margin"]
"""main: the content; side: beside it; teaser: about something else; margin: header, footer."""

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
_CHROME: dict[str, list[str]] = _WORDS["chrome"]
_ELSEWHERE: tuple[str, ...] = tuple(_WORDS["elsewhere"]["headings"])
_OWN = frozenset(_WORDS["own"]["names"])
_TOKEN = re.compile(r"[A-Za-z]+")


@lru_cache(maxsize=4096)
def kind_of(names: str) -> str:
    """Tell what an element's class, id and role make it: skip, footer, teaser, side or ""."""
    names = " ".join(name for name in names.split() if name.lower() not in _OWN)
    tokens = {token.lower() for token in _TOKEN.findall(names)}
    squeezed = {re.sub(r"[^a-z]", "", name) for name in names.lower().split()}
    for kind, words in _CHROME.items():
        if not tokens.isdisjoint(words) or not squeezed.isdisjoint(words):
            return kind
    return ""


def may_be_lead(names: str) -> bool:
    """Tell whether only the word "teaser" makes an element one: a page's own opening is called so too."""
    return kind_of(names) == "teaser" and kind_of(re.sub(r"[Tt]easers?", "", names)) == ""


@lru_cache(maxsize=4096)
def is_elsewhere(heading: str) -> bool:
    """Tell whether a heading begins a part that speaks of other courses or of the site."""
    folded = fold(heading)
    return any(folded == words or folded.startswith(words + " ") for words in _ELSEWHERE)
