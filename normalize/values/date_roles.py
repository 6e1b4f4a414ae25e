"""The words that say what a date is for: a last day to enrol, the end of a run, or no course at all; in plain text."""

from __future__ import annotations

import re

from normalize.values.alternatives import question
from normalize.values.date_words import ENDING

NO_ENROL = question(
    r"\binlever|\bportfolio|\bopdracht|\bassignment|\bthesis|\bverslag|\bessay|"
    r"\bearly[- ]?bird|\bvroegboek|\bkorting|\bdiscount|\breduced|\babstract|\bsubmission|\bsubmit|\bpaper\b"
    r"|(?<!application and )(?<!registration and )(?<!enrolment and )(?<!application/)\bpayment"
    r"|\bbetal|\bbetaling|\bannul|\bcancel|\bvisa\b|\bhousing|\baccommodation|\bhuisvesting|\bhotel"
)
"""A last day for something else than enrolling: a lower price, a paper, a room."""

DEADLINE = question(
    r"\bdeadline|\bsluiting van\b|\bsluitingsdatum|\bclosing date|\buiterste|\buiterlijk|\bat the latest|\bultimately"
    r"|\b(?:end|einde?) (?:of |van )?(?:the |de )?(?:applications?|registrations?|enrol+ments?|aanmeld\w*"
    r"|inschrijv\w*)\b"
    r"|\bno later than|\bniet later dan|\bsluit\b|\bcloses\b|(?<!and )(?<!we )\bclose\b"
)
"""Says that a date is a last day, wherever it stands in the clause."""

IS_DEADLINE = re.compile(
    r"^\W{0,3}(?:is (?:de |het |the )?)?(?:\w+ )?(?:deadline|uiterste|sluitingsdatum|closing date)"
)
"""Right behind a date: the same."""

ENROL_AFTER = re.compile(
    r"^ (?:sluit(?:en|ten)?|sloten|stopt|stoppen|close|will close) (?:we |wij )?(?:de |the )?(?:inschrijving|aanmelding"
    r"|registration|enrol+ment)"
    r"|^\W{1,3}(?:de |the )?(?:(?:uiterste |laatste |last )?(?:inschrijf|aanmeld)(?:datum|deadline|dag)"
    r"|(?:aanmelding|inschrijving|registration"
    r"|enrol+ment|application)s?(?: (?:period|form|portal))? (?:sluit\w*|eindigt|closes|ends|deadline|closed)"
    r"|(?:deadline|sluiting|end|close)"
    r" (?:van |of |voor |for )?(?:de |the )?(?:aanmelding|inschrijving|aanmelden|inschrijven|registration"
    r"|enrol+ment|application))"
)
"""Right behind a date, as in a list of them: it is the last day to enrol."""

ENROL = re.compile(
    r"\baanmeld|\bmeld (?:je|u)|(?<!\bopen )\binschrij|\bschrijf|\bregist(?:er|rat)|\benrol|\bsign[- ]?up|\bsubscri"
    r"|\bbook(?:ing|ings)?\b|\bappl(?:y|ication|ications)\b|\bopgeven\b|\bopgave\b|\bdeadline|\bsluitingsdatum"
    r"|\bclosing date|\bin te schrijven|\baan te melden|\bop te geven"
)
"""Speaks of enrolling."""

LIMIT = re.compile(
    r"(?:\btot(?: en met)?|\bt/m|\bvoor|\bbefore|\buntil|\btill|\bby|\buiterlijk(?: op| tot)?"
    r"|\b(?:laatste|last) (?:dag|datum|moment|kans|day|date|chance)\b[^.;]{0,30}"
    r"|\bup to(?: and including)?|\b(?:before or on|on or before|op of voor|no later than|not later than))[ :]*"
    r"(?:de |the )?$"
)
"""Stands right before the last day to enrol."""

CLOSED_BY = re.compile(
    r"\b(?:tot(?: en met)?|t/m|until|till|before|by|uiterlijk) (?:de |the )?(?:(?:mid|early|late|eind|begin"
    r"|medio)[ -])?$"
)
"""Right before a day with no other day before it: something ends then, nothing starts."""

