"""Languages of instruction, from words."""

from __future__ import annotations

import re

from normalize.values.words import fold, plain

_NAMES = {
    "nl": ("nederlands", "nederlandse", "nederlandstalig", "nederlandstalige", "dutch", "nl"),
    "en": ("engels", "engelse", "engelstalig", "engelstalige", "english", "en", "eng"),
    "de": ("duits", "duitse", "duitstalig", "duitstalige", "german", "deutsch"),
    "fr": ("frans", "franse", "franstalig", "franstalige", "french", "francais"),
    "es": ("spaans", "spaanse", "spaanstalig", "spanish"),
}
_CODES = {name: code for code, names in _NAMES.items() for name in names}
_SHORT = {"nl", "en", "eng"}
_NAME = re.compile(r"(?<![a-z])(?:talig)?(?:" + "|".join(sorted(_CODES, key=len, reverse=True)) + r")(?![a-z])")
_GLUED = re.compile(r"(voertaal|taal|language)(?=[a-z])")
_OTHER_USE = re.compile(
    r"(?:beheers\w*|kennis van|knowledge of|command of|proficien\w*|vaardig\w*|niveau|level|click|klik|version|versie"
    r"|switch|bekijk|recht|wet\b|law)"
)


def read_languages(text: str) -> list[str]:
    """Read the languages that a text names as ISO 639-1 codes, in the order of the text.

    A short code ("NL / EN") counts only where the text holds nothing but codes and separators. A
    language that one must know to enter, or in which another version of the page is written, is none.
    """
    words = _GLUED.sub(r"\1 ", plain(fold(text, 500)))
    found: list[str] = []
    for match in _NAME.finditer(words):
        if match[0] in _SHORT and not re.fullmatch(
            r"(?:(?:voertaal|taal|language)\W*)?(?:nl|en|eng|de|fr)(?:\W+(?:nl|en|eng|de|fr))*", words
        ):
            continue
        around = words[max(0, match.start() - 40) : match.end() + 25]
        code = _CODES[match[0]]
        if not _OTHER_USE.search(around) and code not in found:
            found.append(code)
    return found
