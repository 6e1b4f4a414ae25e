"""Days of something else: what their heading, or the line that leads to them, says that they are."""

from __future__ import annotations

from normalize.fields import prose
from normalize.page.view import View

LEAD = 160
"""Characters at the end of a leading line that are looked at."""
LED = 12
"""Items that one line leads to, at most."""


def is_of_else(view: View, at: int) -> bool:
    """Tell whether a block stands under a heading or a leading line on news, former runs, open days and the like."""
    if prose.speaks_of("aside_line", view.blocks[at].text) or any(
        prose.speaks_of("elsewhen", head) for head in view.heads(at)
    ):
        return True
    return (lead := _lead(view, at)) is not None and prose.speaks_of("elsewhen_led", lead[-LEAD:])


def _lead(view: View, at: int) -> str | None:
    """Return the line with a colon that leads to a block, by itself or as one of several items."""
    for n in range(at - 1, max(at - LED, -1), -1):
        above = view.blocks[n]
        if above.text.endswith(":"):
            return above.text
        if above.level or above.tag != "li" or view.blocks[at].tag != "li":
            return None
    return None
