"""Words of the courses: lists, one course with its corrections, proposals."""

from __future__ import annotations

from exports.words import Pair

LISTS: dict[str, Pair] = {
    "conflicting": ("Tegenstrijdig", "Contradictory"),
    "expired": ("Voorbij", "Past"),
    "missing": ("Niet teruggevonden", "Not found again"),
    "withdrawn": ("Vervallen", "Withdrawn"),
    "undated": ("Zonder data", "Without dates"),
    "asks": ("Opnieuw te bekijken", "To look at again"),
    "decided": ("Verbeterd of bevestigd", "Corrected or confirmed"),
    "hidden": ("Verborgen", "Hidden"),
    "all": ("Alle", "All"),
}
"""The lists of courses, in the order in which they want attention."""
FIELD_NAMES: dict[str, Pair] = {
    "title": ("Titel", "Title"),
    "audiences": ("Doelgroepen", "Audiences"),
    "audience": ("Voor wie (tekst)", "For whom (text)"),
    "price": ("Prijs", "Price"),
    "duration": ("Duur", "Duration"),
    "sessions": ("Data", "Dates"),
    "start": ("Wanneer te beginnen", "When it begins"),
    "entry_requirements": ("Toelatingseisen", "Entry requirements"),
    "level": ("Niveau", "Level"),
    "delivery": ("Vorm", "Delivery"),
    "languages": ("Voertaal", "Language"),
    "location": ("Plaats", "Location"),
    "topics": ("Onderwerpen", "Topics"),
    "certificate": ("Certificaat", "Certificate"),
    "accreditation": ("Accreditatie", "Accreditation"),
    "description": ("Omschrijving", "Description"),
}
"""What can be corrected, in the order of the page."""
HELP: dict[str, Pair] = {
    "price": ("Bijvoorbeeld: € 450 excl. btw, of: gratis", "For instance: € 450 excl. VAT, or: free"),
    "duration": (
        "Bijvoorbeeld: 2 dagen, of: 6 bijeenkomsten van 3 uur",
        "For instance: 2 days, or: 6 sessions of 3 hours",
    ),
    "sessions": (
        "Bijvoorbeeld: 12 en 13 maart 2027. Eén uitvoering per regel, altijd met het jaar.",
        "For instance: 12 and 13 March 2027. One run a line, always with the year.",
    ),
    "languages": ("Bijvoorbeeld: Nederlands, Engels", "For instance: Dutch, English"),
}
"""How a value is written, where that needs saying."""
NO_VALUE: dict[str, Pair] = {
    "price": (
        "In ‘{words}’ is geen prijs te lezen. Schrijf bijvoorbeeld: € 450 excl. btw.",
        "No price can be read in ‘{words}’. Write for instance: € 450 excl. VAT.",
    ),
    "duration": (
        "In ‘{words}’ is geen duur te lezen. Schrijf bijvoorbeeld: 2 dagen.",
        "No length can be read in ‘{words}’. Write for instance: 2 days.",
    ),
    "sessions": (
        "In ‘{words}’ zijn geen data te lezen. Schrijf bijvoorbeeld: 12 maart 2027.",
        "No dates can be read in ‘{words}’. Write for instance: 12 March 2027.",
    ),
    "languages": (
        "In ‘{words}’ is geen taal te lezen. Schrijf bijvoorbeeld: Nederlands, Engels.",
        "No language can be read in ‘{words}’. Write for instance: Dutch, English.",
    ),
    "title": (
        "Een cursus zonder titel kan niet. Hoort hij niet in het loket? Verberg hem dan.",
        "A course without a title can't be. Does it not belong here? Then hide it.",
    ),
    "other": ("‘{words}’ past niet bij dit gegeven.", "‘{words}’ does not fit this field."),
}
"""Why a correction was not taken, by field."""
STARTS: dict[str, Pair] = {
    "on_request": ("op aanvraag", "on request"),
    "any_time": ("doorlopend", "any time"),
    "dated": ("op vaste data", "on fixed dates"),
    "unknown": ("onbekend", "unknown"),
}
COURSES: dict[str, Pair] = {
    "title_courses": ("Cursussen", "Courses"),
    "courses_intro": (
        "Wat aandacht vraagt staat vooraan. Open een cursus om iets te verbeteren, te bevestigen of te verbergen.",
        "What wants attention comes first. Open a course to correct, confirm or hide it.",
    ),
    "find": ("Zoek op titel of adres", "Find by title or address"),
    "no_courses": ("Geen cursussen in deze lijst.", "No courses in this list."),
    "what_is_it": ("Wat er aan de hand is", "What is the matter"),
    "missing_values": ("mist: {fields}", "lacks: {fields}"),
    "counted": ("{n} cursussen", "{n} courses"),
    "one_counted": ("1 cursus", "1 course"),
    "public_page": ("In het loket", "In the loket"),
    "provider_page": ("Pagina van de aanbieder", "Provider's page"),
    "hidden_note": (
        "Deze cursus is verborgen: hij staat niet in het loket.",
        "This course is hidden: it is not in the loket.",
    ),
    "hidden_soon": (
        "Deze cursus wordt verborgen: hij verdwijnt uit het loket bij de volgende publicatie.",
        "This course is being hidden: it leaves the loket with the next publication.",
    ),
    "gone_note": (
        "Deze cursus wordt niet meer gepubliceerd.",
        "This course is not published any more.",
    ),
    "confirm_title": ("Klopt het toch?", "Is it right after all?"),
    "confirm_note": (
        "Er spreekt iets tegen deze cursus (zie boven). Hebt u het nagekeken en klopt hij, bevestig dat dan; hij "
        "geldt weer als betrouwbaar tot de pagina iets nieuws zegt.",
        "Something speaks against this course (see above). If you looked and it is right, confirm it; it is trusted "
        "again until the page says something new.",
    ),
    "confirm_fact": (
        "De pagina zelf is weg. Dat kan niet worden bevestigd; verberg de cursus, of wacht het volgende bezoek af.",
        "The page itself is gone. That can't be confirmed; hide the course, or wait for the next visit.",
    ),
    "confirm": ("Bevestig dat hij klopt", "Confirm that it is right"),
    "hide_title": ("Hoort hij niet in het loket?", "Does it not belong in the loket?"),
    "hide_note": (
        "Een verborgen cursus wordt niet getoond, wat de site ook zegt, tot u het besluit intrekt.",
        "A hidden course is not shown, whatever its site says, until you undo the decision.",
    ),
    "hide": ("Verberg deze cursus", "Hide this course"),
    "the_values": ("Wat het loket toont, en verbeteren", "What the loket shows, and correcting it"),
    "read_from": ("gelezen uit", "read from"),
    "not_stated": ("niet bekend", "not known"),
    "improve": ("Verbeter", "Correct"),
    "new_value": ("Nieuwe waarde", "New value"),
    "empty_value": ("Maak leeg: het is niet bekend", "Make empty: it is not known"),
    "pin": (
        "Alleen tot de pagina iets anders zegt (daarna wordt u weer gevraagd)",
        "Only until the page says something else (then you are asked again)",
    ),
    "save": ("Leg vast", "Keep it"),
    "choose": ("kies…", "choose…"),
    "history": ("Besluiten over deze cursus", "Decisions on this course"),
    "no_history": ("Nog geen.", "None yet."),
    "pages_of": ("Pagina's waaruit dit is gelezen", "Pages that this was read from"),
    "split_note": (
        "Hoort een van deze pagina's bij een andere cursus? Haal haar er dan af.",
        "Does one of these pages show another course? Then take it off.",
    ),
    "split_off": ("Haal eraf", "Take off"),
    "versions": ("Wat er eerder veranderde", "What changed before"),
    "last_seen": ("laatst gezien op {day}", "last seen on {day}"),
    "ask_title": ("De pagina geeft nu iets anders", "The page now gives something else"),
    "ask_yours": ("Uw verbetering:", "Your correction:"),
    "ask_holds": ("Uw verbetering wordt nog getoond.", "Your correction is still shown."),
    "ask_gone": ("Het loket toont nu wat de pagina geeft.", "The loket now shows what the page gives."),
    "ask_keep": ("Houd mijn verbetering", "Keep my correction"),
    "ask_take": ("Neem de pagina over", "Take what the page gives"),
    "title_proposals": ("Voorstellen van aanbieders", "Proposals of providers"),
    "proposals_intro": (
        "Aanbieders kunnen melden dat een cursus nog klopt, of wat er anders moet. U besluit.",
        "Providers can tell that a course is still right, or what should be different. You decide.",
    ),
    "no_proposals": ("Er zijn geen open voorstellen.", "There are no open proposals."),
    "still_right": ("klopt nog", "still right"),
    "should_be": ("moet worden", "should be"),
    "is_now": ("nu", "now"),
    "their_words": ("Zij schrijven erbij:", "They write with it:"),
    "take_over": ("Neem over", "Take over"),
    "turn_down": ("Wijs af", "Turn down"),
    "settled_before": ("Eerder afgehandeld", "Settled before"),
    "accepted_state": ("overgenomen", "taken over"),
    "rejected_state": ("afgewezen", "turned down"),
    "proposal_gone": ("Dit voorstel is al afgehandeld.", "This proposal has been settled already."),
    "proposal_no_course": (
        "De cursus van dit voorstel wordt niet meer gepubliceerd; wijs het voorstel af.",
        "The course of this proposal is not published any more; turn the proposal down.",
    ),
}
