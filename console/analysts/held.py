"""What the views hold, kept until what they are made of changes: counting a large offer anew takes seconds."""

from __future__ import annotations

from threading import Lock

from store import views
from store.engine import Database
from store.views import Rows


class Held:
    """The views of a database, read by any number of threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._kept: tuple[views.State, dict[str, Rows]] | None = None

    def view(self, name: str) -> Rows:
        """Return what a view holds; counted by one thread at a time, so that none is counted twice."""
        state = views.state(self._database)
        found = self._known(state, name)
        if found is not None:
            return found
        with self._lock:
            found = self._known(state, name)
            if found is None:
                found = views.rows(self._database, name)
                others = self._kept[1] if self._kept and self._kept[0] == state else {}
                self._kept = (state, {**others, name: found})
        return found

    def _known(self, state: views.State, name: str) -> Rows | None:
        kept = self._kept
        return kept[1].get(name) if kept and kept[0] == state else None
