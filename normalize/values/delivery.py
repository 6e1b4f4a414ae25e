"""How a course is given, from words."""

from __future__ import annotations

import re

from normalize.course import Delivery
from normalize.values.alternatives import merged
from normalize.values.words import fold, plain

_DAYS = (
    r"(?:(?:les|cursus|trainings|training|praktijk|contact|studie|workshop|college|skills|klassika\w+ |fysieke )"
    r"(?:(?:dag|middag|avond|ochtend|moment)(?:en)?|bijeenkomst(?:en)?|training(?:en)?)|praktijkles(?:sen)?|praktijk(?:ge)?deel\w*"
    r"|skillslab|dagdeel|dagdelen|practical (?:days?|sessions?)|contact days?|campus days?|course days?"
    r"|training days?|(?:bijeenkomst|dag|meeting|day|workshop|week)(?:en|s)? (?:in|te|at|on) "
    r"(?!het\b|een\b|a\b|kleine\b|de\b|the\b|groep\w*|your\b|zoom\b|teams\b|online)[a-z]{4}"
    r"|(?:een|één|twee|drie|vier|vijf|zes|[0-9]{1,2}) bijeenkomst(?:en)? van (?:een|één|twee|drie|vier|[0-9])"
    r"|live (?:\w*dagen|days)|(?:dag|dagen|keer|day|days) naar (?!huis)[a-z]{4})"
)
"""Days on which one meets."""
_APART = (
    r"(?:e-?learning\w*|e-?modules?|webinars?|zelfstudie\w* \(online\)|zelfstudiedeel \([^()]{0,40}\bvia \w+\)"
    r"|online (?:voorbereid\w+|modules?|less?en|les|lectures?|gedeelte|deel|leerpaden|theorie\w*|zelfstudie\w*|leren"
    r"|sessions?|sessies|bijeenkomst(?:en)?|programma|preparation|learning|self-study|trainings?|part|component\w*"
    r"|onderdelen|kick-?off|intro\w*))"
)
"""What one does on line for a part of a course."""
_THERE = (
    r"(?:op locatie|ter plaatse|in de (?:zaal|klas|aula)|op de campus|op school|offline|fysieke?|klassikaal|on[- ]?site"
    r"|on[- ]?campus|in[- ]person|face[- ]to[- ]face|(?:on|at) location|at the venue|in situ)"
)
"""Where one meets, beside "online"."""
_JOINS = (
    r"(?:[,;+&]|(?<![a-z])(?:en|and|plus|met|with|gevolgd door|followed by|combine\w*|combinatie|alternat\w+|wissel\w*"
    r"|daarna|then|na|after|voor|before|vooraf)(?![a-z]))"
)
_WORDS: dict[Delivery, str] = {
    "blended": r"\bblended\b(?!-? ?(?:care|zorg|behandel\w*|hulp\w*|begeleiding|therap\w*|family|werken|working))"
    r"|\bhybri(?:de|d)\b|\bdeels (?:online|e-?learning|digitaal)\b|\bpartly online"
    r"|\btheorie\b[^;]{0,30}\bonline\b[^;]{0,40}\bpraktijk\b"
    r"|\bcombinatie van (?:online|e-?learning)|\bcombination of online"
    r"|\be-?learning\w*\b.{0,60}\b(?:en|and|gevolgd door|plus|\+) (?:een |a |één )?(?:[\w-]+ ){0,2}"
    r"(?:bijeenkomst|lesdag|trainingsdag|cursusdag|praktijkdag)(?:en)?\b"
    r"|\b(?:webinars?|online [a-z]+|e-?learning\w*)\b.{0,40}\b(?:en|and|gevolgd door|plus) (?:\w+ ){0,3}"
    r"(?:bijeenkomst|dag|dagen|lesdag|lesdagen|meeting|day|days) (?:in|te|at) (?!het|een|groep|kleine)[a-z]{4}"
    rf"|\b{_APART}.{{0,90}}{_JOINS}(?:(?!\bonline\b).){{0,50}}(?<!online )(?<!virtual )\b{_DAYS}"
    rf"|\b{_DAYS}\b.{{0,60}}{_JOINS}.{{0,30}}\b{_APART}"
    rf"|\b(?:na|after|naast|besides|vooraf)\b.{{0,30}}\b{_APART}(?:(?!\bonline\b).){{0,60}}(?<!online )\b{_DAYS}"
    r"|\be-?learning\w*\b.{0,60}\bbijeenkomsten (?:in|te) (?!het|een|groep|kleine)[a-z]{4}"
    r"|\bvoorafgaand aan (?:de|deze) [a-z]*(?:les|training|cursus|praktijk|workshop|bijeenkomst|scholing)[a-z]*\b"
    r".{0,60}\be-?learning"
    r"|\b(?:ook|also|tevens)\b.{0,30}\b(?:live ?stream|streamed|gestreamd)"
    r"|\b(?:ook|also|tevens)\b (?:(?:is|to|be|can|kan|te|via|live|join|joined|attend|attended|follow|followed|volgen"
    r"|gevolgd|participate|take|part|deelnemen|meedoen|bijwonen|bij|wonen|aansluiten|worden|possible|mogelijk)\b ?)"
    r"{1,4}(?:online|via (?:zoom|teams))\b"
    r"|\bonline (?:componenten|onderdelen|components|gedeelte|deel|part) (?:met|en|with|and)\b"
    rf"|\bonline (?:en|and|&|\+|or|of|dan wel|alsook|als) (?:ook )?{_THERE}"
    rf"|\b{_THERE} (?:en|and|&|\+|or|of|dan wel|alsook|als) (?:ook )?online"
    rf"|^\W*(?:online, {_THERE}|{_THERE}, online)\W*$"
    rf"|\b{_THERE} / ?online|\bonline ?/ ?{_THERE}"
    r"|\bonline\b.{0,30}\b(?:met uitzondering van|behalve|except for|op .{3,40} na\b|apart from)"
    r"|\bonline\b.{0,40}\bpraktijk(?:ge)?deel|\bpraktijk(?:ge)?deel\w*\b.{0,60}\bonline\b"
    r"|\bweek \d+ is online\b.{0,20}\bweek \d+ is\b"
    r"|\b(?:helft|half)\b[^.;]{0,40}\bonline\b",
    "workplace": r"\bbbl\b|\bleerbaan|\bwerkend[- ]leren|\blearning on the job|\bon[- ]the[- ]job\b"
    r"|\b(?:leer\w*|leren|opgeleid|scholing|stage|opleiding)\b.{0,40}\bop (?:de|je|uw|jouw) (?:eigen )?"
    r"werk(?:vloer|plek)"
    r"|^\W*(?:leren )?op de werk(?:vloer|plek)\b"
    r"|\bleer-?werk\w*|\bin-service[- ]opleiding|\bwerken en leren\b|\bleren en werken\b|\bwork-based learning\b"
    r"|\bpraktijkleren",
    "incompany": r"\bop locatie bij (?:de |uw |een |jullie )?(?:eigen )?"
    r"(?:organisatie|opdrachtgever|klant|bedrijf|werkgever)"
    r"|\bin[- ]?company\b|\bin[- ]?house\b|\bop maat (?:bij|binnen) (?:uw|jouw|je)"
    r"|\bbij (?:u|jou|jullie) op locatie\b|\b(?:op|in|binnen) (?:uw|jouw|jullie) (?:eigen )?"
    r"(?:locatie|afdeling|lab\w*|organisatie|bedrijf|instelling|praktijk|werkplek|kantoor|team|school)\b"
    r"|\bop je eigen locatie\b|\b(?:wij|we) komen naar (?:u|jullie|jou) toe\b"
    r"|\bbij (?:u|jou|je|jullie) (?:in|binnen|op) (?:(?:de|het|uw|jouw|je) )?(?:eigen )?"
    r"(?:organisatie|bedrijf|instelling|praktijk|team|huis|afdeling|locatie|lab\w*)\b"
    r"|\b(?:at|in|on|to) your (?:own )?(?:premises|department|company|organi[sz]ation|institut\w+|lab\w*|site|location"
    r"|office|workplace|practice)\b",
    "onsite": r"\bop locatie\b|\b(?:op|naar) (?:een van )?onze locaties?\b"
    r"|\bklassika(?:al|le)\b(?! (?:lesgeven|voor de klas))|\bclassroom(?:-| )(?:based|training"
    r"|course|learning|sessions?|lessons?|setting|teaching|instruction|lectures?|days?)\b|^\W*classroom\W*(?:$|[,(])"
    r"|\bin (?:a|the|our|small) classroom\b|\bclassroom(?:,| and| or) [a-z]+[- ]based\b"
    r"|\b(?:two|three|four|five|one)-day classroom\b|\bon[- ]?site\b"
    r"|\bin[- ]person\b|\bin levenden lijve\b|\bcome to the lab\b|\blessen in de klas\b"
    r"|\bfysiek\b(?! (?:zwaar|zware|fit|actief|gezond|belast\w*|onderzoek|contact met))"
    r"|\bfysieke (?=[\w-]*(?:bijeenkomst|les|dag|training|cursus|sessie|deel|aanwezig|component|onderd|workshop|event"
    r"|contact|editie|variant|vorm|versie|locatie|groep|ontmoeting|module|week|avond|middag|ochtend|meeting|college"
    r"|symposium|congres|opleiding|scholing|setting))|^\W*fysieke?\W*$"
    r"|\bface[- ]to[- ]face\b|\bpraktijk(?:bijeenkomst(?:en)?|lessen|training(?:en)?)\b|\bpractical day\b"
    r"|\bcontactonderwijs\b|\bon[- ]campus\b|\bop de campus\b|\bcontact ?(?:dag(?:en)?|moment(?:en)?)\b"
    r"|(?<!online )\bpraktijkdag(?:en)?\b|\b(?:on|at) location\b",
    "online": r"\bonline\b|\be[- ]?learning\w*|\be-(?:modules?|course|cursus)\b|\bwebinar\w*"
    r"|\bdistance[- ](?:learning|education|course)\b|^\W*distance\W*$"
    r"|\bthuisstudie\b|\bop afstand\b|\bafstandsleren\b|\b(?:thuis achter je computer|vanuit huis)\b"
    r"|\bafstands(?:onderwijs|opleiding|cursus|studie)\b"
    r"|\bvirtual(?! (?:reality|patients?|cells?|models?|teams?|labs?|machines?|environments?|tours?|screening))\b"
    r"|\bvirtually\b|\bvirtueel\b|\bvirtuele (?=\w*(?:klas|les|training|cursus|bijeenkomst|workshop|sessie|meeting"
    r"|leeromgeving|opleiding|masterclass))|\bdigitale? (?:\w*cursus|\w*training|workshop"
    r"|masterclass|uurtje|bijeenkomst(?:en)?|sessies?|lessen|les|module|opleiding|scholing)\b|\bdigitaal\b"
    r"|\bdigitally\b|\bremotely\b|\b(?:fully|entirely|100%) remote\b"
    r"|^\W*(?:location|locatie|where|waar)?\W*remote(?: event)?\W*$"
    r"|\bremote (?=course|workshop|training|class|classes|lectures?|sessions?|event|learning|teaching|attendance)"
    r"|(?<!\bbergen )\b(?:via|op|on|in) (?:ms |microsoft )?(?:zoom|teams|webex)\b"
    r"|^\W*(?:location|locatie|where|waar)?\W*(?:zoom|(?:ms |microsoft )?teams|webex"
    r"|video ?(?:meeting|call|conference))(?:\W*$|\s*[,(–—-])"
    r"|\bentirely from home\b|\bvanaf (?:je|uw) eigen (?:bureau|computer)\b|\bleerplatform\b"
    r"|\bdigitale leer(?:lijn|pad)\w*|\bvideo ?(?:lectures|lessons|lessen|colleges)\b|\brecorded lectures\b"
    r"|\bals video\b"
    r"|\b(?:zoom|teams)-? ?link\b|\bmoocs?\b|\bself[- ]paced\b|\blive ?stream\b|\bon[- ]demand\b",
}
_PATTERNS = {code: re.compile(merged(words)) for code, words in _WORDS.items()}
_OTHER_USE = re.compile(
    r"[(](?:also |ook )?(?:available|beschikbaar|mogelijk)(?: as| als)? in[- ]?(?:house|company)[)]|"
    r"\b(?:digita(?:al|le)|online) (?:certificaat|badge|\w*materiaal|leeromgeving|beschikbaar|available"
    r"|\w*examens?|\w*toets(?:en)?|exams?|tests?|quiz|intake\w*|vragenlijst|kennismaking\w*)"
    r"|\bonline (?:aanmeld\w*|inschrij\w*|regist\w*|boek\w*|bestel\w*|betal\w*|appl\w*|enrol\w*|form\w*|brochure"
    r"|winkel|shop|certifica\w*|badge|info\w*|open (?:dag|avond|day|evening)\w*|voorlichting\w*"
    r"|payment|booking|evaluati\w*|leeromgeving"
    r"|aan\b|in\b|learning environment)|\b(?:aanmelden|inschrijven|register|apply"
    r"|book|enrol) online"
    r"|\b(?:optional|optionele?|optioneel|facultati\w+|vrijwillige?|extra|bonus|voluntary|additional) (?:[a-z-]+ )?"
    r"(?:online|live) (?:[\w-]+ )?[a-z]+"
    r"|\bopen (?:inschrijving|enrol?ment) (?:of|en|or|and|/|&) in[- ]?company"
    r"|\bin[- ]?company (?:of|en|or|and|/|&) open \w+"
    r"|\b(?:ook|eventueel|desgewenst)(?: als)? in[- ]?company|\bin[- ]?company (?:mogelijk|op aanvraag|available"
    r"|possible)"
)


