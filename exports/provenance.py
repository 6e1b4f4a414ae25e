"""At whose sites an offer was found."""

from __future__ import annotations

from normalize.course import Course


def found_at(course: Course) -> list[str]:
    """Return the ids of the providers whose sites hold the offer, the chosen page's first.

    A record without sources counts as found at the organisation that gives the course.
    """
    return list(dict.fromkeys(source.provider for source in course.sources)) or [course.provider.id]
