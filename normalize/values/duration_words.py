"""The words that `durations` goes by: a table each, in plain text (lower case, no accents, hyphens)."""

from __future__ import annotations

import re

from normalize.course import Unit
from normalize.values.alternatives import question

FRACTIONS = {
    "half": 0.5,
    "halve": 0.5,
    "een half": 0.5,
    "een halve": 0.5,
    "half a": 0.5,
    "anderhalf": 1.5,
    "anderhalve": 1.5,
    "tweeenhalf": 2.5,
    "tweeenhalve": 2.5,
    "drieenhalf": 3.5,
    "drieenhalve": 3.5,
    "one and a half": 1.5,
}
"""Number words with a fraction."""

ARTICLE = {"een", "a", "an", "hele", "heel", "full"}
"""Count as one, only behind a cue ("duurt een jaar") or with accents ("één")."""

_OF_COURSE = (
    r"(?:cursus|les|opleidings|trainings?|studie|college|school|contact|werk|praktijk|theorie|scholings|course"
    r"|training"
    r"|teaching|group)[- ]?"
)
_WEEKDAY = r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)"
UNITS: dict[str, tuple[str, Unit, float]] = {
    "minute": (r"minuten|minuut|minutes?|min\.?", "hour", 1 / 60),
    "hour": (
        rf"(?:{_OF_COURSE})?(?:uur|uren)|(?:studiebelastings|studielast)-?(?:uur|uren)|-?urige?|hours?|hrs",
        "hour",
        1,
    ),
    "half_day": (
        rf"(?:{_OF_COURSE})?(?:dagdeel|dagdelen)|(?:{_WEEKDAY})?(?:(?:na|voor)?middag(?:en)?|ochtend(?:en)?|morgens?)"
        r"|halve dagen|half[- ]days?|mornings?|afternoons?",
        "half_day",
        1,
    ),
    "day": (
        rf"(?:{_OF_COURSE})?(?:dag|dagen|days?)|{_WEEKDAY}(?:en)?(?!-)|-?daagse?|(?:training|course|study|contact"
        rf"|teaching|class) days?|dgn",
        "day",
        1,
    ),
    "session": (
        rf"(?:{_OF_COURSE})?(?:avond(?:en)?|evenings?|bijeenkomsten|bijeenkomst|sessies?|sessions?|meetings?"
        r"|colleges|times)"
        rf"|(?:{_WEEKDAY}- ?(?:of|en|/) )?{_WEEKDAY}avond(?:en)?"
        rf"|{_WEEKDAY}s?-?(?:sessies|lessen|bijeenkomsten|colleges)|(?:theorie|praktijk|online ?)?lessen|lessons?"
        r"|lezing(?:en)?|lectures?|workshops|webinars|excursies?|excursions?|(?:keer|maal) (?:(?:komen|kom|komt"
        r"|zien) (?:we|wij"
        r"|je|jullie"
        r"|de groep) )?(?:bij elkaar|bijeen|samen|elkaar)"
        rf"|(?:x|keer|maal) (?:op )?{_WEEKDAY}avond",
        "session",
        1,
    ),
    "week": (rf"(?:{_OF_COURSE})?(?:week|weken)|weeks?|-?weekse?", "week", 1),
    "month": (r"maand(?:en)?|months?|-?maands?e?", "month", 1),
    "year": (
        r"(?:studie|school|opleidings|college|academie|les|academisch )?jaar|(?:academie|studie|school)?jaren"
        r"|academic years?|years?|-?jarige?",
        "year",
        1,
    ),
}
"""Name → (words, unit of the record, how many of that unit one is)."""

CUE = re.compile(
    r"\b(?:duurt|duur|duren|tijdsduur|cursusduur|studieduur|duration|lasts?|takes?|length|looptijd|omvang|gedurende"
    r"|bestaat uit|consists? of|beslaat|in totaal|totaal|total|over a period of|verdeeld over|for)\b[^.;\n]{0,25}$"
    r"|\bin $|^$|(?:cursus|opleiding|training|workshop|leergang|course|programme) (?:van|of) (?:\w+ )?$"
)
"""What stands before a length."""

LASTS = re.compile(r"\b(?:duurt|duren|lasts?|takes)\b[^.;\n]{0,25}$|\btezamen:? $|\b(?:bij elkaar|samen|altogether): $")
"""What says that it is the whole length, wherever it stands in the text."""

ADJECTIVE = re.compile(r"(?:daagse?|jarige?|weekse?)$")
"""A length that describes the course ("driedaagse")."""

