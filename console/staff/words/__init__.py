"""The words of the staff's pages, Dutch and English side by side. A test holds that none is missing."""

from __future__ import annotations

from console.staff.words.common import COMMON
from console.staff.words.courses import COURSES
from console.staff.words.matching import MATCHING
from console.staff.words.providers import PROVIDERS
from console.staff.words.work import WORK
from exports.words import Pair

WORDS: dict[str, Pair] = COMMON | WORK | MATCHING | COURSES | PROVIDERS
"""All fixed texts: `t` in the templates."""
