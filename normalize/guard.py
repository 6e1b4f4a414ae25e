"""A run is judged as a whole before anything of it counts: one that collapsed removes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

COLLAPSE = 0.5
"""A run that finds less than this share of the courses that were known is not believed."""
ENOUGH = 4
"""Below so many known courses, a share says nothing."""

State = Literal["good", "incomplete", "failed"]
"""Good: what it did not find is missing. Incomplete: what it found counts. Failed: nothing does."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a run is worth, and why it is worth no more."""

    state: State
    """How much of it counts."""
    cause: str | None = None
    """Code; None for a good run without a remark."""
    detail: str | None = None
    """The same in one line of words."""


def judge_run(crawled: Verdict, *, found: int, known: int) -> Verdict:
    """Hold what a run found against what was known of its provider.

    `crawled` is what the crawl says of itself; `found` and `known` count courses.
    """
    if crawled.state == "good" and known >= ENOUGH and found < COLLAPSE * known:
        return Verdict(
            "incomplete", "collapsed", f"found {found} courses where {known} were known; nothing was removed"
        )
    return crawled
