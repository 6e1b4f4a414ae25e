"""The words that the date modules go by: a table each, in plain text (lower case, no accents, hyphens)."""

from __future__ import annotations

import re

from normalize.course import SessionStatus
from normalize.values.alternatives import question
from normalize.values.words import plain

_MONTH_WORDS = (
    "januari january jan",
    "februari february feb febr",
    "maart march mrt mar maa",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "augustus august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "december dec",
)
MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, start=1) for word in words.split()}
"""Month name → 1 to 12."""

DUTCH_MONTHS = {"januari", "februari", "maart", "mrt", "maa", "mei", "juni", "juli", "augustus", "oktober", "okt"}
"""Names that only Dutch has: no American order follows them."""

OTHER_WORDS = {"may", "mar", "maa", "jan"}
"""Names of months that are words or names of their own as well."""

_WEEKDAY_WORDS = (
    "maandag monday mon ma mo",
    "dinsdag tuesday tues tue di tu",
    "woensdag wednesday wed wo we",
    "donderdag thursday thurs thur thu do th",
    "vrijdag friday fri vr vrij fr",
    "zaterdag saturday sat za sa",
    "zondag sunday sun zo su",
)
WEEKDAYS = {word: number for number, words in enumerate(_WEEKDAY_WORDS) for word in words.split()}
"""Name of the day → 0 (Monday) to 6; the short ones count only right before a date."""

SEASONS = {
    "voorjaar": 21,
    "lente": 21,
    "spring": 21,
    "zomer": 22,
    "summer": 22,
    "najaar": 23,
    "herfst": 23,
    "autumn": 23,
    "fall": 23,
    "winter": 24,
}
"""Season → its EDTF number."""

QUARTERS = {
    "1": 1,
    "eerste": 1,
    "1e": 1,
    "1ste": 1,
    "first": 1,
    "1st": 1,
    "2": 2,
    "tweede": 2,
    "2e": 2,
    "2de": 2,
    "second": 2,
    "2nd": 2,
    "3": 3,
    "derde": 3,
    "3e": 3,
    "3de": 3,
    "third": 3,
    "3rd": 3,
    "4": 4,
    "vierde": 4,
    "4e": 4,
    "4de": 4,
    "fourth": 4,
    "last": 4,
    "laatste": 4,
    "4th": 4,
}
"""Which quarter of the year."""

_OF_COURSE = r"(?:les|cursus|trainings?|opleidings|werk|theorie|praktijk|studie|contact|college)"
_MEETING = (
    rf"(?:dagdeel|weekend|(?:twee|drie|vier)daagse|{_OF_COURSE}?(?:dag|avond|middag|ochtend|bijeenkomst)|(?:theorie|praktijk)?les|blok|block|deel"
    rf"|part|sessie"
    r"|session|meeting|lecture|college|day|module|excursie|excursion|webinar)"
)
PART = re.compile(
    rf"(?:\b|(?<=dag)){_MEETING} ?(?:nr\.? ?)?(?:[0-9]{{1,2}}|[a-e]|i{{1,3}}|iv)\b"
    rf"(?! ?(?:{'|'.join(word for word in MONTHS if len(word) > 2)})|[-/.][0-9]) ?[:.)-]*"
    r"|\b(?:eerste|tweede|derde|vierde|vijfde|zesde|first|second|third|fourth|fifth|[1-9](?:e|ste|de|st|nd|rd|th))"
    rf" {_MEETING}\b ?:?"
)
"""Names one part of a run."""

GROUP = re.compile(
    r"\b(?:groep|group|cursus|course|reeks|serie|series|cyclus|ronde|round|optie|option|variant|lichting|klas|editie"
    r"|edition|cohort|uitvoering|run|startgroep) ?(?:[0-9]{1,2}[a-z]?|[a-e]|i{1,3}|iv)(?= ?[:.)(-]| start|\n)"
)
"""Names one run among others: the days behind it are its meetings."""

