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
    "it": ("italiaans", "italiaanse", "italiaanstalig", "italian"),
    "pt": ("portugees", "portugese", "portugeestalig", "portuguese"),
    "pl": ("pools", "poolse", "poolstalig", "polish"),
    "ro": ("roemeens", "roemeense", "romanian"),
    "bg": ("bulgaars", "bulgaarse", "bulgarian"),
    "hu": ("hongaars", "hongaarse", "hungarian"),
    "tr": ("turks", "turkse", "turkish"),
    "ar": ("arabisch", "arabische", "arabic"),
    "uk": ("oekraiens", "oekraiense", "ukrainian"),
    "ru": ("russisch", "russische", "russian"),
    "fy": ("fries", "friese", "frysk", "frisian"),
}
_CODES = {name: code for code, names in _NAMES.items() for name in names}
_NAME = re.compile(r"(?<![a-z])(?:" + "|".join(sorted(_CODES, key=len, reverse=True)) + r")(?![a-z])")
_SHORT = {"nl", "en", "eng"}
_ONLY_CODES = re.compile(r"(?:(?:voertaal|taal|language)\W*)?(?:nl|en|eng|de|fr)(?:\W+(?:nl|en|eng|de|fr))*\W*")
_ADJECTIVE = re.compile(
    r"(?:nederland|engel|duit|fran|spaan|italiaan|portuge|pool|roemeen|bulgaar|hongaar|turk|oekraien|frie)se$"
    r"|(?:arab|russ)ische$"
)
_CUE = re.compile(
    r"\b(?:tweetalig|voertaal|talen?|languages?|taught|gegeven|given|conducted|delivered|held|instructi\w*"
    r"|verzorgd)\b[^.,;\n]{0,30}$"
    r"|\bin (?:het |either |both )?(?:\w+(?:, | (?:en|of|and|or) (?:het )?))*$"
)
_CUE_AFTER = re.compile(
    r"^[- ](?:taught|spoken|talig\w*|taal|language|language course)\b"
    r"|^ gesproken\b|^ (?:is|will be) the (?:\w+ )?language\b|^ ?(?:/|,|en\b|and\b|or\b|of\b)"
)
_OTHER_USE = re.compile(
    r"\b(?:beheers\w*|kennis van|knowledge of|command of|proficien\w*|vaardig\w*|niveau|level|click|klik|version|versie"
    r"|switch|bekijk|recht|wet|law|\w*materia\w*|boek\w*|literatuur|literature|slides|reader|hand-?outs?|channel"
    r"|asked|gesteld|questions|vragen)\b"
)
_WITH_BOOKS = re.compile(
    r" (?:and|en) (?:the |het |de )?(?:course |study |cursus|les|studie)?materia\w*(?= (?:is|are|zijn|will))"
)
"""Books that are in the same language as the lectures before them."""
_PERHAPS = re.compile(
    r"(?:,|\b(?:maar|but|and|en)) (?:[\w,]+ ){0,3}?"
    r"(?:eventueel|desgewenst|op verzoek|op aanvraag|on request|if desired|possibly)\b.*",
    re.DOTALL,
)
"""What is given only to who asks for it ("in het Engels, maar eventueel ook in het Duits")."""
_FOR_SOME = re.compile(
    r"[;,(] ?(?:bij|voor|for|with|als er|if there are) (?:engelstalige|anderstalige|internationale|international"
    r"|english-speaking|non-dutch)\b.*",
    re.DOTALL,
)
"""What is spoken where some need it."""
_SUBTITLES = re.compile(r"[;,(.]? ?(?:with |met |and |en )?(?:subtitles?|ondertitel\w*|captions?)\b[^.;]*")
"""What can be read below the pictures."""
_ASIDE = re.compile(
    r"[(][^()]{0,120}\b(?:support|on request|aanvraag|verzoek|overleg|desgewenst|eventueel|mogelijk|possible|possibly"
    r"|depend\w*|afhankelijk|if|als|indien|unless|tenzij|sommige|some|also|ook|slides|materia\w*|lesmateriaal"
    r"|literatuur|literature|reader|boek\w*|\w*books?|exam\w*|toets\w*)\b[^()]{0,120}[)]"
)
"""What brackets add of another language behind the one in which the course is given."""


def read_languages(text: str) -> list[str]:
    """Read the languages that a text names as ISO 639-1 codes, in the order of the text.

    A short code ("NL / EN") counts only where the text holds nothing but codes and separators. In a
    sentence a name counts behind words such as "in" or "voertaal". A language that one must know to
    enter, of the books, or of another version of the page, is none.
    """
    words = plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", fold(text, 500)))
    words = _WITH_BOOKS.sub("", words)
    words = _FOR_SOME.sub("", words) if _NAME.search(_FOR_SOME.split(words)[0]) else words
    words = _SUBTITLES.sub(" ", words) if _NAME.search(_SUBTITLES.sub(" ", words)) else words
    words = _ASIDE.sub(" ", words) if _NAME.search(_ASIDE.sub(" ", words)) else words
    words = _PERHAPS.sub("", words) if _NAME.search(_PERHAPS.split(words)[0]) else words
    codes_only = _ONLY_CODES.fullmatch(words) is not None
    found: list[str] = []
    for match in _NAME.finditer(words):
        before, after = words[max(0, match.start() - 40) : match.start()], words[match.end() : match.end() + 25]
        if match[0] in _SHORT and not codes_only:
            continue
        if _ADJECTIVE.search(match[0]) and not re.match(r" taal|\W*$", after):
            continue
        if len(words) > 40 and not ("talig" in match[0] or _CUE.search(before) or _CUE_AFTER.match(after)):
            continue
        if not _OTHER_USE.search(before[-25:] + " " + re.split(r"[(,.;/]", after)[0]) and _CODES[match[0]] not in found:
            found.append(_CODES[match[0]])
    return found
