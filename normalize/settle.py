"""What the pages of a run tell of the same address becomes one course: its own page first, lists after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from normalize.course import Course
from normalize.reading import Reading


def settle(readings: Iterable[Reading], languages: Collection[str]) -> list[Course]:
    """Return one course per address, sorted by address.

    A list often tells what the course's own page leaves open (a price, the dates): that is filled in, with
    the list as its evidence. Pages that ask not to be indexed are left out, and so is what lists tell of them;
    so are pages in a language that is not among the provider's.
    """
    kept = [reading for reading in readings if reading.language is None or reading.language in languages]
    hidden = {reading.url for reading in kept if reading.noindex}
    courses: dict[str, Course] = {}
    for reading in sorted(kept, key=lambda reading: (reading.kind != "course", reading.url)):
        for course in reading.courses:
            if reading.noindex or course.url in hidden:
                continue
            if reading.nosnippet:
                course.description = None
            known = courses.setdefault(course.url, course)
            if known is not course:
                from normalize.fields.parts import join_part  # loads much of what reads

                course.sources, course.freshness.reasons = [], []
                join_part(known, course)
    return [courses[url] for url in sorted(courses)]
