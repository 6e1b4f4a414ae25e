"""The language that a text is written in."""

from __future__ import annotations

import re
from collections import Counter

from normalize.values.words import fold

_FUNCTION_WORDS = {
    "nl": "de het een en van ik te dat die is niet je met voor aan op zijn wij hij er ook maar om dan zou wat naar "
    "kan bij tot uit ze deze wordt worden door over als heeft of u uw onze ons jouw jij geen hoe na meer wil "
    "deelnemers cursus opleiding",
    "en": "the of and to a in is that it for you was with on as have are be at this by not or from they we your our "
    "will can has an which their course participants about more how what who after during",
    "de": "der die das und ist von mit den zu ein eine nicht auf für sie es im dem auch als wird werden bei nach aus "
    "wie oder sind durch ihre kurs",
    "fr": "le la les et est une des du dans que pour qui sur avec ce pas au par sont aux cette vous nous ou votre "
    "formation cours",
}
_LANGUAGES: dict[str, list[str]] = {}
for _code, _words in _FUNCTION_WORDS.items():
    for _word in _words.split():
        _LANGUAGES.setdefault(_word, []).append(_code)
_WORD = re.compile(r"[^\W\d_]+")


def detect_language(text: str) -> str | None:
    """Tell the language of a text (nl, en, de, fr) by its function words.

    None where fewer than three of them stand in it, or where no language is clearly ahead.
    """
    counts: Counter[str] = Counter()
    stands = Counter(filter(_LANGUAGES.__contains__, _WORD.findall(fold(text, 4000).lower())))
    for word in stands:
        codes = _LANGUAGES[word]
        for code in codes:
            counts[code] += stands[word] * (1 if len(codes) > 1 else 2)
    if not counts:
        return None
    (best, most), *rest = counts.most_common(2)
    second = rest[0][1] if rest else 0
    return best if most >= 6 and most > 1.3 * second else None
