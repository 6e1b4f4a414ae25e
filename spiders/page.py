"""A page as it came: what a crawl leaves behind and all that a reader may look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Page:
    """One stored response.

    The body is kept as bytes: what its encoding is, is for the reader to find out.
    """

    url: str
    """Absolute address that answered, after redirects, as the archive has it."""
    body: bytes
    """The body after the transfer and content encodings were undone; b"" where none was kept."""
    status: int = 200
    """HTTP status."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Response headers, names in lower case."""
    fetched_at: datetime | None = None
    """When it was fetched, with its offset; None for a file without history."""
    requested_url: str | None = None
    """Address that was asked for, where a redirect led elsewhere."""

    @property
    def content_type(self) -> str:
        """Media type without parameters, in lower case; "" where the server named none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()
