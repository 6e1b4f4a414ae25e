"""The level of a course, from words."""

from __future__ import annotations

import re

from normalize.course import Level
from normalize.values.words import fold, plain

_WORDS: dict[Level, str] = {
    "post_academic": r"\bpost[- ]?academi\w*|\bpost[- ]?master\b|\bdoctoral level\b",
    "post_hbo": r"\bpost[- ]?hbo\b|\bpost[- ]?bachelor\b|\bposthbo\b",
    "associate": r"\bassociate degree\b|\bad[- ](?:opleiding|programma|niveau)\b|\bad-(?:traject|diploma)\b",
    "hbo": r"(?<!post-)(?<!post )\bhbo\b|\bhoger beroepsonderwijs\b|\bapplied sciences\b",
    "wo": r"(?<!\bdi[/,&-])(?<!\bdi[/,&-] )\bwo\b(?!\.? ?\d| ?(?:[/,&-]|en|t/m) ?(?:do|vr|za|zo)\b)"  # no Wednesday
    r"(?![- ]?en[- ]hbo)|\bmaster(?:'?s)?[- ]level\b|\bis (?:van )?academisch(?: niveau)?\b"
    r"|\bwetenschappelijk onderwijs\b|\buniversitaire? (?:niveau|onderwijs|opleiding|bachelor|master\w*|studie)"
    r"|(?<!post-)(?<!post )\bacademisch niveau\b|^(?:niveau|level)?\W*(?:academisch|universitair|academic)$"
    r"|\bacademic level\b|^(?:level|niveau)?\W*(?:master|msc|m\.sc\.?|master of science)\W*$"
    r"|\b(?:this|our|deze|onze) (?:[\w-]+ ){0,2}(?:master'?s? (?:programme|program|degree)|msc programme"
    r"|masteropleiding)\b"
    r"|\b(?:university|academic) (?:bachelor|master)\b",
    "mbo4": r"\bmbo[- ]?4\b|\bmbo,? ?\(?niveau ?4\b",
    "mbo3": r"\bmbo[- ]?3\b|\bmbo,? ?\(?niveau ?3\b",
    "mbo2": r"\bmbo[- ]?2\b|\bmbo,? ?\(?niveau ?2\b",
}
_PATTERNS = {code: re.compile(words) for code, words in _WORDS.items()}
_MBO: dict[str, Level] = {"2": "mbo2", "3": "mbo3", "4": "mbo4"}
_NUMBERED = re.compile(
    r"\b(?:niveau|level|mbo|bbl|bol)\W{0,3}[234]"
    r"(?:(?:, | ?(?:[/&-]|en|of|and|or|t/m|tot|to) ?)[234])*(?![0-9a-z]|[.,][0-9])"
)
_UNNUMBERED = re.compile(r"\bmbo\b(?!\W{0,3}(?:niveau\W{0,3})?[234])")
_DOCTORAL = re.compile(r"\bpostdoc\w*|\bph\.?d\b|\bphd'?s\b|\bpromovendi\b")
_VOCATIONAL = re.compile(r"\bmbo|\bbbl\b|\bbol\b|^\W*(?:niveau|level)\W{0,3}[234]\W*$|\bkeuzede\w*|\bcrebo")
_NLQF = re.compile(r"\b(?:nlqf|eqf)(?:[- ]?(?:niveau|level))?\W{0,3}([2-8])\b")
_NLQF_LEVELS: dict[str, Level] = {"2": "mbo2", "3": "mbo3", "4": "mbo4", "5": "associate", "6": "hbo", "7": "wo"}


def read_level(text: str) -> Level | None:
    """Read the level that a text states; None where it states none or several.

    Levels of other ladders (radiation protection 5B, CEFR B1, "gevorderd") are none. NLQF and EQF
    levels stand for the Dutch level that is registered there. The caller says by what it passes on
    whether the text speaks of the course or of the entry requirements.
    """
    words = plain(fold(text, 600))
    found = {code for code, pattern in _PATTERNS.items() if pattern.search(words)}
    if _VOCATIONAL.search(words):
        found |= {_MBO[number] for match in _NUMBERED.finditer(words) for number in re.findall("[234]", match[0])}
        if _UNNUMBERED.search(words) and not found <= set(_MBO.values()):
            return None  # "op mbo- en hbo-niveau"
    if len(words) <= 80 and _DOCTORAL.search(words):
        found.add("post_academic")
    if not found:
        found = {_NLQF_LEVELS[match[1]] for match in _NLQF.finditer(words) if match[1] in _NLQF_LEVELS}
    return found.pop() if len(found) == 1 else None
