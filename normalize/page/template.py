"""What stands on many pages of a site is its template, not a page's content."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from normalize.page.document import Block

LEAST_PAGES = 5
"""Pages that a block must stand on before it counts as template."""
LEAST_SHARE = 0.4
"""Share of the site's pages that it must stand on."""
LEAST_CHARS = 25
"""Shorter texts ("Leiden", "Nederlands") are values that many pages share."""


@dataclass(frozen=True, slots=True)
class Template:
    """The texts of a site's template."""

    texts: frozenset[int] = frozenset()
    """Marks of its blocks."""

    def holds(self, block: Block) -> bool:
        """Tell whether a block is part of the template."""
        return bool(self.texts) and _counts(block) and _mark(block) in self.texts


NO_TEMPLATE = Template()


def marks_of(blocks: Iterable[Block]) -> list[int]:
    """Return a mark of each text of a page that may be part of a template: the same in every process, sorted."""
    return sorted({_mark(block) for block in blocks if _counts(block)})


def learn_template(pages: Iterable[Iterable[int]]) -> Template:
    """Find what the pages of a site have in common, by the marks of their texts."""
    seen: Counter[int] = Counter()
    number = 0
    for marks in pages:
        number += 1
        seen.update(marks)
    least = max(LEAST_PAGES, LEAST_SHARE * number)
    return Template(frozenset(text for text, count in seen.items() if count >= least))


VALUE = re.compile(
    r"\d{1,2}\W{0,2} (?:jan|feb|maart|mrt|mar|apr|mei|may|jun|jul|aug|sep|o[kc]t|nov|dec)"
    r"|\d[-/.]\d\d?[-/.](?:20)?\d\d\b|€|\d,-",
    re.IGNORECASE,
)
"""A date or a price: courses share those, and yet they are their own."""
LONGEST_VALUE = 90
"""Characters of a line that may be nothing but such a value."""


def _mark(block: Block) -> int:
    return zlib.crc32(block.text.encode(errors="replace"))


def _counts(block: Block) -> bool:
    if block.level or len(block.text) < LEAST_CHARS:
        return False
    return len(block.text) > LONGEST_VALUE or not VALUE.search(block.text)