ENROL_PERIOD = re.compile(
    r"\b(?:beschikbaar|mogelijk|available|possible|periode|period|termijn|loopt|open|opent|geopend|opened|runs)\b"
)
"""Says that a range of days is the one to enrol in."""

OPENS = re.compile(
    r"\b(?:opent|opens?|geopend|(?:aanmelding|inschrijving)(?:en)? start\w*|registration starts)\b"
    r"|\b(?:mogelijk|possible|kan|kunt|can) (?:vanaf|from) (?:de |the )?$"
)
"""Says that a day is the first one to enrol."""

CLOSES = re.compile(
    r"\b(?:and|we) (?:close|end|finish|conclude)(?: off)?(?: with (?:[\w-]+ ){1,5}?)?(?: ?on)?(?: the)? ?$"
    r"|\ben (?:sluiten|eindigen|stoppen|ronden)(?: (?:we|wij))?(?: met (?:[\w-]+ ){1,5}?)?(?: ?op)?(?: de)? ?$"
)
"""Says, whatever stands before it, that a run closes on the date."""

ENDS = re.compile(
    rf"\b{ENDING}\b(?: \w{{1,6}} (?:dagen|weken|maanden|days|weeks|months) later)?(?: \w{{1,6}}){{0,2}}"
    r"(?: ?(?:morning|afternoon|evening|ochtend|middag|avond))?[ :]*$"
)
"""Says that a date ends the run before it."""

ENDS_AFTER = re.compile(r"^ ?(?:wordt |worden |is )?(?:afgesloten|afgerond|eindigt|afloopt|sluit|concluded|finished)\b")
"""Right behind a date: the same."""