ARTICLE_CUE = re.compile(
    r"(?:cursus|training|workshop|scholing|opleiding|masterclass|programma|module|bijeenkomst"
    r"|les|course|webinar) (?:van|of) $"
    r"|\b(?:duurt|duren|duur|duration|lasts?|takes?|gedurende|looptijd)\b[^.;\n]{0,12}$"
)
"""What makes "een jaar" a length."""

YEAR_COURSE = re.compile(
    r"\b(?<!\bdit )(?<!\belk )(?<!\bper )(?<!\bhet )(?<!\bend )(?<!ieder )(?<!volgend )(?<!komend )(?<!vorig )"
    r"(?<!eerste )(?<!tweede )(?<!derde )(?<!laatste )(?<!vierde )(?<!hele )(?<!heel )(?<![0-9] )(?P<half>half ?)?"
    r"jaar ?(?:opleiding|cursus|training|programma|traject)\b"
)
"""A course of a year, or of half a year, in one word or in two."""

LONG_UNITS: dict[str, Unit] = {"day": "day", "week": "week", "month": "month", "year": "year"}
ALL_LONG = re.compile(
    r"\b(?<!-)(day|week|month|year)[- ]?long (?:[a-z-]+ ){0,3}?(?=(?:courses?|workshops?|trainings?|programmes?"
    r"|programs?"
    r"|schools?|events?|bootcamps?|masterclass|seminars?|retreats?|residenc\w+|intensives?|class|conference)\b)"
)
"""A course that is as long as one of them ("a week-long course")."""

LOAD = re.compile(
    r"\bstudielast|\bstudiebelasting|\bstudy ?load|\bworkload|\bzelfstudie|\bself[- ]?study|\bvoorbereiding"
    r"|\bhuiswerk|\bpreparation|\bsbu\b|\bstudy hours|\bstudie-?uren|\bbelasting|\bopdracht|\bassignment"
    r"|\bec(?:ts?|'s)?\b|\btijdsinvestering|\btime investment"
)
"""Words of study load."""

NOT_BEFORE = question(
    r"\bgeldig|\bvalid|\bleeftijd|\bage\b|\baged\b|\biedere\b|\bevery\b|\belke\b|\beach\b"
    r"|\balle? (?:les|bijeenkomst|avond|sess|meeting|lecture|evening)|\bnascholings|\bom de\b"
    r"|\b(?:shortened|extended|reduced|expanded|cut) from $|\bniet langer dan|\bgeleden|\bervaring(?!s?-?gericht)"
    r"|\bexperience"
    r"|\bjongeren|fase van|\bphase of|\bpe-|\bpunten|\bpoints"
    r"|\bop werkdagen|\bopeningstijd|\bgeopend|\bbereikbaar|\bsinds|\bsince|\bal (?:meer dan|ruim)|\bmeer dan $"
    r"|\bmore than $|\bwithin (?:(?:the|a|about|a period of|max\w*) )?$|\buiterlijk|\btot $|\bbinnenkort"
    r"|\bherhal\w* na|\bat the latest|\bat least \w+ years"
    r"|\bvanaf $|\bgarantie|\bwarranty|\btoegang tot|\baccess|\bmet een minimum|\bverlopen|\bna $|\bafter $"
    r"|\bafgelopen|\bvoorgaande|\bprevious|\bpreceding|\bpast $|\blast $|\bnext $"
    r"|\b(?:identieke?|gelijke|parallelle?|dezelfde|losse|verschillende|identical|parallel|separate"
    r"|different) (?:\w*sess|\w*bijeen|\w*avond"
    r"|\w*middag|\w*dagen|day|evening|meeting|workshop|webinar)"
    r"|\b(?:promotie\w*|phd(?: \w+)?|[a-z]*project|[a-z]*onderzoek|contract|dienstverband|aanstelling|subsidie|grant)"
    r" (?:van|of|voor|for)(?: \w+)? $"
    r"|\bper $|\bkomende|\b(?:first|eerste|laatste) $|\bbinnen \w+ (?:weken|maanden|jaar)"
)
"""Words before (or in) it that make it something else."""

NOT_AFTER = re.compile(
    r"^ ?(?:(?:of|or) (?:meer|more)\b|(?:of|en) ouder|or older|geldig|valid\b|geleden|ago\b|oud\b|old\b|nascholing"
    r"|before|voorafgaand|eerder|earlier|after|van tevoren|later"
    r"|in advance"
    r"|voor (?:aanvang|de start|het begin|de cursus|de training|begin)|na (?:afloop|de|het|inschrijving|ontvangst)"
    r"|(?:[a-z-]+ )?(?:[a-z]*onderzoek(?:s?(?:project|programma|traject|lijn))?\b|research (?:project|programme"
    r"|program|grant|line)"
    r"|[a-z]*project\b(?! ?manage)|promotie|phd|contract|aanstelling|dienstverband|subsidie|grant\b)"
    r"|(?:of (?:paid )?|betaalde? )?(?:holidays?|leave|vakantie\w*|verlof|vrije dagen|snipperdagen)\b"
    r"|in dienst|volgeboekt|uitverkocht|toegang|access|garantie|bedenktijd|de tijd|lang geldig|per deelnemer aan"
    r"|beschikbaar|available)"
)
"""Words behind it that do the same."""

