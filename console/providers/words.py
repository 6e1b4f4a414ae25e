"""The words of a provider's pages, Dutch and English side by side. A test holds that none is missing."""

from __future__ import annotations

from exports.words import Pair

TAB_WORDS: dict[str, Pair] = {
    "overview": ("Overzicht", "Overview"),
    "courses": ("Cursussen", "Courses"),
    "look": ("Pagina nakijken", "Check a page"),
    "messages": ("Uw meldingen", "Your messages"),
}
WORDS: dict[str, Pair] = {
    "nav": ("Uw aanbod", "Your courses"),
    "print": ("Alles op één pagina, om af te drukken", "Everything on one page, to print"),
    "intro_one": ("Het loket toont één cursus van u.", "The desk shows one course of yours."),
    "intro": ("Het loket toont %s cursussen van u.", "The desk shows %s courses of yours."),
    "to_mend_one": ("Aan één daarvan is iets te verbeteren.", "One of them can be improved."),
    "to_mend": ("Aan %s daarvan is iets te verbeteren.", "%s of them can be improved."),
    "all_fine": ("Er is niets aan te verbeteren.", "Nothing needs mending."),
    "nothing_published": (
        "Van deze aanbieder is nog niets gepubliceerd. Na het eerste bezoek staat hier hoe het aanbod verschijnt.",
        "Nothing of this provider is published yet. After the first visit this page shows how its courses appear.",
    ),
    "no_courses": (
        "Op uw site zijn nog geen cursussen gevonden. Kijk een van uw cursuspagina's na om te zien waarom.",
        "No courses have been found at your site yet. Check one of your course pages to see why.",
    ),
    "last_visit": ("Laatste bezoek", "Last visit"),
    "never": ("nog niet geweest", "not yet"),
    "last_visit_bad": (
        "Wat hier staat, komt van het laatste bezoek dat wel lukte.",
        "What stands here is from the last visit that did succeed.",
    ),
    "bands": ("Zo staan uw cursussen ervoor", "How your courses stand"),
    "helps": ("Dit helpt het meest", "What helps most"),
    "at_one": ("bij één cursus", "at one course"),
    "at_many": ("bij %s cursussen", "at %s courses"),
    "missing_at": ("Ontbreekt: %s", "Missing: %s"),
    "compared": ("Vergeleken met andere aanbieders", "Compared with other providers"),
    "compared_note": ("Hoe vaak uw pagina's het noemen.", "How often your pages say it."),
    "yours": ("uw pagina's", "your pages"),
    "average": ("gemiddelde van %d aanbieders", "average of %d providers"),
    "no_average": (
        "Een gemiddelde tonen we pas bij %d aanbieders met cursussen: anders was te zien van wie het is.",
        "An average is shown from %d providers with courses on: of fewer one could tell whose it is.",
    ),
    "trend": ("Verloop per bezoek", "Trend per visit"),
    "trend_none": ("Het verloop is te zien na het tweede bezoek.", "The trend can be seen after the second visit."),
    "changes": ("Wat het bezoek van %s veranderde", "What the visit of %s changed"),
    "would_change": ("Wat het bezoek van %s zou veranderen", "What the visit of %s would change"),
    "all_courses": ("Alle", "All"),
    "narrowed": ("Alleen cursussen met", "Only courses with"),
    "show_all": ("toon alle", "show all"),
    "course_many": ("cursussen", "courses"),
    "none_here": ("Geen cursussen in deze groep.", "No courses in this group."),
    "missing": ("Ontbreekt", "Missing"),
    "page": ("Bladzijde", "Page"),
    "of": ("van", "of"),
    "previous": ("Vorige", "Previous"),
    "next": ("Volgende", "Next"),
    "your_page": ("uw pagina", "your page"),
    "at_desk": ("zoals bezoekers het zien", "as visitors see it"),
    "back": ("Alle cursussen", "All courses"),
    "mend": ("Zo wordt het beter", "How to mend it"),
    "nothing_to_mend": ("Hier is niets te verbeteren.", "There is nothing to mend here."),
    "appears": ("Zo staat de cursus in het loket", "How the course appears at the desk"),
    "would_appear": ("Zo zou de cursus in het loket staan", "How the course would appear at the desk"),
    "field": ("Gegeven", "Field"),
    "value": ("Gelezen waarde", "Value read"),
    "quote": ("Woorden op uw pagina", "Words on your page"),
    "not_found": ("niet gevonden", "not found"),
    "verbatim": ("letterlijk", "literally"),
    "open_there": ("open de pagina", "open the page"),
    "is_wrong": ("klopt niet?", "wrong?"),
    "block": (
        "Of plak dit blok in de <head> van uw pagina (JSON-LD)",
        "Or paste this block into your page's <head> (JSON-LD)",
    ),
    "block_note": (
        "Het blok zegt wat het loket nu leest. Controleer de waarden, en houd het gelijk aan wat op de pagina staat.",
        "The block says what the desk reads now. Check the values, and keep it the same as what the page shows.",
    ),
    "block_add": (
        'Zet erbij wat nog ontbreekt, na de regel met "@type": "Course", met uw eigen waarden in plaats van deze:',
        'Add what is still missing, after the line with "@type": "Course", with your own values instead of these:',
    ),
    "sources": ("Gevonden op", "Found at"),
    "seen": ("gezien op", "seen on"),
    "changed": ("Laatst gewijzigd op", "Last changed on"),
    "tell": ("Zeg het ons", "Tell us"),
    "tell_note": (
        "Wat u meldt, bekijkt een medewerker van het loket voordat er iets verandert. Uw eigen pagina verbeteren werkt "
        "altijd het best: het volgende bezoek leest haar opnieuw.",
        "What you tell us is looked at by the desk's staff before anything changes. Mending your own page always works "
        "best: the next visit reads it again.",
    ),
    "still_right": ("Dit klopt nog", "This is still correct"),
    "still_right_note": (
        "Alles wat hierboven staat, is juist zoals het er staat.",
        "Everything above is correct as it stands.",
    ),
    "not_right": ("Dit klopt niet", "This is not correct"),
    "which_field": ("Wat klopt niet?", "What is not correct?"),
    "choose": ("Kies een gegeven", "Choose a field"),
    "right_value": ("Wat is juist?", "What is correct?"),
    "where": (
        "Waar staat dat? (adres of woorden op de pagina)",
        "Where does it say so? (address or words on the page)",
    ),
    "remark": ("Toelichting (hoeft niet)", "Remark (optional)"),
    "send": ("Versturen", "Send"),
    "told": ("Dank u, het loket kijkt ernaar.", "Thank you, the desk will look at it."),
    "wrong_field": ("Kies eerst welk gegeven niet klopt.", "First choose which field is not correct."),
    "wrong_value": ("Vul in wat juist is.", "Fill in what is correct."),
    "wrong_unread": (
        "Dit is niet te lezen als zo'n gegeven. Schrijf het zoals op een pagina: '€ 950 (excl. btw)', '2 dagen', "
        "'12 maart 2027', 'hbo', 'online'.",
        "This can't be read as such a value. Write it as on a page: '€ 950 (excl. VAT)', '2 days', '12 March 2027', "
        "'hbo', 'online'.",
    ),
    "wrong_what": ("Dit formulier is niet te lezen.", "This form can't be read."),
    "wrong_many": (
        "Er staan al heel veel meldingen van u open. Bel of mail het loket.",
        "Very many messages of yours are open already. Please call or mail the desk.",
    ),
    "earlier": ("Eerder gemeld", "Told earlier"),
    "messages_intro": (
        "Wat u het loket meldde, en wat ermee gebeurde.",
        "What you told the desk, and what became of it.",
    ),
    "messages_none": (
        "U meldde nog niets. Op de pagina van elke cursus kunt u zeggen dat zij klopt, of wat niet.",
        "You have told nothing yet. On the page of each course you can say that it is correct, or what is not.",
    ),
    "message_open": ("wacht op het loket", "waits for the desk"),
    "message_accepted": ("overgenomen", "accepted"),
    "message_rejected": ("niet overgenomen", "not accepted"),
    "said_right": ("klopt nog", "still correct"),
    "should_be": ("%s moet zijn", "%s should be"),
    "gone_course": ("staat niet meer in het loket", "no longer at the desk"),
    "look_intro": (
        "Geef het adres van een van uw pagina's. Het loket haalt haar nu op en laat zien wat het volgende bezoek ervan "
        "zou lezen. Er wordt niets bewaard.",
        "Give the address of one of your pages. The desk fetches it now and shows what the next visit would read from "
        "it. Nothing is kept.",
    ),
    "look_short": (
        "Een pagina gewijzigd? Kijk meteen hoe het loket haar leest.",
        "Changed a page? See at once how the desk reads it.",
    ),
    "look_label": ("Adres van uw pagina", "Address of your page"),
    "look_button": ("Kijk na", "Check"),
    "look_hosts": ("Alleen pagina's op", "Only pages at"),
    "look_as_course": (
        "Lees haar hoe dan ook als de pagina van een cursus",
        "Read it as the page of a course in any case",
    ),
    "look_wait": ("Dit kan een halve minuut duren.", "This may take half a minute."),
    "look_failed": ("Dat lukte niet", "That did not work"),
    "not_yours": (
        "Dit adres hoort niet bij uw geregistreerde site. Klopt dat niet? Zeg het loket welke adressen ook van u zijn.",
        "This address does not belong to your registered site. Is that wrong? Tell the desk which other addresses are "
        "yours.",
    ),
    "too_slow": (
        "De pagina kwam niet op tijd. Probeer het later nog eens.",
        "The page did not come in time. Try again later.",
    ),
    "busy": (
        "Het loket kijkt net andere pagina's na. Probeer het over een halve minuut nog eens.",
        "The desk is checking other pages just now. Try again in half a minute.",
    ),
    "read_now": ("Zo leest het loket nu", "How the desk reads now"),
    "kind_course": ("Gelezen als de pagina van een cursus.", "Read as the page of a course."),
    "kind_list": ("Gelezen als een lijst van cursussen.", "Read as a list of courses."),
    "kind_other": ("Gelezen als een pagina zonder cursus.", "Read as a page without a course."),
    "look_none": (
        "Op deze pagina is geen cursus gevonden. Is het er wel een? Vink aan dat zij zo gelezen moet worden, en zet op "
        "de pagina wat een cursuspagina kenmerkt: een titel, de data, de duur, de prijs.",
        "No course was found on this page. Is it one after all? Tick that it is to be read so, and put on the page "
        "what marks a course page: a title, the dates, the length, the price.",
    ),
    "noindex": (
        "De pagina vraagt zoekmachines om haar niet op te nemen (noindex). Het loket houdt zich daaraan en publiceert "
        "niets van deze pagina.",
        "The page asks search engines not to take it up (noindex). The desk obeys, and publishes nothing from it.",
    ),
    "against_last": ("Anders dan bij het laatste bezoek", "Different from the last visit"),
    "same_as_last": ("Hetzelfde als bij het laatste bezoek.", "The same as at the last visit."),
    "new_here": ("Nog niet eerder gezien op dit adres.", "Not seen at this address before."),
    "more_cut": ("Alleen de eerste %d cursussen zijn getoond.", "Only the first %d courses are shown."),
}
"""The fixed texts: `t` in templates."""
