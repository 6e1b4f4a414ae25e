"""The private link by which a provider comes in, without an account."""

from __future__ import annotations

from datetime import datetime

from console.accounts.sessions import hashed, new_key
from console.render import ENTRANCE
from exports.words import LANGUAGES, Language
from store import Store, accounts


def new_link(store: Store, provider: str, *, root: str, language: Language, who: str, now: datetime) -> str:
    """Make a private link for a provider and return its address; it can't be shown again. Earlier ones end."""
    key = new_key()
    accounts.end_links(store.database, provider, now=now)
    accounts.add_link(store.database, provider, hashed(key), who=who, now=now)
    address = ENTRANCE["link"][LANGUAGES.index(language)]
    return root + address.replace("{id}", provider).replace("{key}", key)
