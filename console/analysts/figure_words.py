"""The words of the figures, Dutch and English side by side. A test holds that none is missing or unused."""

from __future__ import annotations

from exports.words import Pair

FIGURES: dict[str, Pair] = {
    "provider": ("Aanbieder", "Provider"),
    "other_provider": ("Andere aanbieder", "Other provider"),
    "providers": ("Aanbieders", "Providers"),
    "courses": ("Cursussen", "Courses"),
    "together": ("Samen", "Together"),
    "topic": ("Onderwerp", "Topic"),
    "day": ("Dag", "Day"),
    "price": ("Prijs", "Price"),
    "duration": ("Duur", "Duration"),
    "level": ("Niveau", "Level"),
    "part": ("Deel", "Part"),
    "found_pages": ("Gevonden pagina's", "Pages found"),
    "published": ("Gepubliceerd", "Published"),
    "not_found_again": ("Niet teruggevonden", "Not found again"),
    "comparable": ("Volledig te vergelijken", "Fully comparable"),
    "share_given": ("Deel dat het noemt", "Share that gives it"),
    "not_named": ("niet genoemd", "not stated"),
    "other_currency": ("andere munt", "other currency"),
    "shared": ("Ook op een andere site", "On another site too"),
    "alone": ("Alleen hier", "Only here"),
    "shared_topics": ("Onderwerpen van beide", "Topics of both"),
    "shared_offers": ("Cursussen op beide sites", "Courses on both sites"),
    "asked": ("Gevraagd", "Asked for"),
    "places": ("Plaatsen (geschat)", "Places (estimate)"),
    "flexible": ("Doorlopend of op aanvraag", "Any time or on request"),
    "starts": ("Starts binnen 6 maanden", "Starts within 6 months"),
    "gap_left": ("Tekort", "Gap"),
    "verdict": ("Oordeel", "Verdict"),
    "nothing": ("geen aanbod", "nothing on offer"),
    "no_start": ("geen start binnen zes maanden", "no start within six months"),
    "short": ("te weinig plaatsen", "too few places"),
    "flexible_verdict": ("deels doorlopend of op aanvraag", "partly any time or on request"),
    "enough": ("genoeg plaatsen", "places enough"),
    "no_visits": ("Er is nog niets bezocht.", "Nothing was visited yet."),
    "no_time": (
        "Het verloop is te zien na bezoeken op twee verschillende dagen.",
        "The trend can be seen after visits on two different days.",
    ),
    "found": (
        "{name} heeft de meeste cursussen: {number} van {total}",
        "{name} has the most courses: {number} of {total}",
    ),
    "found_none": ("Er is nog niets gepubliceerd", "Nothing is published yet"),
    "found_note": (
        "Gevonden pagina's bij het laatste goede bezoek, en wat daarvan gepubliceerd is. Twee pagina's over dezelfde "
        "cursus worden samen één; een cursus op twee sites telt bij beide.",
        "Pages found at the last good visit, and what of them is published. Two pages on the same course become one; "
        "a course on two sites counts for both.",
    ),
    "fields": (
        "Het minst genoemd: {name}, bij {share} van de cursussen",
        "Given least: {name}, by {share} of the courses",
    ),
    "fields_all": (
        "Alle zes de gegevens staan bij vrijwel elke cursus",
        "All six values are given by nearly every course",
    ),
    "fields_none": ("Er zijn nog geen cursussen gepubliceerd", "No courses are published yet"),
    "fields_note": (
        "Deel van de gepubliceerde cursussen waarvan de pagina het gegeven noemt; het loket vergelijkt deze zes.",
        "Share of the published courses whose page gives the value; the desk compares these six.",
    ),
    "freshness": ("{share} van de cursussen is actueel", "{share} of the courses are current"),
    "freshness_note": (
        "Gepubliceerde cursussen per aanbieder, naar stand.",
        "Published courses per provider, by status.",
    ),
    "found_over_time": (
        "Gepubliceerde cursussen: {first} op {day}, nu {last}",
        "Published courses: {first} on {day}, {last} now",
    ),
    "found_time_note": (
        "Per dag wat bij het laatste bezoek tot dan toe werd gevonden, en wat er toen gepubliceerd was.",
        "For each day what the last visit until then found, and what was published then.",
    ),
    "fields_up": ("Vaker genoemd: {name}, van {first} naar {last}", "Given more often: {name}, from {first} to {last}"),
    "fields_down": (
        "Minder vaak genoemd: {name}, van {first} naar {last}",
        "Given less often: {name}, from {first} to {last}",
    ),
    "fields_same": ("De pagina's noemen alles even vaak als eerst", "Pages give everything as often as before"),
    "fields_time_note": (
        "Deel van de gevonden pagina's dat het gegeven noemt. De organisatie is altijd bekend.",
        "Share of the pages found that give the value. The organisation is always known.",
    ),
    "freshness_over_time": ("{first} was actueel op {day}, nu {last}", "{first} were current on {day}, {last} are now"),
    "freshness_time_note": (
        "Gepubliceerde cursussen naar hun stand aan het einde van de dag.",
        "Published courses by their status at the end of the day.",
    ),
    "topics_none": ("Er zijn nog geen cursussen met een onderwerp", "There are no courses with a topic yet"),
    "matrix": (
        "Het meeste aanbod gaat over {name}: {number} van de {total} cursussen",
        "Most is on offer on {name}: {number} of the {total} courses",
    ),
    "matrix_rest": ("; over {number} van de {total} onderwerpen niets", "; nothing on {number} of the {total} topics"),
    "matrix_note": (
        "Cursussen per onderwerp en aanbieder; een cursus over twee onderwerpen, of op twee sites, telt bij elk. "
        "Cursussen buiten de lijst van onderwerpen: {number}.",
        "Courses by topic and provider; a course on two topics, or on two sites, counts for each. Courses on none of "
        "the list: {number}.",
    ),
    "matrix_missing": ("Zonder aanbod: {names}.", "Without supply: {names}."),
    "prices": (
        "De grootste groep kost {band}: {share} van de cursussen met een prijs",
        "The largest group costs {band}: {share} of those with a price",
    ),
    "prices_none": ("Geen cursus noemt een prijs", "No course gives a price"),
    "prices_note": (
        "Wat een gewone deelnemer betaalt, zoals de pagina het noemt: met en zonder btw door elkaar, de kleur zegt "
        "welke. {number} van de {total} cursussen noemen geen prijs.",
        "What an ordinary participant pays, as the page states it: with and without VAT, the colour says which. "
        "{number} of the {total} courses give no price.",
    ),
    "durations": (
        "De grootste groep duurt {label}: {share} van de cursussen met een duur",
        "The largest group takes {label}: {share} of those with a length",
    ),
    "durations_none": ("Geen cursus noemt een duur", "No course gives a length"),
    "durations_note": (
        "Lesdagen waar de pagina die noemt (acht uur of één bijeenkomst is een dag), anders hoe lang het doorloopt. "
        "{number} van de {total} cursussen noemen geen duur.",
        "Course days where the page gives them (eight hours or one meeting is a day), else how long it goes on. "
        "{number} of the {total} courses give no length.",
    ),
    "levels": (
        "Het vaakst genoemde niveau is {label}: {share} van de cursussen met een niveau",
        "The level stated most is {label}: {share} of those with a level",
    ),
    "levels_none": ("Geen cursus noemt een niveau", "No course states a level"),
    "levels_note": (
        "Alleen waar de pagina het niveau noemt. {number} van de {total} cursussen doen dat niet.",
        "Only where the page states the level. {number} of the {total} courses do not.",
    ),
    "sites": (
        "{number} van de {total} aanbieders delen cursussen met een andere site",
        "{number} of the {total} providers share courses with another site",
    ),
    "sites_none": ("Geen cursus staat op meer dan één site", "No course stands on more than one site"),
    "sites_note": (
        "Gepubliceerde cursussen die ook op de site van een andere aanbieder staan en tot één zijn samengevoegd.",
        "Published courses that were found at another provider's site too and joined into one.",
    ),
    "pairs": (
        "{one} en {other} hebben de meeste onderwerpen gemeen: {number}",
        "{one} and {other} have the most topics in common: {number}",
    ),
    "pairs_none": ("Geen twee aanbieders hebben iets gemeen", "No two providers have anything in common"),
    "pairs_note": (
        "Onderwerpen waarover beide aanbieders een cursus hebben. De tabel zegt ook hoeveel cursussen op beide sites "
        "staan.",
        "Topics on which both providers have a course. The table also tells how many courses stand on both sites.",
    ),
    "spread": (
        "{name}: {number} aanbieders; onderwerpen met maar één aanbieder: {alone}",
        "{name}: {number} providers; topics with a single provider: {alone}",
    ),
    "spread_note": (
        "Aanbieders met ten minste één cursus over het onderwerp.",
        "Providers with at least one course on the topic.",
    ),
    "gap": (
        "Grootste tekort: {name}, {number} plaatsen; {short} van de {total} onderwerpen komen tekort",
        "Largest gap: {name}, {number} places; {short} of the {total} topics fall short",
    ),
    "gap_none": ("Er zijn nog geen behoeften om te vergelijken", "There are no needs to compare yet"),
    "gap_enough": (
        "Voor elk gevraagd onderwerp zijn er genoeg plaatsen",
        "There are places enough for every topic asked for",
    ),
    "gap_note": (
        "Plaatsen: starts tot en met {day} die niet vol of geannuleerd zijn, maal {group} deelnemers. Dat is een "
        "schatting: pagina's noemen geen aantal plaatsen. Een cursus over twee onderwerpen telt bij beide.",
        "Places: starts until {day} that are neither full nor cancelled, times {group} participants. That is an "
        "estimate: pages give no number of places. A course on two topics counts for both.",
    ),
    "gap_spare": ("Wel aanbod, niet gevraagd: {names}.", "On offer, not asked for: {names}."),
}
"""Titles that say what one sees, what was counted, and the heads of tables."""
