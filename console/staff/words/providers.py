"""Words of the registry: the list, a provider's settings, a new one with its trial visit; dead links."""

from __future__ import annotations

from exports.words import Pair

RHYTHMS: dict[str, Pair] = {
    "usual": ("zoals de rest", "as the others"),
    "daily": ("elke dag om {time}", "every day at {time}"),
    "workdays": ("op werkdagen om {time}", "on working days at {time}"),
    "weekly": ("elke {day} om {time}", "every {day} at {time}"),
    "monthly": ("op de eerste van de maand om {time}", "on the first of the month at {time}"),
    "own": ("volgens een eigen regel: {cron}", "by a line of its own: {cron}"),
}
"""When a provider is refreshed."""
CHOICES: dict[str, Pair] = {
    "usual": ("Zoals de rest (elke nacht)", "As the others (every night)"),
    "daily": ("Elke dag", "Every day"),
    "workdays": ("Op werkdagen", "On working days"),
    "weekly": ("Elke week", "Every week"),
    "monthly": ("Op de eerste van de maand", "On the first of the month"),
    "own": ("Een eigen regel (cron)", "A line of its own (cron)"),
}
"""The same in the form."""
WEEKDAYS: dict[str, Pair] = {
    "1": ("maandag", "Monday"),
    "2": ("dinsdag", "Tuesday"),
    "3": ("woensdag", "Wednesday"),
    "4": ("donderdag", "Thursday"),
    "5": ("vrijdag", "Friday"),
    "6": ("zaterdag", "Saturday"),
    "7": ("zondag", "Sunday"),
}
PROVIDERS: dict[str, Pair] = {
    "title_providers": ("Aanbieders", "Providers"),
    "providers_intro": (
        "Wiens cursussen het loket leest, en hoe het laatste bezoek verliep.",
        "Whose courses the desk reads, and how the last visit went.",
    ),
    "no_providers": ("Er is nog geen aanbieder.", "There is no provider yet."),
    "off": ("uit", "off"),
    "last_visit": ("Laatste bezoek", "Last visit"),
    "last_good": ("Laatste goede bezoek", "Last good visit"),
    "schedule": ("Wanneer", "When"),
    "settings": ("Instellingen", "Settings"),
    "their_view": ("Zo ziet de aanbieder het", "As the provider sees it"),
    "their_visits": ("Bezoeken", "Visits"),
    "refresh_this": ("Ververs nu", "Refresh now"),
    "conflict_count": ("waarvan niet teruggevonden", "of which not found again"),
    "name": ("Naam", "Name"),
    "name_help": ("Zoals bezoekers hem lezen.", "As visitors read it."),
    "enabled": ("Doet mee als alles wordt ververst", "Takes part when all is refreshed"),
    "delay": ("Seconden tussen twee verzoeken aan de site", "Seconds between two requests to the site"),
    "delay_help": (
        "Minder is sneller, maar drukker voor de site. Gewoonlijk 1.",
        "Fewer is faster, but more of a burden to the site. Usually 1.",
    ),
    "max_pages": ("Hoogstens zoveel verzoeken per bezoek", "At most so many requests a visit"),
    "min_courses": ("Houd tegen onder zoveel cursussen", "Hold back below so many courses"),
    "min_courses_help": (
        "Vindt een bezoek er minder, dan wacht het op uw oordeel. 0: geen ondergrens.",
        "A visit that finds fewer waits for your word. 0: no lower bound.",
    ),
    "review": ("Het eerste bezoek wacht op mijn oordeel", "The first visit waits for my word"),
    "note": ("Notitie voor collega's", "Note for colleagues"),
    "rhythm": ("Hoe vaak", "How often"),
    "time": ("Tijd (Nederlandse tijd)", "Time (Dutch local time)"),
    "weekday": ("Dag (bij elke week)", "Day (for every week)"),
    "cron": ("Eigen regel", "Line of its own"),
    "cron_help": (
        "Alleen voor wie cron kent: minuut uur dag maand weekdag.",
        "Only for who knows cron: minute hour day month weekday.",
    ),
    "save_settings": ("Bewaar", "Save"),
    "saved": (
        "Bewaard. De planning neemt het binnen een minuut over.",
        "Saved. The schedule takes it over in a minute.",
    ),
    "wrong_time": ("Schrijf de tijd als 05:00.", "Write the time as 05:00."),
    "wrong_cron": (
        "Dat is geen cronregel; een voorbeeld is 0 5 * * 1 (maandag om vijf uur).",
        "That is no cron line; an example is 0 5 * * 1 (Monday at five).",
    ),
    "wrong_delay": ("Geef een aantal seconden van 0 tot 3600.", "Give a number of seconds from 0 to 3600."),
    "wrong_max_pages": ("Geef een heel getal van 1 tot 1.000.000.", "Give a whole number from 1 to 1,000,000."),
    "wrong_min_courses": ("Geef een heel getal van 0 tot 100.000.", "Give a whole number from 0 to 100,000."),
    "wrong_name": ("Een aanbieder heeft een naam nodig.", "A provider needs a name."),
    "more_settings": (
        "Andere instellingen (adressen, patronen, selectors) staan in providers.toml op de server.",
        "Other settings (addresses, patterns, selectors) are in providers.toml on the server.",
    ),
    "their_link": ("Besloten link", "Private link"),
    "title_new": ("Aanbieder toevoegen", "Add a provider"),
    "new_intro": (
        "Geef het adres van de site. Het loket gaat er even kijken en toont wat het zou lezen; er wordt nog niets "
        "bewaard of gepubliceerd.",
        "Give the address of the site. The desk has a short look and shows what it would read; nothing is kept or "
        "published yet.",
    ),
    "address_of_site": ("Adres van de site", "Address of the site"),
    "try": ("Ga kijken", "Have a look"),
    "trying": ("Het loket kijkt rond op {site}.", "The desk looks around at {site}."),
    "try_stop": ("Stop met kijken", "Stop looking"),
    "try_busy": (
        "Er loopt al een proefbezoek ({site}). Wacht tot het klaar is, of stop het.",
        "A trial visit is going on already ({site}). Wait until it is done, or stop it.",
    ),
    "try_found": (
        "Op {pages} pagina's zijn {courses} cursussen gevonden.",
        "On {pages} pages {courses} courses were found.",
    ),
    "try_bounded": (
        "Er is maar een deel van de site bekeken; het eerste bezoek vindt meestal meer.",
        "Only a part of the site was looked at; the first visit mostly finds more.",
    ),
    "try_none": (
        "Er is geen cursus herkend. Misschien staat het aanbod op een ander adres; probeer het adres van de "
        "cursuspagina.",
        "No course was recognised. Perhaps the offer is at another address; try that of the course page.",
    ),
    "try_failed": ("Het kijken is niet gelukt: {cause}.", "Looking did not succeed: {cause}."),
    "what_is_read": ("Wat zou worden gelezen", "What would be read"),
    "of_six": ("{n} van de 6 gegevens", "{n} of the 6 values"),
    "add_it": ("Voeg deze aanbieder toe", "Add this provider"),
    "add_anyway": ("Toch toevoegen", "Add it all the same"),
    "id": ("Korte naam", "Short name"),
    "id_help": (
        "Kleine letters, cijfers en streepjes; verandert nooit meer.",
        "Lower-case letters, digits and dashes; never changes again.",
    ),
    "wrong_id": (
        "Een korte naam heeft kleine letters, cijfers en streepjes, en is nog niet in gebruik.",
        "A short name has lower-case letters, digits and dashes, and is not in use yet.",
    ),
    "added": (
        "Toegevoegd. Het eerste bezoek is vannacht; u kunt ook nu verversen.",
        "Added. The first visit is tonight; you can also refresh now.",
    ),
    "title_links": ("Dode links", "Dead links"),
    "links_intro": (
        "Aanmeldlinks, en pagina's van cursussen zonder data, worden elke dag nagekeken. Wat vier dagen achter "
        "elkaar niet werkt staat hier, en als waarschuwing bij de cursus.",
        "Enrolment links, and pages of courses without dates, are looked at every day. What does not work four days "
        "in a row stands here, and as a warning with the course.",
    ),
    "no_links": ("Geen dode links.", "No dead links."),
    "link": ("Link", "Link"),
    "on_page": ("Op de pagina", "On the page"),
    "answer": ("Antwoord", "Answer"),
    "dead_since": ("Werkt niet sinds", "Dead since"),
    "look_now": ("Kijk alle links nu na", "Look at all links now"),
}
