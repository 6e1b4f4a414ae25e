"""For whom a course is, as codes, from words."""

from __future__ import annotations

import re

from normalize.course import Audience
from normalize.values.alternatives import merged
from normalize.values.words import fold, plain

_WORDS: dict[Audience, str] = {
    "employee": r"\bmedewerkers?\b|\b\w+medewerkers?\b|\bwerknemers?\b|\bwerkenden\b"
    r"|\b\w*professionals?\b|\bemployees?\b|\bstaff\b"
    r"|\bwerkzaam\b|\bworking (?:in|as|at|professionals?)\b|\bworkers?\b|\bbeginnend\w* beroeps\w*|\banalisten\b"
    r"|\banalysts?\b"
    r"|\b\w*(?:therapeuten|assistenten|adviseurs|begeleiders|coordinatoren|verleners|werkers|chauffeurs|monteurs)\b"
    r"|\b(?:verzorgenden|leraren|ingenieurs|engineers|clinicians|consultants|developers|team leads|juristen|hr-\w+)\b"
    r"|\b(?:project|team|praktijk|afdelings)\w*(?:leiders|managers|hoofden)\b"
    r"|\b\w*verpleegkundigen?\b|\b\w*artsen\b|\bnurses\b|\bphysicians\b|\bspecialist(?:s|en)\b|\bresearchers?\b"
    r"|\bonderzoekers?\b"
    r"|\bleidinggevenden\b|\bmanagers?\b|\bdocenten\b|\bteachers?\b|\bpractitioners?\b|\boperators?\b|\btechnicians?\b"
    r"|\blaborant\w*|\bapothekers?\w*|\bpharmacists?\b|\bscientists?\b|\bvakmensen\b|\bemployed\b",
    "career_changer": r"\bzij-? ?instrom\w*|\bzij-? ?instroom\w*|\bcareer[- ]chang\w*|\bcareer[- ]switch\w*"
    r"|\bomschol\w*|\bcarriere ?switch\w*"
    r"|\bcarrierewissel\w*|\bandere sector\b|\boverstap(?:pen|pers)?\b|\blateral entr\w*|\breskill\w*",
    "returner": r"\bherintre\w*|\breturners?\b|\bre-?entrants?\b"
    r"|\breturning to work\b|\bterug (?:naar|in) het (?:werk|vak|beroep)\b",
    "employer": r"\bwerkgevers?\b|\bemployers?\b|\borganisaties die\b|\bbedrijven die\b"
    r"|\bhr[- ]?(?:managers?|adviseurs?|afdeling\w*)\b"
    r"|\bondernemers?\b",
    "student": r"\bstudente?n?\b|\bstudents?\b|\bphds?\b|\bphd candidates?\b|\bph\.d\b|\bpromovendi\b"
    r"|\bpromovendus\b|\bundergraduates?\b"
    r"|\bgraduate students?\b|\bleerlingen\b",
    "jobseeker": r"\bwerkzoekende?n?\b|\bwerkloze?n?\b|\bjob ?-?seekers?\b|\bunemployed\b|\buitkeringsgerechtigd\w*",
}
_PATTERNS = {code: re.compile(merged(words)) for code, words in _WORDS.items()}
_NOT_FOR = re.compile(r"\b(?:niet (?:bedoeld |geschikt )?voor|not (?:intended |suitable |open )?(?:for|to)) [^.;\n]*")


def read_audiences(text: str) -> list[Audience]:
    """Read the groups that a text names, in the order of the contract; what it is "not for" is left out."""
    words = _NOT_FOR.sub(" ", plain(fold(text)))
    return [code for code, pattern in _PATTERNS.items() if pattern.search(words)]
