"""A witness: words of a page that speak of a field, and how they were found."""

from __future__ import annotations

from typing import NamedTuple

from normalize.course import Evidence, Method
from normalize.page.text import cut, tidy


class Witness(NamedTuple):
    """Words that speak of a field."""

    text: str
    """The literal words."""
    method: Method
    """How they were found."""
    year: int | None = None
    """A year that stands in the label or heading above them."""
    label: str = ""
    """The label's words."""
    side: bool = False
    """Whether they stand beside the main content."""

    def evidence(self, url: str) -> Evidence:
        """Return the same as the record keeps it."""
        return Evidence(text=cut(tidy(self.text, 1200), 400), method=self.method, url=url)