EXPERIENCE = re.compile(r"^[^.;\n]{0,20}\b\w*(?:ervaring|experience)\b")
"""The same behind months, years and hours; of days one may gain experience on the course."""

FINISHES = re.compile(r"^ (?:rond|sluit|studeer|ben) (?:je|jij|u)\b[^.;\n]{0,60}\b(?:af|klaar|gediplomeerd)\b")
"""Behind "na drie maanden": it is how long the course takes."""

A_WEEK_BEFORE = re.compile(
    r"\b(?:(?:per|a|each|every) (?:(?:twee|drie|vier|two|three|[2-4]) )?(?:week|weken|weeks)|wekelijkse?"
    r"|weekly)\b(?![^.;\n]*\b(?:tota\w+|duur\w*|duration|samen|tezamen)\b)[^.;\n]{0,60}$"
)
"""Before days or hours: they are those of a week as well ("vier dagen per week werk je, één dag ga je naar school")."""

BESIDE = re.compile(
    r"\b(?:e-?learning|theorie|leeromgeving|voorbereid\w+|preparation|toets|examen|exam|zelfstudie|self-study"
    r"|pre-?course"
    r"|huiswerk|homework)(?: [\w-]+)? \((?:(?:ongeveer|circa|ca\.?|about|approximately|max\.?|maximaal|zo'n|±) ?)?$"
)
"""Before a length in brackets: it is that of a part, where the sentence goes on to another."""
GOES_ON = re.compile(r"^[^.;\n()]{0,60}\)[^.;\n]{0,40}\b(?:en|and|daarna|then|plus|gevolgd|followed|met|with)\b")
"""Behind such a length."""

GATHER = re.compile(r"\b(?:meets?|gather|come together)\b")
"""Before "eight times": so many meetings."""

PACKED = re.compile(r"^ (?:of|vol|full of|packed|lang)\b")
"""Behind "a week" at the begin of a line: the course takes it."""

COMPOUND = re.compile(r"(?:les|cursus|trainings|opleidings|contact|studie|scholings)-?(?:dagen|dag)$|dagdelen$")
"""Days of which the sorts are added up ("achttien lesdagen en twee lesdagen online")."""
JOINED = re.compile(r" ?(?:en|and|plus|\+|&) ")
"""Between two such sorts."""

CLOCK_AFTER = re.compile(r"^ (?:'?s (?:ochtends|morgens|middags|avonds)|tot|until|to) ")
"""Behind "van 9 uur": it is a time of day."""

INTENSITY = re.compile(
    r"^(?: (?:of|tot|or|to|a) [-\w]+(?: (?:uur|uren|hours))?| zelfstudie| self-study| huiswerk| homework)? ?(?:per"
    r"|/|a|in de|in het|each|elke) ?"
    r"(?:week(?!end)|maand|jaar|dag|day|month|year|ec\b|ects|studiepunt|credit|module|deel|les|college|bijeenkomst"
    r"|blok|episode|vak)"
)
"""So much per week or per point is no length."""

A_WEEK = re.compile(r"^[^.,;:\n]{0,30}\b(?:per|in de|a|each|every) week\b|^[^.,;:\n]{0,60}\b(?:weekly|wekelijks)\b")
"""The same a few words later ("3 dagen praktijk en 1 lesdag per week")."""

A_DAY = re.compile(r"^[^.,;:(\d\n]{0,30}\b(?:per|each|every|elke|iedere) (?:day|dag)\b")
"""Behind hours: so many of each day ("2 hours of live teaching per day")."""

SAME_KIND = re.compile(r"(?:^ | )(?:en|and|plus|daarnaast|\+)(?: |$)")
"""What joins meetings of several sorts."""

OPTIONAL = re.compile(
    r"^:?[^.;,+\n0-9(]{0,25}(?:[(][^()]{0,20}[)])?:? ?(?:optional|optioneel|facultatief|niet verplicht|voluntary)\b"
)
"""Behind it: one need not take part."""

ASIDE = re.compile(
    r"\b(?:borrel|drinks|receptie|reception|lunch|diner|dinner|inloop|ontvangst|walk-in|koffie|coffee|pauze|break"
    r"|geopend|open\b"
    r"|bereikbaar|spreekuur|office hours|kantooruren|registratie|doors)"
)
"""Beside two times of day: they are those of something beside the meetings."""
