"""The database: runs, readings, offers and human decisions, on SQLite or PostgreSQL.

No other package knows SQL.
"""

from store.errors import Locked, StoreError
from store.leases import Lease
from store.records import (
    Change,
    Changes,
    Decision,
    Ending,
    PageSeen,
    ProviderStatus,
    Recent,
    Recorded,
    Run,
    RunState,
    State,
    Stored,
    Version,
    Watched,
)
from store.store import Store

__all__ = [
    "Change",
    "Changes",
    "Decision",
    "Ending",
    "Lease",
    "Locked",
    "PageSeen",
    "ProviderStatus",
    "Recent",
    "Recorded",
    "Run",
    "RunState",
    "State",
    "Store",
    "StoreError",
    "Stored",
    "Version",
    "Watched",
]
