"""The addresses of the analysts' pages, Dutch and English."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from exports.words import LANGUAGES, Language, Pair

ADDRESSES: dict[str, Pair] = {
    "coverage": ("/analyse", "/en/analysis"),
    "supply": ("/analyse/aanbod", "/en/analysis/supply"),
    "overlap": ("/analyse/overlap", "/en/analysis/overlap"),
    "demand": ("/analyse/vraag", "/en/analysis/demand"),
    "table": ("/analyse/gegevens/{name}.csv", "/en/analysis/data/{name}.csv"),
    "drawing": ("/analyse/grafiek/{name}.svg", "/en/analysis/chart/{name}.svg"),
    "template": ("/analyse/vraag/sjabloon.csv", "/en/analysis/demand/template.csv"),
    "needs": ("/analyse/vraag/behoeften.csv", "/en/analysis/demand/needs.csv"),
}
TABS = ("coverage", "supply", "overlap", "demand")
"""The pages, as they lead on to each other."""


def address(page: str, language: Language, name: str = "", **query: object) -> str:
    """Return the address of a page; what is empty or None is left out of the query."""
    path = ADDRESSES[page][LANGUAGES.index(language)].replace("{name}", quote(name, safe=""))
    asked = urlencode({key: value for key, value in query.items() if value not in (None, "")})
    return f"{path}?{asked}" if asked else path