PARTS = re.compile(
    r"\b(?:(?:contact|teaching|taught|attendance) (?:days|dates)|scholingsdagen"
    r"|lesdagen|lesdata|cursusdagen|cursusdata|trainingsdagen|trainingsdata|opleidingsdagen|opleidingsdata"
    r"|bijeenkomsten|meeting days|course days|training days|teaching days"
    r"|lesavonden|cursusavonden|contactdagen|session dates|terugkom(?:dag|avond|ochtend|middag|bijeenkomst)"
    r"|follow-up day"
    r"|college ?data|collegedagen|(?:contact|cursus|les|trainings)momenten"
    r"|lesmiddagen|lesochtenden|theorie(?:dag|avond|les|middag)(?:en|sen)?"
    r"|praktijk(?:dag|avond|les|middag)(?:en|sen)?|telkens|steeds|elke keer|iedere keer|each time|class dates)\b"
    r"|\b(?:slot|laatste |last |final )(?:avond|les|bijeenkomst|middag|dag|session|lecture|meeting|day)\b"
    r"|\b(?:theorie|theory)\b.{3,150}\b(?:praktijk|practical|practice)\b"
)
"""Says that the dates in a text are days of one run."""

STARTS = re.compile(
    r"\b(?:start ?data|start ?dates?|start ?datums?|start ?momenten|start ?moment|startdatums|uitvoeringen"
    r"|edities|editions|startdagen|startdag)\b"
)
"""Says that each date in a text is a run of its own."""

EVERY_DAY = re.compile(
    r"\b(?:(?:les|cursus|trainings)(?:dagen|tijden)|(?:course|training) days|beide|alle|elke|iedere|telkens|steeds"
    r"|all|both"
    r"|each|every) ?(?:\w+ ?){0,2}$"
)
"""Between the days and times of day behind them: the times are those of every day."""

_TEACHING = (
    r"(?:(?:les|cursus|trainings?|opleidings|terugkom|werk|theorie|praktijk)?(?:dag|avond|middag|ochtend|bijeenkomst"
    r"|datum)|les|sessie|training|workshop|college|day|session|meeting|lecture|class|date)"
)
ENDING = (
    r"(?:eind(?:igt|igend|igen|e? ?datum)|einde?(?=:)|end(?=:)|end(?:s|ing)|end date|finish(?:es|ing)?|afsluit\w*"
    r"|afronding"
    r"|rond(?:en|t)?(?: \w+)? af"
    r"|afgesloten|sluit(?:en)?(?: \w+)? af|duurt tot(?: en met)?|loopt(?: door)? (?:tot(?: en met)?|t/m)"
    r"|runs (?:until|to|through)"
    rf"|(?:laatste|slot|last|final) ?{_TEACHING})"
)
"""Says that what follows is the last day of a run."""

ORDINAL = re.compile(
    r"[1-9][0-9]?(?:(?:e|ste|de|st|nd|rd|th)\.?|[.):]) ?"
    r"(?=[0-9]|(?:ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,7}\.? )"
)
"""Numbers a meeting, right before its day ("1e ma. 28 september")."""

KIND = re.compile(
    r"(?:\b|(?<=dag))(?:theorie|praktijk|theory|practical|practice|excursie|excursion|terugkom|follow-up)\w*"
)
"""Names one sort of meeting: a date beside one is part of a run."""

STATUSES: dict[SessionStatus, re.Pattern[str]] = {
    "cancelled": re.compile(
        r"\bgeannuleerd\b|\bcancell?ed\b|\bgaat niet door\b|\bvervallen\b|\bafgelast\b|\bvervalt\b"
    ),
    "full": re.compile(
        r"\bvolgeboekt\b|\bvolzet\b|\bfully booked\b|\bsold out\b|\buitverkocht\b|\bvol(?= *(?:[)!.,:;|\n\]-]|$))"
        r"|\bfull(?= *(?:[)!.,:;|\n\]]|$))|\b(?:geen|0) (?:vrije )?(?:plaats|plek)\w*|\bno (?:places|seats|spots)"
        r"|\bis vol\b|\bis full\b|\bwachtlijst\b|\bwaiting list\b"
    ),
    "open": re.compile(
        r"\b(?:nog )?(?:[0-9]+ )?(?:plaats(?:en)?|plek(?:ken)?) (?:beschikbaar|vrij|over)"
        r"|\bnog (?:maar |slechts )?(?:[0-9]+ |enkele |een paar |voldoende )?(?:plaats|plek)"
        r"|(?:^ ?|[|(,] ?|(?<=20[0-9]{2}) )[1-9][0-9]? (?:places|spots|seats|spaces|plaatsen|plekken)(?= *(?:[)|\n]|$))"
        r"|\b(?:places|spots|seats|spaces) (?:available|left)|\blaatste (?:plaatsen|plekken)\b"
        r"|\blast (?:few )?(?:places|spots|seats)\b"
        r"|\bavailable\b|\bbeschikbaar\b|(?<!zaal )(?<!deur )(?<!deuren )(?<!doors )\bopen\b(?! ?(?:dag|day|avond"
        r"|science|access|universit|inschrijv|enrol|rooster))|\bgaat door\b"
        r"|\bstartgarantie\b"
    ),
}
"""What the words behind (or before) a date say of its run."""


