"""What a visitor asked for, as it stands in the address: one list, one address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from console.facets import FACETS

SORTS = ("relevance", "start", "price", "title")
QUERY_CHARS = 200
VALUES = 40
"""The most values of one facet, and the most courses picked."""
COMPARED = 4
"""The most courses side by side."""
LAST_PAGE = 100_000


class Wanted(NamedTuple):
    """A list that was asked for."""

    query: str
    """Words to search for; "" for all."""
    chosen: dict[str, tuple[str, ...]]
    """Facet to the values of which a course must have one."""
    sort: str
    """One of `SORTS`."""
    page: int
    """From 1."""
    past: bool
    """Whether what is past or withdrawn is shown too."""
    picked: tuple[str, ...]
    """Ids of courses picked to compare."""

    def address(self, *, page: int = 1, picked: Iterable[str] | None = None) -> str:
        """Return the query of the address of this list, "" for the whole; the same list has always the same."""
        pairs = [("q", self.query)] if self.query else []
        pairs += [(name, value) for name, values in self.chosen.items() for value in values]
        pairs += [("past", "1")] if self.past else []
        pairs += [("sort", self.sort)] if self.sort != self.usual else []
        pairs += [("id", id) for id in (self.picked if picked is None else picked)]
        pairs += [("page", str(page))] if page > 1 else []
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, name: str, value: str) -> str:
        """Return the address of the same list without one value of a facet."""
        rest = tuple(other for other in self.chosen[name] if other != value)
        return self._replace(chosen={**self.chosen, name: rest}).address()

    @property
    def usual(self) -> str:
        """Return the sort that needs not be named."""
        return "relevance" if self.query else "start"


def wanted(params: QueryParams) -> Wanted:
    """Read what was asked for; what can't be understood is left out."""
    query = " ".join(params.get("q", "")[:QUERY_CHARS].split())
    chosen = {facet.name: _several(params, facet.name) for facet in FACETS}
    page = params.get("page", "1")
    found = Wanted(
        query=query,
        chosen={name: tuple(sorted(values)) for name, values in chosen.items() if values},
        sort=params.get("sort", ""),
        page=min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdecimal() and len(page) < 9 else 1,
        past=params.get("past") == "1",
        picked=_several(params, "id")[:COMPARED],
    )
    fits = found.sort in SORTS and (query or found.sort != "relevance")
    return found if fits else found._replace(sort=found.usual)


def _several(params: QueryParams, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value[:QUERY_CHARS] for value in params.getlist(name)[:VALUES] if value))