NO_COURSE_BEFORE = re.compile(
    r"\bgepubliceerd|\bgeplaatst op|\bpublished|\bposted|\bpublicatiedatum|\bpublication date"
    r"|\blaatst (?:gewijzigd|bijgewerkt|aangepast|herzien)|\blast (?:modified|updated|update|changed|reviewed|revised"
    r"|edited)"
    r"|\blaatste (?:update|wijziging)|\bbijgewerkt|\bupdated|\bgewijzigd|\bmodified|\bversie\b|\bversion\b"
    r"|\bstcrt|\bstaatscourant|\bstaatsblad|\bcopyright|©|\bgeboren|\bborn\b"
    r"|\bgeldig (?:tot|t/m|vanaf|van)|\bgeldigheid|\bvalid (?:until|from|till|through)|\berkend tot|\bverloopt"
    r"|\bexpires?\b|\bvervalt op|\bopgericht|\bfounded|\bsinds\b|\bsince\b"
    r"|\bannuler\w* (?:kan |is |mogelijk )?(?:tot|voor)|\bcancel\w* (?:before|until|by)|\bbetal\w* (?:voor"
    r"|uiterlijk|tot)|\bpayment (?:before|by)|\baccreditatie\w* (?:is )?(?:tot|geldig|t/m|verleend)"
    r"|\baccredited until|\bkvk|\bgecontroleerd op|\bwet van\b|\bbesluit van\b|\bregeling van\b"
    r"|\bkb van\b|\bkoninklijk besluit\b|\bact of\b|\bdated\b|\bd\.d\.|\bprintdatum|\bnieuws\b.{0,10}$"
    r"|\bi\.?p\.?v\.? ?$|\bin plaats van\b|\binstead of\b|\boriginally\b|\boorspronkelijk\b|\bdiplomering"
    r"|\bdiploma-?uitreiking|\buitreiking van|\bgraduation|\bopen (?:dag|day|avond)"
    r"|\binformatie(?:avond|bijeenkomst|middag|sessie)|\binformation (?:session|evening|meeting)|\binfosessie"
    r"|\binfo-?avond|\bvoorlichting|\bopen (?:huis|house|evening)|\bloting\b"
    r"|\bselectie(?:dag|gesprek\w*|procedure)|\bin het verleden\b|\bin the past\b"
    r"|\b(?:vorige|eerdere|previous|past|earlier|last year's|afgelopen) (?:cursus(?:sen)?|edities?|keer|editions?"
    r"|courses?"
    r"|training(?:en|s)?|bijeenkomst(?:en)?|jaren)"
    r"|\bgesloten (?:op|van|vanaf|tussen)|\bclosed (?:on|from|between)|\b\w*vakantie\b|\bniet in de\b"
    r"|(?<!during the )(?<!easter )(?<!summer )(?<!christmas )\bholiday|\bdienstregeling"
    r"|\b(?:will follow|volgen|volgt|follows?|bekend|bekendgemaakt|announced|aangekondigd|known) (?:in|on|op|eind|begin"
    r"|medio|vanaf) $"
    r"|\bproefles|\w*vergadering\b|\bafgelopen (?:\w+dag )?$|\bpublicatie\b|\bpublication\b|\binhaal\w*"
    r"|\b(?:reserve|uitwijk)-?(?:dag|datum|avond)\w*"
    r"|\b(?:rain|backup|back-up|reserve) dates?\b|\bniet op\b|\bgeen (?:les|bijeenkomst|college"
    r"|cursus|training)\w*|\bbehalve\b|\bm\.?u\.?v\b"
    r"|\buitgezonderd\b|\buitzondering van\b|\bexcept\b|\bno (?:class|lecture|session|meeting|course)\w*"
    r"|\binleveren\b|\blevert? \w+ in\b|\bfoto'?s van\b|\bterugblik|\bverslag van\b|\binto force\b|\b(?:last"
    r"|latest) (?:edition|course|training|year)\b"
    r"|(?:^ ?|[,;(.] ?)(?:het |de |the )?(?:\w+ )?\w{0,12}(?:exam(?:en)?s?|toets|tentamen|gesprek(?:ken)?)"
    r"(?: ?(?:dat(?:um"
    r"|a|e"
    r"|es)"
    r"|dag|day))?[ :]*"
    r"(?:is |zijn |vindt plaats |takes place )?(?:op |on )?$|\bopened on\b"
    r"|(?<!with a )(?<!with the )(?<!met een )(?<!met de )\b"
    r"(?:diner|dinner|borrel|drinks|barbecue|bbq|receptie|reception|social event|afterparty"
    r"|after-?movie|kampvuur"
    r"|fotoshoot|excursion day trip)[ :]*(?:is |zijn |vindt plaats |takes place |will be )?(?:op |on )?(?:de |the )?$"
    r"|\b(?:abstracts?|submissions?|submit|manuscripts?|proposals?)\b[^.;]{0,30}$"
    r"|\b(?:schedules?|timetables?|roosters?|prijslijst|tarieven|prices|rates)\b[^.;]{0,25}\b(?:from|vanaf|per"
    r"|as of|since) (?:de |the )?$"
    r"|\b(?:start|opening|begin) (?:of |van )?(?:the |de )?(?:applications?|registrations?|enrol+ments?|inschrijving"
    r"|aanmelding)\b[^.;]{0,15}$"
    r"|\b(?:you will (?:hear|be (?:notified|informed|told))|hoort? (?:je|u)"
    r"|(?:je|u) hoort|(?:bericht|uitsluitsel|uitslag|bevestiging))\b[^.;]{0,60}$"
    r"|\b(?:interviews?|(?:sollicitatie|selectie|kennismakings|intake)gesprek(?:ken)?|second round"
    r"|tweede ronde)\b[^.;]{0,40}$"
    r"|\b(?:diploma|certificate|certificaat|graduation)[- ]?(?:ceremony|uitreiking|presentation)\b[^.;]{0,30}$"
    r"|\b(?:notification|acceptance|call for|kb van|grant|award|beurs)\b[^.;]{0,40}$"
    r"|\b(?:phd|doctorate|promotie|gepromoveerd|promoveerde|promotion|oratie|afgestudeerd"
    r"|graduated)\b[^.;]{0,25}\b(?:on|op|in) $"
)
"""Before a date in its clause: it is no date of a course."""

