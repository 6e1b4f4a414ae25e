"""How a course is given, from words."""

from __future__ import annotations

import re

from normalize.course import Delivery
from normalize.values.alternatives import merged
from normalize.values.words import fold, plain

_WORDS: dict[Delivery, str] = {
    "blended": r"\bblended\b|\bhybri(?:de|d)\b|\bdeels (?:online|e-?learning|digitaal)\b|\bpartly online"
    r"|\bcombinatie van (?:online|e-?learning)|\bcombination of online"
    r"|\be-?learning\w*\b.{0,60}\b(?:en|and|gevolgd door|plus|\+) (?:een |a |één )?(?:[\w-]+ ){0,2}"
    r"(?:bijeenkomst|lesdag|trainingsdag|cursusdag|praktijkdag)(?:en)?\b"
    r"|\b(?:webinars?|online [a-z]+|e-?learning\w*)\b.{0,40}\b(?:en|and|gevolgd door|plus) (?:\w+ ){0,3}"
    r"(?:bijeenkomst|dag|dagen|lesdag|lesdagen|meeting|day|days) (?:in|te|at) (?!het|een|groep|kleine)[a-z]{4}"
    r"|\b(?:dagdelen|dagdeel|dag|dagen|[a-z]*lesdag(?:en)?|[a-z]*cursusdag(?:en)?|trainingsdag(?:en)?|skillslab"
    r"|skillsdag)\b"
    r".{0,20}\b(?:en|and|plus|met|with)\b.{0,30}\be-?learning"
    r"|\bvoorafgaand aan (?:de|deze) [a-z]*(?:les|training|cursus|praktijk|workshop|bijeenkomst|scholing)[a-z]*\b"
    r".{0,60}\be-?learning"
    r"|\b(?:ook|also|tevens)\b.{0,30}\b(?:live ?stream|streamed|gestreamd)"
    r"|\bonline (?:componenten|onderdelen|components) (?:met|en|with|and)\b"
    r"|\bonline (?:en|and|&|\+|or|of) (?:op locatie|offline|fysieke?|klassikaal|on[- ]?site|in person"
    r"|on location)"
    r"|\b(?:op locatie|fysiek|klassikaal|on[- ]?site|in person) (?:en|and|&|\+|or|of) online",
    "workplace": r"\bbbl\b|\bleerbaan|\bwerkend leren|\blearning on the job|\bon[- ]the[- ]job\b"
    r"|\bop de werk(?:vloer|plek)|\bleer-?werk\w*|\bin-service[- ]opleiding|\bwerken en leren\b|\bleren en werken\b"
    r"|\bpraktijkleren",
    "incompany": r"\bin[- ]?company\b|\bin[- ]?house\b|\bop maat (?:bij|binnen) (?:uw|jouw|je)"
    r"|\bbij (?:u|jou|jullie) op locatie\b|\bop (?:uw|jouw|je) eigen locatie\b"
    r"|\bbij (?:u|jou|je|jullie) (?:in|binnen) (?:de|uw|jouw|je) (?:eigen )?"
    r"(?:organisatie|bedrijf|instelling|praktijk|team)\b",
    "onsite": r"\bop locatie\b|\bklassikale?\b|\bklassikaal|\bclassroom\b|\bon[- ]?site\b|\bin[- ]person\b"
    r"|\bfysieke?\b|\bface[- ]to[- ]face\b|\bpraktijk(?:bijeenkomst(?:en)?|lessen|training(?:en)?)\b|\bpractical day\b"
    r"|\bcontactonderwijs\b|\bon[- ]campus\b|\bop de campus\b|\bcontact ?dag(?:en)?\b"
    r"|(?<!online )\bpraktijkdag(?:en)?\b|\bon location\b",
    "online": r"\bonline\b|\be[- ]?learning\w*|\bwebinars?\b|\bdistance[- ](?:learning|education|course)\b"
    r"|\bthuisstudie\b|\bop afstand\b|\bafstandsleren\b|\b(?:thuis achter je computer|vanuit huis)\b"
    r"|\bafstandsonderwijs\b|\bvirtual(?:ly)?\b|\bvirtueel\b|\bvirtuele\b|\bdigitale? (?:\w*cursus|\w*training|workshop"
    r"|masterclass|uurtje|bijeenkomst(?:en)?|sessies?|lessen|les|module|opleiding|scholing)\b|\bdigitaal\b"
    r"|\bdigitally\b"
    r"|\b(?:via|op|on|in) (?:ms |microsoft )?(?:zoom|teams|webex)\b"
    r"|^\W*(?:location|locatie|where|waar)?\W*(?:zoom|(?:ms |microsoft )?teams|webex)(?:\W*$|\s*[,(–-])"
    r"|\b(?:zoom|teams)-? ?link\b|\bmooc\b|\bself[- ]paced\b|\blivestream\b",
}
_PATTERNS = {code: re.compile(merged(words)) for code, words in _WORDS.items()}
_OTHER_USE = re.compile(
    r"\b(?:digita(?:al|le)|online) (?:certificaat|badge|\w*materiaal|leeromgeving"
    r"|\w*examens?|\w*toets(?:en)?|exams?|tests?)"
    r"|\bonline (?:aanmeld\w*|inschrij\w*|regist\w*|boek\w*|bestel\w*|betal\w*|appl\w*|enrol\w*|form\w*|brochure"
    r"|winkel|shop|certifica\w*|badge"
    r"|payment|booking|evaluati\w*|leeromgeving"
    r"|aan\b|in\b|learning environment)|\b(?:aanmelden|inschrijven|register|apply"
    r"|book|enrol) online"
    r"|\bopen (?:inschrijving|enrol?ment) (?:of|en|or|and|/|&) in[- ]?company"
    r"|\bin[- ]?company (?:of|en|or|and|/|&) open \w+"
    r"|\b(?:ook|eventueel|desgewenst)(?: als)? in[- ]?company|\bin[- ]?company (?:mogelijk|op aanvraag|available"
    r"|possible)"
)


_NOT = re.compile(
    r"\b(?:niet|not|geen|no|nooit|never) (?!alleen|only|just|slechts)"
    r"(?:meer |langer |volledig |geheel |ook |be |given |offered |available |via |planning "
    r"|to |offer |de |the |an? |een )*"
    r"(?:online|klassikaal|klassikale|fysieke?|op locatie|in[- ]?company|e-?learning"
    r"|hybride?|blended|virtual|on[- ]?site)\b"
)
_CLASS_AT_HOME = re.compile(r"\bklassika\w+ (?:online|vanuit huis)\b|\bonline klassika\w+")
"""A class that meets on line."""
_AT_SCHOOL = re.compile(r"\bbol\b")
"""The way of an mbo course that is not learned on the job."""


def read_delivery(text: str) -> Delivery | None:
    """Read how the course is given; None where the text does not say.

    On site and online together is blended. What is only done online around the course (enrolling,
    paying), an offer to come in company as well, and what the course is said not to be, say nothing.
    """
    words = _NOT.sub(" ", _OTHER_USE.sub(" ", plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", fold(text, 1000)))))
    words = _CLASS_AT_HOME.sub(" online ", words)
    found = {code for code, pattern in _PATTERNS.items() if pattern.search(words)}
    if "workplace" in found and _AT_SCHOOL.search(words):
        found.discard("workplace")  # both ways of an mbo course: the page leaves it open
    if "blended" in found or {"onsite", "online"} <= found:
        return "blended"
    for code in ("workplace", "incompany", "onsite", "online"):
        if code in found:
            return code
    return None
