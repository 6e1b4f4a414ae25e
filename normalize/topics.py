"""What a course is about: codes of a small published list, each with the words that say so.

Conservative: a word in passing makes no topic, and a page that fits none has none.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from normalize.course import Course, Evidence

TITLE_CHARS = 300
DESCRIPTION_CHARS = 4000
"""How much of a text is looked at."""
SENTENCE = re.compile(r"[.!?](?:\s|$)")


class Topic(NamedTuple):
    """An entry of the list."""

    code: str
    """As the record holds it."""
    nl: str
    """Dutch label."""
    en: str
    """English label."""
    edudex: str | None
    """EDU-DEX theme, where one means the same."""
    isced: str | None
    """ISCED-F 2013 detailed field, where one means the same."""
    edam: str | None
    """EDAM topic, where one means the same."""
    anywhere: re.Pattern[str]
    """Words that count in titles and descriptions."""
    title: re.Pattern[str]
    """Words that count in titles."""


@cache
def topics() -> tuple[Topic, ...]:
    """Return the list, in the order in which it is shown."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["topic"]
    return tuple(
        Topic(
            code, row["nl"], row["en"], row.get("edudex"), row.get("isced"), row.get("edam"),
            anywhere=_pattern(row["words"]), title=_pattern(row["words"] + row.get("title", [])),
        )
        for code, row in table.items()
    )  # fmt: skip


@cache
def version() -> str:
    """Return the version of the list, semantic versioning."""
    return str(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["version"])


def assign_topics(course: Course) -> list[tuple[str, str]]:
    """Return the codes that fit, in the order of the list, each with the words that led to it."""
    titles = [title[:TITLE_CHARS] for title in dict.fromkeys((course.title, *course.titles.values()))]
    description = (course.description or "")[:DESCRIPTION_CHARS]
    found = ((topic.code, _words(topic, titles, description)) for topic in topics())
    return [(code, words) for code, words in found if words]


def describe(course: Course) -> None:
    """Write the topics into the record, with their words as evidence."""
    found = assign_topics(course)
    course.topics = [code for code, _ in found]
    if found:
        text = "; ".join(dict.fromkeys(words for _, words in found))
        course.evidence = {**course.evidence, "topics": Evidence(text=text, method="text", url=course.url)}


def _words(topic: Topic, titles: list[str], description: str) -> str:
    """Return the words that say so, "" where none do."""
    for title in titles:
        if in_title := topic.title.search(title):
            return in_title[0]
    told = list(topic.anywhere.finditer(description))
    if not told:
        return ""
    end = SENTENCE.search(description)
    first_sentence = told[0].start() < (end.start() if end else len(description))
    return told[0][0] if first_sentence or len(told) > 1 else ""


def _pattern(words: list[str]) -> re.Pattern[str]:
    each = (re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)
