"""In which language a course is given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.fields import prose
from normalize.fields.witness import Witness
from normalize.fields.witnesses import first
from normalize.page.document import Block
from normalize.page.text import fold, sentences
from normalize.page.view import View
from normalize.values.languages import read_languages

NAMED = re.compile(
    r"^.{0,400}(?=\b(?:voertaal|(?<!is the )(?<!be the )language of instruction)\b)", re.IGNORECASE | re.DOTALL
)
"""What stands before the words that name the language is about something else."""
TITLED = re.compile(
    r"\w{3}\W*(?:[–—|:,-] (?:in )?|[(](?:in |in het )?| in het )"
    r"(nederlands(?:talige?)?|engels(?:talige?)?|duits(?:talige?)?|dutch|english|german)"
    r"(?:[- ](?:course|edition|version|programme|class|group|cursus|editie|groep|training|workshop|taught))?[)]?$",
    re.IGNORECASE,
)
"""A language behind the name of a course."""
PIECES = re.compile(r"\s+[-–—|•·/]\s+|\s*[|•·]\s*")
"""What parts the facts of a line."""
NAME = r"(?:nederlands|engels|dutch|english|duits|german|frans|french)(?:talig)?"
LANGUAGE = re.compile(
    rf"(?:volledig |fully |in (?:het )?|taught in )?{NAME}(?:(?:,| en| and| of| or| /|/| &) ?{NAME}){{0,2}}",
    re.IGNORECASE,
)
ASIDE = re.compile(r"\s*[(][^()]{1,60}[)]\s*$")
"""What a fact adds in brackets."""
CLAUSE = re.compile(
    r"[;,] (?!(?:(?:en|and|of|or|as well as|but|maar|anders|otherwise|both|zowel) )?(?:in )?(?:het )?(?:ook )?"
    r"(?:nederlands|engels|duits|frans|spaans|dutch|english|german|french|spanish)|anders\b|otherwise\b|bij\b)"
    r"| (?:maar|but|while|terwijl|whereas) ",
    re.IGNORECASE,
)
"""What parts the clauses of a sentence, and no languages from each other."""
CONDITION = re.compile(r"\W*(?:komt|komen|als|indien|mocht|bij|if|when|should)\b", re.IGNORECASE)
"""Begins what is only so for some groups."""
PERHAPS = re.compile(
    r"\b(?:eventueel|desgewenst|op verzoek|op aanvraag|on request|if desired|possibly)\b", re.IGNORECASE
)
"""In what is given only to who asks for it."""
SHORT = 12
"""What stands under a label and is no longer holds one language at most."""
LINE = 40
"""Characters of a line that is nothing but languages."""
NEAR = 4
"""Blocks between one fact of a course and another."""
FACT = re.compile(
    r"\d.{0,12}(?:dag|uur|uren|wek|week|maand|jaar|avond|les|sessi|bijeenk|day|hour|month|year|meeting|modul|ects|\bec\b|,-|€)"
    r"|€|\beur|klassikaal|online|incompany|in-company|on campus|op locatie|e-learning|gratis|\bfree\b",
    re.IGNORECASE,
)
"""A line that is a fact of a course."""


def read_teaching_languages(view: View) -> tuple[list[str], Witness] | None:
    """Find the languages of instruction: a line of its own under their label before all that stands there."""
    columns = [statement for statement in view.under("languages") if statement.method == "table"]
    if len(columns) > 1:  # a run in each
        found = [code for column in columns for code in read_languages(column.lines[0][:LINE])]
        if found:
            return list(dict.fromkeys(found)), Witness(columns[0].text, "table", label=columns[0].label)
    for statement in view.under("languages"):
        line = sentences(statement.lines[0])[0] if len(statement.text) > SHORT else ""
        if line and len(line) <= LINE and (found := read_languages(line)):
            return found, Witness(line, statement.method, label=statement.label)
    told = first(view, "languages", lambda words: _read(words) or None)
    return told or _in_clauses(view) or _titled_language(view) or _as_fact(view)


def _read(words: str) -> list[str]:
    """Read what a sentence says, its clauses that speak of the language before the whole of it."""
    words = NAMED.sub("", words[: prose.MAX_SENTENCE])
    clauses = CLAUSE.split(words)
    told = [clause for clause in clauses if prose.speaks_of("languages", clause)] if len(clauses) > 1 else []
    told = [clause for clause in told if not PERHAPS.search(clause)]
    found = [code for clause in told for code in read_languages(clause)]
    return list(dict.fromkeys(found)) or read_languages(words)


def _in_clauses(view: View) -> tuple[list[str], Witness] | None:
    """Find the language in a clause of a sentence that also speaks of that of books, say."""
    for sentence in view.holding(prose.hints_of("languages")):
        clauses = CLAUSE.split(sentence.text[: prose.MAX_SENTENCE])
        for clause in clauses if len(clauses) > 1 and not CONDITION.match(sentence.text) else ():
            if prose.speaks_of("languages", clause) and (found := read_languages(clause)):
                return found, Witness(sentence.text, "text")
    return None


def _titled_language(view: View) -> tuple[list[str], Witness] | None:
    """Find the language behind the name of the course ("Celkweek – English course", "Celkweek (Engels)")."""
    for chip in view.chips:
        if not any(map(str.isdigit, chip.text)):
            continue
        named = [piece for piece in PIECES.split(chip.text) if LANGUAGE.fullmatch(piece)]
        if len(named) == 1 and (languages := read_languages(named[0])):
            return languages, Witness(chip.text, "text")
    for block in view.blocks:
        found = TITLED.search(block.text) if block.level == 1 else None
        if found and (languages := read_languages(found[1])):
            return languages, Witness(block.text, "heading")
    return None


def _as_fact(view: View) -> tuple[list[str], Witness] | None:
    """Find the language that stands alone among other facts without a label ("4 dagen", "Nederlands", "€ 1.995")."""
    found = list(_alone(view.blocks))
    if len({view.blocks[n].text for n in found}) != 1:
        return None  # subjects that are taught, or choices
    at = found[0]
    if any(fold(view.blocks[at].text) in fold(title) for title in (*view.titles, view.title)):
        return None  # a course of the language
    near = view.blocks[max(0, at - NEAR) : at] + view.blocks[at + 1 : at + 1 + NEAR]
    facts = [block for block in near if len(block.text) <= LINE and FACT.search(block.text)]
    languages = read_languages(view.blocks[at].text) if facts else []
    return (languages, Witness(view.blocks[at].text, "text")) if languages else None


def _alone(blocks: list[Block]) -> Iterator[int]:
    """Yield the positions of lines that are nothing but languages."""
    for n, block in enumerate(blocks):
        text = block.text
        alone = len(text) <= 2 * LINE and block.zone == "main" and not block.href and block.tag != "option"
        if alone and LANGUAGE.fullmatch(ASIDE.sub("", text).strip(" .:•·-")):
            yield n
