"""The addresses of a provider's pages, Dutch and English."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from exports.words import LANGUAGES, Language, Pair

ADDRESSES: dict[str, Pair] = {
    "overview": ("/aanbieder/{id}", "/en/provider/{id}"),
    "courses": ("/aanbieder/{id}/cursussen", "/en/provider/{id}/courses"),
    "course": ("/aanbieder/{id}/cursus/{course}", "/en/provider/{id}/course/{course}"),
    "look": ("/aanbieder/{id}/pagina", "/en/provider/{id}/page"),
    "messages": ("/aanbieder/{id}/meldingen", "/en/provider/{id}/messages"),
}
TABS = ("overview", "courses", "look", "messages")
"""Those that lead on from every page of a provider."""


def address(name: str, language: Language, id: str, course: str = "", **query: object) -> str:
    """Return the address of a page of a provider; what is empty or None is left out of the query."""
    path = ADDRESSES[name][LANGUAGES.index(language)]
    path = path.replace("{id}", quote(id, safe="")).replace("{course}", quote(course, safe=""))
    asked = urlencode({key: value for key, value in query.items() if value not in (None, "")})
    return f"{path}?{asked}" if asked else path