NO_COURSE_AFTER = re.compile(
    r"^ (?:het |the |an? )?(?:examen|tentamen|exam) (?:doen|afleggen|maken|take|sit)\b|"
    r"^[^.;\n]{0,80}?(?:\bwet\b|\bwet op|\bvan kracht|\bin werking|\bvervangen\b|\bvervalt\b|\bregelgeving"
    r"|\bbesluit\b|\bgeboren\b|\bopgericht\b|(?<!worden )(?<!nog )\bgepubliceerd\b|(?<!will be )(?<!are )\bpublished\b"
    r"|^ ?gesloten\b|^ ?closed\b|\b(?:entered|enters?|came|comes?) into force|\bwas founded|\bin force\b"
    r"|\b(?:vorige|previous|last) (?:cursus|editie|edition|course|training)\b|\bvastgesteld\b"
    r"|^ (?:is|zijn|was|waren|werd|werden) (?:begonnen|gestart|aangesteld|in dienst|ingestroomd|ingeschreven)\b"
    r"|\bgoedgekeurd\b|\b(?:is|zijn|werd|werden) (?:\w+ )?(?:ingevoerd|doorgevoerd|ingegaan)\b"
    r"|^ ?(?:is |zijn |was |werd |has been |were )?(?:\w+ )?(?:aangepast|herzien|vernieuwd|geactualiseerd|revised"
    r"|renewed"
    r"|adapted|replaced)\b|\bopgeheven\b|\bwijzig\w*|\bverander\w*|\bverhuiz\w*|\bbenoemd\b"
    r"|^ ?(?:minstens |ten minste |at least )?[1-9][0-9] (?:jaar|years)\b"
    r"|^[^.;\n]{0,30}\b(?:on[- ]demand|(?:terug )?te ?(?:be)?kijken|terug ?(?:te )?kijken"
    r"|online (?:beschikbaar|te zien)|available (?:online|on[- ]demand|to watch)|to (?:re)?watch)\b"
    r"|\b(?:overgangs(?:termijn|periode|recht)|transition(?:al)? period)\b"
    r"|^ ?(?:is|zijn|wordt|worden|becomes?) [^.;,\n]{0,50}\bverplicht\b"
    r"|\bgeld(?:t|en)\b|\bregeling\b|\bapplies\b|\bis overleden)"
    r"|^(?:[^.;,\n]|\.(?=[0-9])){0,50}?\b(?:is|zijn|organiseren|willen|houden|vindt|there is|we host"
    r"|we organi[sz]e)\b[^.;,\n]{0,40}\b"
    r"(?:info(?:rmatie)?-?(?:avond|bijeenkomst|middag|sessie)|open (?:dag|avond|huis|day|evening)|voorlichting\w*"
    r"|loting"
    r"|\w*vergadering|alv|\w*borrel|\w*uitreiking|reunie|reunion|information (?:session|evening|meeting)|gesloten"
    r"|closed)\b"
    r"|^ (?:(?:een|de|onze|weer|an?|the|our) )?(?:[\w-]+ ){0,2}(?:info(?:rmatie)?-?(?:avond|bijeenkomst|middag"
    r"|sessie|dag)"
    r"|voorlichtingsavond|kennismakingsavond|open (?:dag|avond|day|evening)|information (?:session|evening|meeting))\b"
    r"|^,? ?(?:you can |(?:kunt?|kan) (?:je|u) (?:je |u |zich )?)(?:register|apply|enrol|inschrijven|aanmelden)\b"
    r"|^, register for\b|^\W{1,3}(?:(?!with |met )[\w-]+ ){0,2}"
    r"(?:bekendmaking|loting|uitslag|deadline|notification|announcement"
    r"|submission|acceptance|call|registration|applications?|inschrijving|aanmelding|selection|selectie|results?"
    r"|interviews?"
    r"|payment|betaling)\b"
    r"|^[^.;,\n]{0,20}\b(?:(?:is|wordt|was) (?:verplaatst|verzet|uitgesteld|moved|postponed)|vakantie\b|afwezig"
    r"|inhaal\w*|(?:reserve|uitwijk)-?(?:dag|datum|avond)\w*\b(?! ?:| is\b| op\b)|geen (?:les|bijeenkomst|college)"
    r"|no (?:class|lecture))"
    r"|^[^.;,\n]{0,30}\b(?:naar|bij|tijdens|to|at|during) (?:de|het|onze|een|the|our|an?) (?:\w+ ){0,2}"
    r"(?:informatie(?:avond|bijeenkomst|middag|sessie)|open (?:dag|avond|huis|day|evening)|voorlichting\w*"
    r"|information (?:session|evening|meeting))\b"
)
"""Behind a date in its sentence: the same."""
