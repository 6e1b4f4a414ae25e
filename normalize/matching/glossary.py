"""Dutch words of course titles with their English counterparts, so that twins share their tokens.

A small table for the trades around a science park; what it lacks is bridged by cognates (five
letters in common), numbers, dates and prices.
"""

from __future__ import annotations

from functools import lru_cache

from normalize.matching.words import word_set

NL_EN = """
aanbestedingsrecht: procurement law
accountmanagement: account management
administratie: administration
advies: advice
adviesvaardigheden: advice skills
adviseurs: consultants
adviseur: consultants
analyse: analysis
analist: technicians
analisten: technicians
analysts: technicians
analyst: technicians
apothekers: pharmacists
apothekersassistenten: pharmacy assistants
arbeidsrecht: employment law
artsen: doctors
bedrijfseconomie: business economics
bedrijfshulpverlening: emergency response
begeleiding: guidance
beinvloeden: influencing
belastingrecht: tax law
bestuursrecht: administrative law
biologie: biology
biotechnologie: biotechnology
bloemschikken: flower arranging
boekhouden: bookkeeping
boekhouding: bookkeeping
bouw: construction
bouwkunde: building engineering
bouwfysica: building physics
bouwrecht: construction law
budgetteren: budgeting
chinees: chinese
cleanroomgedrag: cleanroom behaviour
communicatie: communication
communicatieve: communication
conflicthantering: conflict management
contentmarketing: content marketing
criminologie: criminology
databasebeheer: database administration
dementiezorg: dementia care
dieren: animals
dierproeven: animal experiments
docent: teacher
docenten: teachers
doktersassistent: medical assistant
doktersassistenten: medical assistants
douane: customs
duits: german
duurzaamheid: sustainability
elektrotechniek: electrical engineering
engels: english
ethiek: ethics
farmacie: pharma
farmaceutische industrie: pharma
pharmacy: pharma
pharmaceutical industry: pharma
farmacologie: pharmacology
farmacovigilantie: pharmacovigilance
feedback geven: giving feedback
fiscaal recht: tax law
fotografie: photography
frans: french
fysiotherapie: physiotherapy
gedrag: behaviour
gedragsverandering: behaviour change
gemeente: municipality
gemeenten: municipality
municipalities: municipality
geneesmiddelen: medicines
genetica: genetics
geschiedenis: history
gesprekstechnieken: conversation techniques
gespreksvoering: conversation techniques
gezondheidsrecht: health law
gezondheidszorg: healthcare
zorg: healthcare
health care: healthcare
heftruckchauffeur: forklift driver
hondentrainer: dog trainer
hypotheekadvies: mortgage advice
informatiebeveiliging: information security
ingenieurs: engineers
inkoop: procurement
inkoopmanagement: procurement management
installatietechniek: installation technology
interieurontwerp: interior design
italiaans: italian
jeugdhulpverlening: youth care
jongeren: young people
juristen: lawyers
juridisch: legal
kapper: hairdresser
klantgerichtheid: customer focus
klinisch: clinical
klinisch onderzoek: clinical research
kok: chef
koudetechniek: refrigeration
kunstmatige intelligentie: artificial intelligence
ai: artificial intelligence
kwaliteit: quality
kwaliteitsborging: quality assurance
kwaliteitszorg: quality assurance
kwaliteitsmanagement: quality management
laboranten: technicians
laborant: technicians
technician: technicians
laboratoria: laboratories
laboratorium: laboratories
lab: laboratories
laboratory: laboratories
lastechniek: welding
leiderschap: leadership
leidinggeven: leadership
leidinggevenden: leaders
leiden vanuit het midden: leading middle
leading from the middle: leading middle
logistiek: logistics
machinaal leren: machine learning
makelaardij: real estate
medewerkers: employees
medicatieveiligheid: medication safety
medische: medical
medisch: medical
meettechniek: measurement technology
microbiologie: microbiology
middenkader: middle management
middelmanagement: middle management
mkb: smes
sme: smes
moleculaire biologie: molecular biology
natuurgids: nature guide
natuurkunde: physics
nederlands: dutch
netwerkbeheer: network administration
niet: non
notuleren: minute taking
omgevingsrecht: environmental law
onderhandelen: negotiation
negotiating: negotiation
ondernemers: entrepreneurs
ondernemingsrecht: company law
onderwijs: education
onderzoek: research
onderzoekers: researchers
onlinemarketing: online marketing
overheid: government
palliatieve zorg: palliative care
patienten: patients
pedagogiek: pedagogy
persoonlijke effectiviteit: personal effectiveness
persoonlijke: personal
persoonlijk: personal
pneumatiek: pneumatics
praktijk: practice
presenteren: presenting
presentation skills: presenting
privacyrecht: privacy law
procesmanagement: process management
procestechnologie: process technology
programmeren: programming
projectmatig werken: project work
project based working: project work
projectleiders: project leaders
projectmanagement: project management
proefdierkunde: laboratory animal science
psychologie: psychology
reanimatie: resuscitation
recht: law
rechten: law
rechten van de mens: human rights
risicomanagement: risk management
risicoanalyse: risk analysis
salarisadministratie: payroll
scheikunde: chemistry
schoonheidsspecialist: beautician
schrijven: writing
secretaresse: secretary
senioren: seniors
sociale: social
sociologie: sociology
softwaretesten: software testing
spaans: spanish
specialisten: specialists
specialist: specialists
stadsontwikkeling: urban development
stedenbouw: urban planning
statistiek: statistics
sterilisatie: sterilisation
stikstofbeleid: nitrogen policy
stralingsbescherming: radiation protection
stralingsdeskundige: radiation expert
stralingshygiene: radiation protection
stressmanagement: stress management
taxatie: valuation
teamcoaching: team coaching
technici: technicians
tekstschrijven: copywriting
timemanagement: time management
toegepaste: applied
toxicologie: toxicology
transportplanning: transport planning
tuinarchitectuur: garden design
vaardigheden: skills
validatie: validation
veilig: safe
veiligheid: safety
vergunningen: permits
verkoop: sales
verkooptechnieken: sales techniques
verpleegkundigen: nurses
verpleegkunde: nursing
verzekeringen: insurance
verzuimbegeleiding: absence management
voeding: nutrition
voedingsindustrie: food industry
voedingsleer: nutrition
voedselveiligheid: food safety
voorraadbeheer: inventory management
stock management: inventory management
webontwikkeling: web development
werken op hoogte: working height
working at height: working height
werkgevers: employers
werknemers: employees
werving: recruitment
werving en selectie: recruitment selection
wetenschap: science
wetenschappers: scientists
wetenschappelijk: scientific
wetgeving: legislation
wijnkennis: wine knowledge
wiskunde: mathematics
wondverzorging: wound care
zakelijk: business
zakelijke: business
zelfstandigen: freelancers
self employed: freelancers
ziekenhuis: hospital
zonnepanelen: solar panels
zweeds: swedish
financiele: financial
good manufacturing practice: gmp
good manufacturing practices: gmp
good clinical practice: gcp
good laboratory practice: glp
good distribution practice: gdp
kwaliteitscontrole: quality control
schoonmaak: cleaning
impact: impact
purchasing: procurement
techniek: technology
controle: control
ontwerp: design
onderhoud: maintenance
beleid: policy
milieu: environmental
energie: energy
personeel: personnel
proces: process
apparatuur: equipment
straling: radiation
klinische: clinical
chemisch: chemical
chemische: chemical
digitaal: digital
digitale: digital
financieel: financial
sociaal: social
moleculair: molecular
moleculaire: molecular
farmaceutisch: pharmaceutical
farmaceutische: pharmaceutical
celkweek: cell culture
ontwikkeling: development
innovatie: innovation
veiligheidskunde: safety science
opslag: storage
ouderen: elderly
lab technicians: technicians
laboratory technicians: technicians
doktersassistentes: medical assistants
risico: risk
data stewardship: data steward
"""
"""`Dutch (or a longer English form): English`, a line each; up to four words to any number."""