_NOT = re.compile(
    r"\b(?:(?:niet|not|geen|no|nooit|never|nor) (?!alleen|only|just|slechts)|cannot |can't |don't )"
    r"(?:meer |langer |volledig |geheel |ook |be |given |offered |available |via |planning |followed |attended |attend "
    r"|follow |joined |join |possible |mogelijk |to |offer |de |the |an? |een )*"
    r"(?:online|klassikaal|klassikale|fysieke?|op locatie|in[- ]?company|e-?learning"
    r"|hybride?|blended|virtual|on[- ]?site|remote\w*|live ?stream)\b"
    r"|\b(?:teams|zoom|online|live ?stream) (?:kan|is|can|are) (?:helaas )?(?:niet|not)\b|\bnothing happens on campus\b"
    r"|\b(?:no|geen|without|zonder) (?:possibilit(?:y|ies)|options?|mogelijkhe(?:id|den)|opties?) (?:for|of"
    r"|to|om|tot|voor)\b[^.;]{0,60}"
    r"|\b(?:online|remote|hybrid|virtual|digitale?|fysieke?) (?:participation|attendance|deelname|variant) is"
    r" (?:not|niet)\b"
)
_CLASS_AT_HOME = re.compile(r"\bklassika\w+ (?:online|vanuit huis)\b|\bonline klassika\w+|\bvirtu\w+ classroom\w*")
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
