"""Where a page contradicts itself about a date, a price, a length or a place, quoting both sides."""

from __future__ import annotations

from normalize.course import Course, Reason
from normalize.fields import prose
from normalize.fields.conflicts_length import length_conflicts
from normalize.fields.conflicts_manner import manner_conflicts
from normalize.fields.conflicts_place import place_conflicts
from normalize.fields.conflicts_price import price_conflicts
from normalize.fields.conflicts_when import date_conflicts
from normalize.fields.runs import Runs
from normalize.page.text import cut
from normalize.page.view import View


def find_conflicts(view: View, course: Course, runs: Runs) -> list[Reason]:
    """Compare what stands at different places of the page."""
    found = [*date_conflicts(view, course, runs), *price_conflicts(view, course), *length_conflicts(view, course, runs)]
    found += [*place_conflicts(view, course), *manner_conflicts(view, course)]
    found += [
        Reason(code="withdrawn_notice", text=cut(sentence.text, 300)) for sentence in prose.on(view, "withdrawn")[:1]
    ]
    return found
