"""What a page is: a course, a list of courses, or something else."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from normalize.course import Course
from normalize.fields.evidence import BRIEF, weigh
from normalize.page.text import fold
from normalize.page.view import View
from normalize.values.alternatives import question

WORDS = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))

_COURSE = question(r"\b(?:" + "|".join(sorted(map(fold, WORDS["course"]["title"]), key=len, reverse=True)) + r")\b")
_ENDING = re.compile(r"(?:" + "|".join(WORDS["course"]["endings"]) + r")(?:sen|en|s)?\b")
_ELSE = {fold(word) for word in WORDS["other"]["title"]}
_WEAK = {fold(word) for word in WORDS["other"]["weak"]}
_COMPOUND = r"\b\w+(?:congres|symposium|conferentie|borrel|vergadering)\b"
_OTHER = question(r"\b(?:" + "|".join(sorted(_ELSE | _WEAK, key=len, reverse=True)) + rf")\b|{_COMPOUND}")
_SURELY_OTHER = question(r"\b(?:" + "|".join(sorted(_ELSE, key=len, reverse=True)) + r")\b")
_COURSE_PATH = frozenset(WORDS["course"]["path"])
_OTHER_PATH = frozenset(WORDS["other"]["path"])

DOUBTFUL = -2.0
"""What the signs of a page weigh that may offer a course in spite of them."""
HOME = -2.0
"""What a home page weighs."""


@lru_cache(maxsize=4096)
def names_course(text: str) -> bool:
    """Tell whether words name a course."""
    folded = fold(text)
    return bool(_COURSE.search(folded) or _ENDING.search(folded))


@lru_cache(maxsize=4096)
def names_other(text: str) -> bool:
    """Tell whether words name something that is no course: a defence, a symposium, an open day."""
    return bool(_OTHER.search(fold(text)))


@lru_cache(maxsize=4096)
def surely_names_other(text: str) -> bool:
    """Tell whether words name something else by words that the title of a course seldom holds."""
    return bool(_SURELY_OTHER.search(fold(text)))


def offers_course(view: View, course: Course, *, listed: bool = False) -> bool:
    """Tell whether the page offers the course that was read from it."""
    return weigh(view, course, listed=listed) > 0


def may_offer_course(view: View, course: Course) -> bool:
    """Tell whether little speaks against the page offering the course, or it says too little to tell."""
    told = sum(len(block.text) for block in view.blocks)
    return told < BRIEF or weigh(view, course) > DOUBTFUL


def _parts(url: str) -> list[str]:
    """Return the parts of an address's path, folded."""
    return [fold(unquote(part)) for part in urlsplit(url).path.split("/") if part]


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
