"""What a provider pastes into its page: the record as schema.org JSON-LD, and how to add what the record lacks."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import msgspec

from exports.jsonld import course_node
from exports.words import FIELDS, Language, pick
from normalize.course import Course

ADDED: dict[str, dict[str, Any]] = {
    "organisation": {"provider": {"@type": "Organization", "name": "…"}},
    "audience": {"audience": {"@type": "EducationalAudience", "audienceType": "…"}},
    "price": {
        "offers": {
            "@type": "Offer", "price": 950, "priceCurrency": "EUR",
            "priceSpecification": {
                "@type": "PriceSpecification", "price": 950, "priceCurrency": "EUR", "valueAddedTaxIncluded": False,
            },
        }
    },
    "duration": {"timeRequired": "P2D"},
    "dates": {
        "hasCourseInstance": {
            "@type": "CourseInstance", "courseMode": "Onsite", "startDate": "2027-03-10", "endDate": "2027-03-11",
            "location": {"@type": "Place", "name": "…"},
        }
    },
    "entry_requirements": {"coursePrerequisites": "…"},
}  # fmt: skip
"""A compared field to the lines that give it; the values in them are examples."""


CLAIM = "dct:conformsTo"
"""The claim to fit a profile."""
OURS = frozenset((CLAIM, "keywords", "dateModified", "sameAs"))
"""Lines of the desk's own."""


class Addition(NamedTuple):
    """Lines that a block still lacks."""

    name: str
    """What the field is called."""
    lines: str
    """JSON to put between the others, with example values."""


def block(course: Course) -> str:
    """Return the record as the script element for the page's head; runs that are past are left out.

    What the desk adds of its own (its identity of the record, its keywords, when it saw a change) is no part of it.
    """
    past = course.freshness.status == "expired"
    node = course_node(msgspec.structs.replace(course, id="", sessions=[] if past else course.sessions))
    if course.audience:
        node["audience"] = {"@type": "EducationalAudience", "audienceType": course.audience}
    own = {"@context": "https://schema.org/", **{key: value for key, value in node.items() if key not in OURS}}
    for run in own.get("hasCourseInstance", []):
        run.pop(CLAIM, None)
    written = json.dumps(json.loads(json.dumps(own), parse_float=_plain), ensure_ascii=False, indent=2)
    safe = written.replace("<", "\\u003c")  # which opens or closes markup within the element, whatever follows
    return f'<script type="application/ld+json">\n{safe}\n</script>'


def _plain(number: str) -> float | int:
    """Read a number as a person would write it: 950, not 950.0."""
    value = float(number)
    return int(value) if value.is_integer() else value


def additions(course: Course, language: Language) -> list[Addition]:
    """Return the lines to add to the block for each compared field that the record lacks."""
    names = pick(FIELDS, language)
    wanted = ["dates"] if course.freshness.status == "expired" else []
    wanted += [field for field in course.completeness.missing if field in ADDED]
    return [Addition(names[field], _lines(ADDED[field])) for field in wanted]


def _lines(added: dict[str, Any]) -> str:
    return "\n".join(line[2:] for line in json.dumps(added, ensure_ascii=False, indent=2).splitlines()[1:-1]) + ","