def status_in(words: str) -> SessionStatus | None:
    """Tell what words say of a run: cancelled, full, open; None where they say nothing of it."""
    folded = plain(words)
    return next((status for status, said in STATUSES.items() if said.search(folded)), None)


TO_BE_ANNOUNCED = re.compile(
    r"\bnader (?:te bepalen|bekend|te bekend)|\bnog (?:niet bekend|te bepalen|onbekend)|\bt\.?b\.?[ad]\b\.?"
    r"|\bn\.?t\.?b\b\.?|\bto be (?:announced|decided|determined|confirmed)|\bvolg(?:t|en) (?:nog|binnenkort"
    r"|zo spoedig)"
    r"|\bbinnenkort bekend|\bdatum volgt|\bdata volgen|\bnog geen (?:data|datum)|\bno dates? (?:yet|planned)"
    r"|\bgeen (?:data|datum) (?:gepland|bekend)"
)
"""The dates are still to come."""

RECURRING = re.compile(
    r"\b(?:[0-9]+|een|twee|drie|vier|vijf|zes|een ?maal|twee ?maal|drie ?maal|vier ?maal|once|twice|one|two|three"
    r"|four) ?(?:x|×|keer|maal|times|time)? ?(?:per|a|in het) ?(?:jaar|year)\b|\b(?:twee|drie|vier"
    r"|een)?jaarlijks\b"
    r"|\b(?:twice|once) (?:a|per|every) year\b|\bannually\b|\byearly\b|\b(?:elk|ieder) (?:voorjaar|najaar|jaar"
    r"|kwartaal)\b|\bevery (?:year|spring|autumn|month|quarter)\b"
)
"""Comes back every so often."""

NOT_A_DAY = question(
    r"(?:\b(?:dag|day|blok|block|deel|part|bijeenkomst|sessie|session|les|meeting|lesdag|cursusdag|trainingsdag"
    r"|module|avond|middag|week|groep|group|niveau|level|zaal|room|kamer|lokaal|nr|no|nummer|number"
    r"|editie|edition|semester|trimester|term|kwartaal|quarter|max|maximaal|min|minimaal|hoofdstuk|chapter|ronde"
    r"|round|fase|phase|leerjaar|jaar|year|tel"
    r"|versie|version|artikel|article|lid|stap|step|top|uitvoering|cohort|gebouw|building)\.? ?|[€$£#~±] ?"
    r"|(?<![0-9])\+"
    r"|\b(?<!t/)[a-z])$"
)
"""Before a bare number: it is no day of the month."""

NOT_A_DAY_AFTER = re.compile(
    r"^ ?(?:%|x\b|×|dag|dgn|week|weken|maand|month|jaar|year|uur|uren|hour|day|keer|maal|times|plaats|deelnemer"
    r"|persone|person|participant|euro|eur\b|€|ects?\b|studie|pe-|pe\b|avond|middag|bijeenkomst|sessie|session"
    r"|les|modul|places|spots|punten|points|minu|nights?\b|nacht|overnacht|of the best|km\b)"
)
"""Behind it: the same."""

TIMESTAMP_WORDS = re.compile(
    r"\bop werkdagen|\bwerkdagen\b|\bbereikbaar|\bopeningstijd|\bgeopend van|\bopening hours|\bop kantoor"
    r"|\btelefonisch|\bweekdays\b"
)
"""Before times of day that are opening hours."""

_BESIDE = (
    "op van vanaf tot en met t m om uur u in te de het of data datum datums start wanneer aanvang zijn is telkens "
    "steeds weekend dagelijks daily per on from to until the and or at each hrs h am pm cet cest date dates when "
    "between tussen"
)
BESIDE_DATES = frozenset(_BESIDE.split())
"""Words that a line which is nothing but dates may hold."""

_BESIDE_CHOICE = (
    "online via teams zoom webinar klassikaal virtueel hybride live start gegarandeerd startgarantie garantie vol"
    " volgeboekt nog plaats plaatsen plekken vrij beschikbaar open inschrijven aanmelden wachtlijst full available"
    " seats places left sold out register guaranteed bijna enkele few laatste"
)
BESIDE_CHOICE = frozenset(_BESIDE_CHOICE.split())
"""Words beside a day and a town, of the form and of whether there are places."""