HEADS = word_set(
    "administratie advies analyse begeleiding beleid biologie communicatie controle engineering gedrag innovatie "
    "inkoop kwaliteitszorg logistiek management marketing onderhoud onderwijs onderzoek ontwerp ontwikkeling opslag "
    "planning praktijk recht techniek technologie training vaardigheden validatie veiligheid verkoop zorg"
)
"""Last words of Dutch compounds that are two words in English (risicoanalyse: risk analysis)."""
STEMS = {"cel": "cell", "data": "data", "energie": "energy", "milieu": "environmental", "proces": "process",
         "project": "project", "risico": "risk", "stralings": "radiation", "verander": "change", "water": "water",
         "product": "product", "patient": "patient", "team": "team", "stress": "stress", "afval": "waste",
         "personeels": "personnel", "bedrijfs": "business", "ouderen": "elderly", "jeugd": "youth",
         "straling": "radiation", "onderzoeks": "research", "kwaliteits": "quality", "veiligheids": "safety",
         "gezondheids": "health", "technologie": "technology",
         "voedings": "nutrition"}  # fmt: skip
"""First words of such compounds that the table above does not hold as they stand."""
SHORTEST_STEM = 3

STOP_IN_PHRASE = frozenset({"van", "de", "het", "en", "op", "vanuit", "the", "from", "at", "and", "of"})


def _table() -> dict[tuple[str, ...], tuple[str, ...]]:
    table = {}
    for line in NL_EN.strip().splitlines():
        left, _, right = line.partition(":")
        key = tuple(word for word in left.split() if word not in STOP_IN_PHRASE)
        table[key] = tuple(right.split())
    return table


PHRASES = _table()
"""Words without stop words to their English words."""
LONGEST = max(map(len, PHRASES))
STARTS = {key[0] for key in PHRASES}


AUDIENCES = word_set(
    "doctors nurses pharmacists lawyers engineers technicians managers consultants entrepreneurs freelancers seniors "
    "teachers secretary laboratories municipality government smes specialists researchers scientists "
    "employees employers leaders assistants paramedici dentists tandartsen huisartsen gps midwives verloskundigen "
    "kinderen children financials"
)
"""English words for whom a course is meant: two courses that name other ones are two courses."""


def translate(words: list[str]) -> list[str]:
    """Return the words with every known phrase put into English, the longest phrase first, compounds in two."""
    found: list[str] = []
    at = 0
    while at < len(words):
        taken = 1
        english: tuple[str, ...] | None = None
        if words[at] in STARTS:
            for size in range(min(LONGEST, len(words) - at), 0, -1):
                english = PHRASES.get(tuple(words[at : at + size]))
                if english is not None:
                    taken = size
                    break
        found.extend(english or in_two(words[at]))
        at += taken
    return found


@lru_cache(maxsize=65536)
def in_two(word: str) -> tuple[str, ...]:
    """Return the English words of a Dutch compound of two known ones; the word itself where it is none."""
    for at in range(SHORTEST_STEM, len(word) - SHORTEST_STEM):
        stem, head = word[:at], word[at:]
        if head in HEADS:
            first = (STEMS[stem],) if stem in STEMS else PHRASES.get((stem,))
            if first is not None:
                return (*first, *(("care",) if head == "zorg" else PHRASES.get((head,), (head,))))
    return (word,)
