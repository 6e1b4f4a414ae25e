"""What a page is: a course, a list of courses, or something else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from normalize.course import Course
from normalize.page.text import fold
from normalize.page.view import View

WORDS = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
Kind = Literal["course", "list", "other"]

_COURSE = re.compile(r"\b(?:" + "|".join(sorted(map(fold, WORDS["course"]["title"]), key=len, reverse=True)) + r")\b")
_ENDING = re.compile(r"(?:" + "|".join(WORDS["course"]["endings"]) + r")(?:sen|en|s)?\b")
_OTHER = re.compile(r"\b(?:" + "|".join(sorted(map(fold, WORDS["other"]["title"]), key=len, reverse=True)) + r")\b")
_COURSE_PATH = frozenset(WORDS["course"]["path"])
_OTHER_PATH = frozenset(WORDS["other"]["path"])
_KICKERS = frozenset(WORDS["kicker"]["labels"])
_SECTIONS = frozenset(WORDS["kicker"]["sections"])
_NEVER = frozenset(map(fold, WORDS["never"]["title"]))
_NEVER_PATH = frozenset(WORDS["never"]["path"])
_SPEAKS = re.compile(
    r"\b(?:deze|dit|onze|de|this|the|our)\s+(?:\w+\s+)?(?:cursus|opleiding|training|workshop|scholing|leergang|masterclass|module|course|programme)\b",
    re.IGNORECASE,
)
TELLING = frozenset(
    ("duration", "entry_requirements", "level", "certificate", "accreditation", "languages", "delivery")
)
"""Labels that a course has and an event seldom."""
COURSE_THINGS = ("Course", "EducationalOccupationalProgram", "CourseInstance")
SIX = ("audience", "entry_requirements", "certificate", "accreditation", "level")


ENOUGH = 3.0
"""The weight from which a page offers a course."""
HOME = -2.0
"""What a home page weighs."""
LISTED = 6.5
"""The same for a page that calls itself a list."""


def names_course(text: str) -> bool:
    """Tell whether words name a course."""
    folded = fold(text)
    return bool(_COURSE.search(folded) or _ENDING.search(folded))


def names_other(text: str) -> bool:
    """Tell whether words name something that is no course: a defence, a symposium, an open day."""
    return bool(_OTHER.search(fold(text)))


def offers_course(view: View, course: Course, *, listed: bool = False) -> bool:
    """Weigh whether the page offers the course that was read from it."""
    score = 0.0
    kicker = _kicker(view, course.title)
    said = {re.sub(r" ?\d+", "", fold(words)) for words in kicker.split(" / ")}
    others = {words for words in said if _OTHER.fullmatch(words)}
    if others and not names_course(kicker):
        score -= 1.5 if others <= _SECTIONS else 4
    elif names_course(kicker):
        score += 3
    if names_course(course.title):
        score += 1 if names_other(course.title) else 2.5
    elif names_other(course.title):
        score -= 3
    elif names_course(view.title.split("|")[0]):
        score += 2
    elif names_other(view.title.split("|")[0]):
        score -= 2
    if view.embedded.of(*COURSE_THINGS):
        score += 2
    score += address_score(view.url)
    if _is_never(view, course.title):
        score -= 6
    spoken = sum(1 for s in view.sentences if _SPEAKS.search(s.text[:300]))
    score += min(spoken, 3) * 0.5
    facts = sum(bool(getattr(course, name)) for name in SIX)
    facts += (course.price is not None) + (course.duration is not None)
    score += min(facts, 4) * 0.75 + 0.5 * bool(course.delivery)
    telling = {name for s in view.statements for name in s.meaning.fields if name in TELLING}
    score += max(0, len(telling) - 1)
    score += 0.5 * bool(course.sessions)
    return score >= (LISTED if listed else ENOUGH)


def _is_never(view: View, title: str) -> bool:
    """Tell whether it is one of the pages that every site has: terms, contact, search results."""
    begins = f"{fold(title)} ".startswith(tuple(WORDS["never"]["begins"])) and not _COURSE.search(fold(title))
    named = begins or fold(title) in _NEVER or any(part in _NEVER_PATH for part in _parts(view.url))
    return named or bool(view.embedded.of(*WORDS["never"]["things"]))


def _parts(url: str) -> list[str]:
    """Return the parts of an address's path, folded."""
    return [fold(unquote(part)) for part in urlsplit(url).path.split("/") if part]


def _kicker(view: View, title: str) -> str:
    """Return the short words beside the title that say what it is."""
    at = next((n for n, b in enumerate(view.blocks) if b.level and fold(title) in fold(b.text)), None)
    if at is None:
        return ""
    beside = [view.blocks[n] for n in (at - 1, at + 1) if 0 <= n < len(view.blocks)]
    short = [block for block in beside if len(block.text) < 40]
    near = [block.text for block in short if not block.href or names_course(block.text)]  # "Open dag" is a button
    near += [s.lines[0] for s in view.statements if fold(s.label) in _KICKERS and len(s.lines[0]) < 60]
    return " / ".join(near)


def address_score(url: str) -> float:
    """Weigh what the address says: above 0 for a course, below for something else."""
    parts = _parts(url)
    if not parts or (len(parts) == 1 and parts[0] in ("nl", "en", "index html", "home")):
        return HOME
    if any(part in _OTHER_PATH for part in parts):
        return -2
    if any(part in _COURSE_PATH for part in parts):
        return 1.5
    return 0.75 if parts and names_course(parts[-1]) else 0
