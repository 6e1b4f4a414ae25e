"""Where each page of the staff stands, in Dutch and in English."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from exports.words import LANGUAGES, Language, Pair

AT: dict[str, Pair] = {
    "overview": ("/beheer", "/en/manage"),
    "refresh": ("/beheer/verversen", "/en/manage/refresh"),
    "progress": ("/beheer/verversen/voortgang", "/en/manage/refresh/progress"),
    "stop": ("/beheer/verversen/stop", "/en/manage/refresh/stop"),
    "publish": ("/beheer/publiceren", "/en/manage/publish"),
    "runs": ("/beheer/bezoeken", "/en/manage/visits"),
    "run": ("/beheer/bezoek/{id}", "/en/manage/visit/{id}"),
    "pairs": ("/beheer/twijfelgevallen", "/en/manage/pairs"),
    "courses": ("/beheer/cursussen", "/en/manage/courses"),
    "course": ("/beheer/cursus/{id}", "/en/manage/course/{id}"),
    "proposals": ("/beheer/voorstellen", "/en/manage/proposals"),
    "decisions": ("/beheer/besluiten", "/en/manage/decisions"),
    "undo": ("/beheer/besluiten/intrekken", "/en/manage/decisions/undo"),
    "providers": ("/beheer/aanbieders", "/en/manage/providers"),
    "provider": ("/beheer/aanbieder/{id}", "/en/manage/provider/{id}"),
    "new": ("/beheer/aanbieders/nieuw", "/en/manage/providers/new"),
    "preview": ("/beheer/aanbieders/proef", "/en/manage/providers/preview"),
    "links": ("/beheer/links", "/en/manage/links"),
}
"""Page to its address."""
TABS = ("overview", "refresh", "runs", "pairs", "courses", "proposals", "providers", "decisions", "links")
"""The pages that stand in the navigation, in its order."""


def to(page: str, language: Language, id: str = "", /, **query: object) -> str:
    """Return the address of a page; values of the query that are empty are left out."""
    address = AT[page][LANGUAGES.index(language)].replace("{id}", quote(id, safe=""))
    given = {name: value for name, value in query.items() if value not in (None, "", False)}
    return f"{address}?{urlencode(given)}" if given else address
