"""The words of the public pages, Dutch and English side by side. A test holds that none is missing."""

from __future__ import annotations

from exports.words import Pair

PRICE_BANDS: dict[str, Pair] = {
    "free": ("gratis", "free"),
    "upto250": ("tot en met € 250", "up to € 250"),
    "upto500": ("€ 250 tot 500", "€ 250 to 500"),
    "upto1000": ("€ 500 tot 1.000", "€ 500 to 1,000"),
    "upto2500": ("€ 1.000 tot 2.500", "€ 1,000 to 2,500"),
    "more": ("meer dan € 2.500", "over € 2,500"),
}
"""Amounts as pages state them; the lower end belongs to the band before."""
DURATION_BANDS: dict[str, Pair] = {
    "half_day": ("hooguit een halve dag", "half a day at most"),
    "day": ("een dag", "a day"),
    "days": ("2 tot 5 dagen", "2 to 5 days"),
    "many_days": ("meer dan 5 dagen", "more than 5 days"),
    "weeks": ("enkele weken", "some weeks"),
    "months": ("maanden", "months"),
    "years": ("langer dan een jaar", "more than a year"),
}
STARTS: dict[str, Pair] = {"any_time": ("doorlopend", "any time"), "on_request": ("op aanvraag", "on request")}
FACETS: dict[str, Pair] = {
    "topic": ("Onderwerp", "Topic"),
    "provider": ("Aanbieder", "Provider"),
    "audience": ("Voor wie", "For whom"),
    "level": ("Niveau", "Level"),
    "delivery": ("Vorm", "Delivery"),
    "language": ("Voertaal", "Language"),
    "price": ("Prijs", "Price"),
    "duration": ("Duur", "Duration"),
    "month": ("Begint in", "Starts in"),
    "place": ("Plaats", "Place"),
}
SORTS: dict[str, Pair] = {
    "relevance": ("best passend", "best match"),
    "start": ("begindatum", "start date"),
    "price": ("prijs", "price"),
    "title": ("titel", "title"),
}
NOTICES: dict[str, Pair] = {
    "conflicting": (
        "De pagina van de aanbieder spreekt zichzelf tegen. Vraag het na voor u zich inschrijft.",
        "The provider's page contradicts itself. Ask before you enrol.",
    ),
    "missing": (
        "Deze cursus werd bij het laatste bezoek niet teruggevonden. Misschien is hij er niet meer.",
        "This course was not found at the last visit. It may be gone.",
    ),
    "expired": (
        "Alle bekende data zijn voorbij. Vraag de aanbieder naar nieuwe.",
        "All known dates are past. Ask the provider for new ones.",
    ),
    "withdrawn": (
        "De aanbieder geeft deze cursus niet meer.",
        "The provider no longer gives this course.",
    ),
}
"""What a visitor should know of a course before anything else, by freshness status."""
PAGE: dict[str, Pair] = {
    "site": ("LLO-loket", "Lifelong learning desk"),
    "park": ("Leiden Bio Science Park", "Leiden Bio Science Park"),
    "title": ("Vind een cursus", "Find a course"),
    "intro": (
        "Cursussen en opleidingen voor wie werkt in en rond de life sciences, bij elkaar gebracht van de sites van "
        "aanbieders.",
        "Courses for people who work in and around the life sciences, brought together from providers' sites.",
    ),
    "skip": ("Naar de inhoud", "Skip to content"),
    "other": ("English", "Nederlands"),
    "home": ("Alle cursussen", "All courses"),
    "search": ("Zoeken", "Search"),
    "search_label": ("Waar wilt u meer van leren?", "What would you like to learn?"),
    "search_hint": ("bijvoorbeeld GMP, statistiek of leidinggeven", "for instance GMP, statistics or leadership"),
    "narrow": ("Verfijn", "Narrow down"),
    "apply": ("Toon", "Show"),
    "clear_all": ("Wis alle keuzes", "Clear all choices"),
    "chosen": ("Gekozen", "Chosen"),
    "remove": ("verwijder", "remove"),
    "more": ("Meer", "More"),
    "past": ("Toon ook wat voorbij of vervallen is", "Also show what is past or withdrawn"),
    "sort": ("Volgorde", "Order"),
    "course_one": ("cursus", "course"),
    "course_many": ("cursussen", "courses"),
    "nothing": ("Niets gevonden", "Nothing found"),
    "nothing_advice": (
        "Probeer een ander woord, laat een keuze weg, of toon ook wat voorbij is.",
        "Try another word, drop a choice, or also show what is past.",
    ),
    "read_as": ("Ook gezocht naar", "Also searched for"),
    "some": (
        "Geen cursus bevat al uw woorden; deze bevatten er een of meer.",
        "No course has all your words; these have one or more.",
    ),
    "page": ("Pagina", "Page"),
    "of": ("van", "of"),
    "previous": ("Vorige", "Previous"),
    "next": ("Volgende", "Next"),
    "pages": ("Bladeren", "Pages"),
    "compare": ("Vergelijk", "Compare"),
    "compare_with": ("Vergelijk met andere cursussen", "Compare with other courses"),
    "compare_title": ("Cursussen naast elkaar", "Courses side by side"),
    "compare_button": ("Vergelijk de aangevinkte", "Compare those ticked"),
    "compare_hint": ("Vink er twee tot vier aan.", "Tick two to four."),
    "compare_more": ("Zoek er een cursus bij", "Find another course"),
    "compare_none": (
        "Er is nog niets om te vergelijken. Zoek cursussen en vink er twee tot vier aan.",
        "There is nothing to compare yet. Find courses and tick two to four.",
    ),
    "compare_gone": ("Niet meer in het loket:", "No longer at the desk:"),
    "field": ("Gegeven", "Field"),
    "picked": ("Al gekozen om te vergelijken", "Already picked to compare"),
    "unknown_price": ("prijs niet vermeld", "price not stated"),
    "unknown_dates": ("geen data vermeld", "no dates stated"),
    "not_stated": ("staat niet op de pagina", "not on the page"),
    "and_more": ("en nog %d", "and %d more"),
    "to_page": ("Naar de pagina van de aanbieder", "To the provider's page"),
    "to_page_note": ("Daar leest u alles en schrijft u zich in.", "There you read everything, and enrol."),
    "calendar": ("Zet de data in uw agenda (.ics)", "Add the dates to your calendar (.ics)"),
    "words": ("Woorden op de pagina", "Words on the page"),
    "with_vat": ("met btw", "with VAT"),
    "found_on": ("Waar het loket dit vond", "Where the desk found this"),
    "seen_on": ("gezien op", "seen on"),
    "changed_on": ("Laatst gewijzigd op", "Last changed on"),
    "facts": ("Over deze cursus", "About this course"),
    "feed_list": ("Deze lijst volgen:", "Follow this list:"),
    "feed_atom": ("nieuwslezer (Atom)", "news reader (Atom)"),
    "feed_ics": ("agenda (iCalendar)", "calendar (iCalendar)"),
    "updated": ("Bijgewerkt op", "Updated on"),
    "old": (
        "Let op: deze gegevens zijn meer dan een week oud.",
        "Mind: these data are more than a week old.",
    ),
    "open_data": ("Open data", "Open data"),
    "report": ("Dekking van het aanbod", "Coverage of the offer"),
    "sign_in": ("Voor medewerkers", "For staff"),
    "no_promise": (
        "Het loket leest de pagina's van aanbieders; wat daar staat, geldt.",
        "The desk reads providers' pages; what stands there is what counts.",
    ),
    "empty": ("Er is nog niets gepubliceerd", "Nothing is published yet"),
    "empty_advice": (
        "Het loket is leeg tot de eerste verversing. Voor de beheerder:",
        "The desk is empty until the first refresh. For who runs it:",
    ),
    "empty_demo": ("of, om te proberen,", "or, for a try,"),
    "lost": ("Deze pagina bestaat niet", "This page does not exist"),
    "lost_advice": (
        "Misschien is de cursus vervallen, of is het adres niet goed overgenomen.",
        "The course may have been withdrawn, or the address was not copied well.",
    ),
    "failed": ("Er ging iets mis", "Something went wrong"),
    "failed_advice": ("Probeer het zo nog eens.", "Please try again in a moment."),
}
"""The fixed texts."""
