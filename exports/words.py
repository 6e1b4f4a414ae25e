"""The words of the report, Dutch and English side by side. A test holds that none is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeVar

Key = TypeVar("Key", bound=str)
Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, Language] = ("nl", "en")

Pair = tuple[str, str]
"""Dutch, English."""

PAGE: dict[str, Pair] = {
    "site": ("LLO-loket Leiden Bio Science Park", "Lifelong learning desk, Leiden Bio Science Park"),
    "title": ("Dekking van het cursusaanbod", "Coverage of the course offer"),
    "skip": ("Naar de inhoud", "Skip to content"),
    "other": ("English", "Nederlands"),
    "made": ("Gemaakt op", "Made on"),
    "judged": ("beoordeeld naar de stand van", "judged as of"),
    "run": ("run", "run"),
    "intro": (
        "Wat het loket bij elke aanbieder vond, hoeveel daarvan te vergelijken is en hoe vers het is.",
        "What the desk found at each provider, how much of it can be compared, and how fresh it is.",
    ),
    "courses": ("Cursussen", "Courses"),
    "providers": ("Aanbieders", "Providers"),
    "provider": ("Aanbieder", "Provider"),
    "with_courses": ("Aanbieders met cursussen", "Providers with courses"),
    "of": ("van", "of"),
    "comparable": ("Volledig te vergelijken", "Fully comparable"),
    "stale": ("Verouderd", "Stale"),
    "conflicting": ("Tegenstrijdig", "Contradictory"),
    "attention": ("Vraagt aandacht", "Needs attention"),
    "attention_none": ("Alle laatste bezoeken zijn gelukt.", "All last visits succeeded."),
    "fields_chart": ("Hoe vaak staat het op de pagina?", "How often does the page say it?"),
    "fields_chart_note": (
        "Deel van alle cursussen waarvan de pagina het gegeven noemt.",
        "Share of all courses whose page gives the value.",
    ),
    "status_chart": ("Hoe vers is het aanbod?", "How fresh is the offer?"),
    "status_chart_note": ("Cursussen per aanbieder naar stand.", "Courses per provider by status."),
    "table": ("Per aanbieder", "By provider"),
    "table_note": (
        "De zes gegevens die het loket vergelijkt, in procenten van de gevonden cursussen. Verouderd: alle data "
        "voorbij, pagina weg, of niet meer gegeven.",
        "The six values that the desk compares, in percent of the courses found. Stale: all dates past, page gone, "
        "or no longer given.",
    ),
    "last_good": ("Laatste goede bezoek", "Last good visit"),
    "last_visit": ("Laatste bezoek", "Last visit"),
    "last_changes": ("Laatste wijzigingen", "Last changes"),
    "would_change": ("Wat het laatste bezoek zou veranderen", "What the last visit would change"),
    "state": ("Stand", "State"),
    "total": ("Samen", "Together"),
    "usual": ("Gemiddelde aanbieder", "Average provider"),
    "never": ("nooit", "never"),
    "days_ago": ("dagen geleden", "days ago"),
    "pages": ("pagina's", "pages"),
    "asleep": ("Staan uit en zijn nooit bezocht", "Switched off and never visited"),
    "feeds": ("Bestanden en feeds", "Files and feeds"),
    "back": ("Alle aanbieders", "All providers"),
    "provider_intro": (
        "Zo leest het loket uw pagina's. Elke waarde staat naast de woorden waaruit zij is gelezen. "
        "Klopt iets niet? Pas de pagina aan: het volgende bezoek leest haar opnieuw.",
        "This is how the desk reads your pages. Each value stands beside the words it was read from. "
        "Is something wrong? Change the page: the next visit reads it again.",
    ),
    "calendar": ("Cursusdagen als agenda", "Course days as a calendar"),
    "none": ("Geen.", "None."),
    "and_more": ("En nog", "And"),
    "more_in": ("meer; alle staan in", "more; all are in"),
    "field": ("Gegeven", "Field"),
    "value": ("Gelezen waarde", "Value read"),
    "words": ("Woorden op de pagina", "Words on the page"),
    "not_found": ("niet gevonden", "not found"),
    "verbatim": ("letterlijk", "literally"),
    "mend": ("Zo wordt het beter", "How to mend it"),
    "bands": ("Zo staan de cursussen ervoor", "How the courses stand"),
    "block": (
        "Blok om in de <head> van de pagina te plakken (JSON-LD)",
        "Block to paste into the page's <head> (JSON-LD)",
    ),
    "block_note": (
        "Controleer de waarden: het blok zegt wat het loket nu leest.",
        "Check the values: the block says what the desk reads now.",
    ),
    "block_add": (
        "Zet erbij, met uw eigen waarden, wat nog ontbreekt:",
        "Add, with your own values, what is still missing:",
    ),
    "compared": ("Vergeleken met andere aanbieders", "Compared with other providers"),
    "average": ("gemiddelde van %d aanbieders", "average of %d providers"),
    "average_short": ("gemiddeld", "on average"),
    "percent": (" %", "%"),
    "own": ("deze aanbieder", "this provider"),
    "no_average": (
        "Een gemiddelde tonen we pas bij %d aanbieders met cursussen.",
        "An average is shown from %d providers with courses on.",
    ),
    "trend": ("Verloop per bezoek", "Trend per visit"),
    "trend_none": (
        "Het verloop is te zien na het tweede bezoek.",
        "The trend can be seen after the second visit.",
    ),
    "trend_courses": ("Gevonden cursuspagina's", "Course pages found"),
    "trend_filled": ("Zo volledig zijn zij", "How complete they are"),
    "day": ("Dag", "Day"),
    "as_table": ("Als tabel", "As a table"),
    "sources": ("Gevonden op", "Found at"),
    "no_courses": (
        "Op deze site zijn nog geen cursussen gevonden.",
        "No courses have been found at this site yet.",
    ),
    "open_page": ("open de pagina", "open the page"),
    "until": ("t/m", "to"),
    "enrol_until": ("aanmelden t/m", "enrol by"),
    "free": ("gratis", "free"),
    "hours": ("uur", "hours"),
    "cut_off": ("Ingekorte woorden eindigen op …", "Words cut short end in …"),
}
"""The fixed texts of the pages."""

FIELDS: dict[str, Pair] = {
    "organisation": ("Organisatie", "Organisation"),
    "audience": ("Voor wie", "For whom"),
    "price": ("Prijs", "Price"),
    "duration": ("Duur", "Duration"),
    "dates": ("Data", "Dates"),
    "entry_requirements": ("Toelatingseisen", "Entry requirements"),
    "level": ("Niveau", "Level"),
    "delivery": ("Vorm", "Delivery"),
    "languages": ("Voertaal", "Language"),
    "location": ("Plaats", "Location"),
    "certificate": ("Certificaat", "Certificate"),
    "accreditation": ("Accreditatie", "Accreditation"),
    "description": ("Omschrijving", "Description"),
}
"""Fields as the report shows them, the six compared ones first."""

STATUSES: dict[str, Pair] = {
    "current": ("actueel", "current"),
    "undated": ("zonder data", "undated"),
    "conflicting": ("tegenstrijdig", "contradictory"),
    "expired": ("voorbij", "past"),
    "missing": ("niet teruggevonden", "not found again"),
    "withdrawn": ("vervallen", "withdrawn"),
}
"""Freshness status."""

STATES: dict[str, Pair] = {
    "complete": ("gelukt", "complete"),
    "incomplete": ("onvolledig", "incomplete"),
    "failed": ("mislukt", "failed"),
    "held": ("tegengehouden", "held back"),
    "rejected": ("afgekeurd", "rejected"),
    "never": ("nog niet bezocht", "not visited yet"),
    "disabled": ("staat uit", "switched off"),
}
"""How the last visit ended."""

CAUSES: dict[str, Pair] = {
    "host_down": ("de site is niet bereikbaar", "the site can't be reached"),
    "timeout": ("de site antwoordt niet op tijd", "the site does not answer in time"),
    "server_error": ("de server meldt een fout", "the server reports an error"),
    "blocked": ("de site weert ons bezoek", "the site turns our visit away"),
    "robots_forbids": ("robots.txt staat het bezoek niet toe", "robots.txt does not permit the visit"),
    "robots_unreachable": ("robots.txt is niet op te vragen", "robots.txt can't be fetched"),
    "certificate": ("het certificaat van de site deugt niet", "the site's certificate is not valid"),
    "redirected_elsewhere": ("de site verwijst naar een andere site", "the site redirects to another site"),
    "private_address": ("het adres ligt in een besloten netwerk", "the address lies in a private network"),
    "not_html": ("de site geeft geen webpagina's", "the site gives no web pages"),
    "empty": ("er zijn geen pagina's gevonden", "no pages were found"),
    "budget": ("de site is groter dan het bezoek mocht duren", "the site is larger than the visit was allowed to be"),
    "sitemap_broken": ("de sitemap is stuk", "the sitemap is broken"),
    "stopped": ("het bezoek is afgebroken", "the visit was stopped"),
    "crashed": ("het bezoek is vastgelopen", "the visit crashed"),
    "locked": ("een ander bezoek was nog bezig", "another visit was still going on"),
    "never_crawled": ("er zijn nog geen pagina's bewaard", "no pages are kept yet"),
    "not_recorded": ("er ontbreken pagina's in de opname", "pages are missing from the recording"),
    "dns": ("het adres van de site bestaat niet", "the site's address does not exist"),
    "host_left": ("de site vroeg ons langer te wachten dan kon", "the site asked us to wait longer than we could"),
    "not_found": ("de beginpagina bestaat niet", "the start page does not exist"),
    "too_large": ("een pagina is te groot", "a page is too large"),
    "cut_off": ("een antwoord brak halverwege af", "an answer broke off halfway"),
    "redirect_loop": ("de site verwijst in een kring", "the site redirects in a circle"),
    "pages_failed": ("te veel pagina's waren niet op te vragen", "too many pages could not be fetched"),
    "error": ("een pagina was niet op te vragen", "a page could not be fetched"),
    "collapsed": ("er werd opeens veel minder gevonden", "suddenly much less was found"),
    "list_emptied": ("er werd opeens niets meer gevonden", "suddenly nothing was found"),
    "maintenance": ("de site lijkt gesloten voor onderhoud", "the site seems to be closed for maintenance"),
    "fields_lost": ("gegevens zijn opeens verdwenen", "values have suddenly disappeared"),
    "all_alike": ("veel pagina's zijn opeens hetzelfde", "many pages are suddenly the same"),
    "all_changed": ("alles is opeens tegelijk veranderd", "everything changed at once"),
    "too_few": ("er werd minder gevonden dan de registratie verwacht", "less was found than the registry expects"),
    "review": ("een eerste bezoek wacht op beoordeling", "a first visit waits for review"),
}
"""What went wrong in a visit; a code that is not here is shown as it is."""

REASONS: dict[str, Pair] = {
    "all_runs_past": ("alle uitvoeringen zijn voorbij", "all runs are past"),
    "all_runs_cancelled": ("alle uitvoeringen zijn geannuleerd", "all runs are cancelled"),
    "page_gone": ("de pagina bestaat niet meer", "the page is gone"),
    "not_found_at_last_crawl": ("niet gevonden bij het laatste bezoek", "not found at the last visit"),
    "not_found_for_long": ("keer op keer niet gevonden", "not found time and again"),
    "page_redirected": ("de pagina leidt naar een andere", "the page leads to another one"),
    "page_says_not_found": ("de pagina zegt zelf dat zij niet bestaat", "the page itself says that it is not there"),
    "in_progress": ("is al begonnen", "has begun already"),
    "full": ("is vol", "is full"),
    "enrolment_closed": ("de inschrijving is gesloten", "enrolment is closed"),
    "starting_soon": ("begint binnenkort", "starts soon"),
    "dead_link": ("een link werkt al dagen niet", "a link has been dead for days"),
    "past_year": ("noemt een jaar dat voorbij is", "names a year that is past"),
    "unchanged_for_long": ("al heel lang niet gewijzigd", "unchanged for very long"),
    "withdrawn_notice": ("de pagina zegt dat de cursus vervalt", "the page says the course is withdrawn"),
    "conflict_price": ("de pagina noemt twee prijzen", "the page names two prices"),
    "conflict_duration": ("de pagina noemt twee keer een andere duur", "the page names two different lengths"),
    "conflict_location": ("de pagina noemt twee plaatsen", "the page names two places"),
    "conflict_languages": ("de pagina noemt twee voertalen", "the page names two languages of instruction"),
    "conflict_level": ("de pagina noemt twee niveaus", "the page names two levels"),
    "conflict_status": (
        "volgens de pagina is er plaats en is het vol",
        "the page says that places are left and that it is full",
    ),
    "conflict_dates": ("de pagina noemt verschillende data", "the page names different dates"),
    "conflict_dates_end_before_start": ("het einde ligt vóór het begin", "the end lies before the start"),
    "conflict_dates_ends_too_early": (
        "het einde ligt vóór het programma van die dag",
        "the end lies before the programme of that day",
    ),
    "conflict_dates_weekday_mismatch": ("de weekdag past niet bij de datum", "the weekday does not fit the date"),
    "conflict_dates_invalid_date": ("een datum bestaat niet", "a date does not exist"),
    "conflict_dates_announced_count_differs": (
        "het aantal data klopt niet met het genoemde aantal",
        "the number of dates differs from the number announced",
    ),
}
"""Why a status was given; a code that is not here is shown as it is."""

CONFLICT: Pair = ("de pagina spreekt zichzelf tegen", "the page contradicts itself")
"""Any reason `conflict_…` that has no words of its own."""

METHODS: dict[str, Pair] = {
    "json-ld": ("uit gegevens die de pagina meedraagt (JSON-LD)", "from data that the page carries along (JSON-LD)"),
    "microdata": ("uit microdata", "from microdata"),
    "rdfa": ("uit RDFa", "from RDFa"),
    "label": ("achter een label", "beside a label"),
    "table": ("uit een tabel", "from a table"),
    "heading": ("onder een kop", "under a heading"),
    "text": ("uit de tekst", "from the text"),
    "rule": ("op een afgesproken plek", "at an agreed place"),
    "correction": ("door het loket verbeterd", "corrected by the desk"),
}
"""How the words were found."""

FEEDS: dict[str, Pair] = {
    "courses.json": ("Alle cursussen als JSON", "All courses as JSON"),
    "courses.ndjson": ("Eén cursus per regel (NDJSON)", "One course a line (NDJSON)"),
    "course.schema.json": ("Beschrijving van elk veld (JSON Schema)", "Description of each field (JSON Schema)"),
    "courses.jsonld": ("schema.org en Bioschemas (JSON-LD)", "schema.org and Bioschemas (JSON-LD)"),
    "courses.csv": ("Cursussen als tabel (CSV)", "Courses as a table (CSV)"),
    "sessions.csv": ("Uitvoeringen als tabel (CSV)", "Runs as a table (CSV)"),
    "courses.xlsx": ("Alles in een werkmap (Excel)", "Everything in a workbook (Excel)"),
    "courses.parquet": ("Alle cursussen als Parquet", "All courses as Parquet"),
    "datapackage.json": ("Beschrijving van de tabellen", "Description of the tables"),
    "sessions.ics": ("Cursusdagen als agenda (iCalendar)", "Course days as a calendar (iCalendar)"),
    "new.atom": ("Nieuw en gewijzigd (Atom)", "New and changed (Atom)"),
    "new.json": ("Nieuw en gewijzigd (JSON Feed)", "New and changed (JSON Feed)"),
    "changes/index.json": ("Alle wijzigingen, ook wat verviel (RPDE)", "All changes, endings too (RPDE)"),
    "topics.json": ("De lijst van onderwerpen", "The list of topics"),
    "edudex/left-out.json": ("Wat aan EDU-DEX ontbreekt", "What EDU-DEX still lacks"),
    "ooapi/courses/1.json": ("Cursussen volgens OOAPI v5", "Courses as OOAPI v5"),
    "report/index.json": ("Deze dekking als gegevens (JSON)", "This coverage as data (JSON)"),
    "catalog.ttl": ("Beschrijving van de verzameling (DCAT-AP-NL)", "Description of the data set (DCAT-AP-NL)"),
    "manifest.json": ("Inhoudsopgave met controlegetallen", "List of contents with checksums"),
}
"""What the report links to."""


def reason_words(code: str, language: Language) -> str:
    """Return why a status was given, in words; an unknown code as it is."""
    general = CONFLICT if code.startswith("conflict_") else (code.replace("_", " "),) * 2
    return REASONS.get(code, general)[LANGUAGES.index(language)]


def pick(table: Mapping[Key, Pair], language: Language) -> dict[Key, str]:
    """Return a table in one language."""
    return {key: pair[LANGUAGES.index(language)] for key, pair in table.items()}
