"""Words of refreshes: begun, watched, and looked back on."""

from __future__ import annotations

from console.staff.jobs import Kind
from exports.words import Pair
from job import Stage

RUN_STATES: dict[str, Pair] = {
    "open": ("bezig", "going on"),
    "good": ("goed", "good"),
    "incomplete": ("onvolledig", "incomplete"),
    "failed": ("mislukt", "failed"),
    "held": ("tegengehouden", "held back"),
    "rejected": ("afgekeurd", "rejected"),
}
"""How a visit ended."""
STAGES: dict[Stage, Pair] = {
    "crawl": ("haalt pagina's op", "fetches pages"),
    "read": ("leest de pagina's", "reads the pages"),
    "done": ("klaar", "done"),
    "publish": ("publiceert", "publishes"),
}
JOBS: dict[Kind, Pair] = {
    "refresh": ("Verversen", "Refresh"),
    "publish": ("Publiceren", "Publish"),
    "links": ("Links nakijken", "Look at links"),
    "preview": ("Proefbezoek", "Trial visit"),
}
FILLED: dict[str, Pair] = {
    "audience": ("Voor wie", "For whom"),
    "price": ("Prijs", "Price"),
    "duration": ("Duur", "Duration"),
    "dates": ("Data", "Dates"),
    "entry_requirements": ("Toelatingseisen", "Entry requirements"),
    "description": ("Omschrijving", "Description"),
    "location": ("Plaats", "Location"),
}
"""What is counted of a run's courses."""
INTERRUPTED: Pair = ("het programma stopte voor het klaar was", "the program stopped before it was done")
WORK: dict[str, Pair] = {
    "title_refresh": ("Verversen", "Refresh"),
    "refresh_intro": (
        "Verversen bezoekt de sites van aanbieders, leest hun cursussen en publiceert daarna. Dat gaat elke nacht "
        "vanzelf; hier begint u het nu.",
        "A refresh visits providers' sites, reads their courses and then publishes. It happens by itself every night; "
        "here you begin it now.",
    ),
    "which": ("Welke aanbieders?", "Which providers?"),
    "every_one": ("Ververs alles ({n} aanbieders)", "Refresh all ({n} providers)"),
    "only_these": ("Of alleen een paar:", "Or only some:"),
    "is_off": ("staat uit", "off"),
    "full": (
        "Haal ook pagina's op die volgens de site niet veranderd zijn (duurt langer)",
        "Also fetch pages that the site says are unchanged (takes longer)",
    ),
    "begin": ("Ververs de aangevinkte", "Refresh those ticked"),
    "choose_one": ("Kies minstens één aanbieder.", "Choose at least one provider."),
    "running_now": (
        "Er loopt al werk; begin opnieuw als het klaar is.",
        "Work is going on already; begin again when it is done.",
    ),
    "progress": ("Voortgang", "Progress"),
    "began_by": ("begonnen om {time} door {who}", "begun at {time} by {who}"),
    "finished_at": ("klaar om {time}", "done at {time}"),
    "stop": ("Stop", "Stop"),
    "stopping": ("Wordt gestopt; dat duurt een paar tellen.", "Being stopped; that takes a few seconds."),
    "stopped": (
        "Gestopt. Wat al gelezen was is bewaard; er is niets gepubliceerd.",
        "Stopped. What was read already is kept; nothing was published.",
    ),
    "waits_turn": ("wacht op zijn beurt", "waits for its turn"),
    "publication": ("Publicatie", "Publication"),
    "events": ("Laatste gebeurtenissen", "Last events"),
    "log_lines": ("Laatste regels van het technisch logboek", "Last lines of the technical log"),
    "published": (
        "Gepubliceerd: {offers} cursussen. Nieuw {new}, gewijzigd {changed}, verdwenen {vanished}, teruggekeerd "
        "{returned}.",
        "Published: {offers} courses. New {new}, changed {changed}, vanished {vanished}, returned {returned}.",
    ),
    "not_all": (
        "Niet elk bezoek ging goed: {n} vragen aandacht.",
        "Not every visit went well: {n} need attention.",
    ),
    "looked_links": ("Links nagekeken; {n} zijn dood.", "Links were looked at; {n} are dead."),
    "job_failed": ("Het werk is mislukt:", "The work failed:"),
    "locked": (
        "Dat is nu niet mogelijk: een ander programma (de nachtelijke planning of de opdrachtregel) is er sinds "
        "{time} mee bezig. Probeer het later opnieuw.",
        "That is not possible now: another program (the nightly schedule or the command line) has been at it since "
        "{time}. Try again later.",
    ),
    "elsewhere": (
        "Nu bezig vanuit de planning of de opdrachtregel:",
        "Going on now from the schedule or command line:",
    ),
    "since": ("sinds {time}", "since {time}"),
    "reload": ("De pagina ververst zichzelf.", "The page renews itself."),
    "title_runs": ("Bezoeken", "Visits"),
    "runs_intro": (
        "Elk bezoek aan een site, het nieuwste eerst, met hoe het afliep.",
        "Each visit to a site, the newest first, and how it ended.",
    ),
    "no_runs": ("Er is nog geen site bezocht.", "No site was visited yet."),
    "found": ("Gevonden", "Found"),
    "changes": ("Nieuw / gewijzigd / weg", "New / changed / gone"),
    "how": ("Hoe het afliep", "How it ended"),
    "title_run": ("Bezoek aan {name}", "Visit to {name}"),
    "visited_on": ("Bezocht op {day}", "Visited on {day}"),
    "took": ("duurde {minutes}", "took {minutes}"),
    "minutes": ("{n} min", "{n} min"),
    "seconds": ("{n} s", "{n} s"),
    "cause": ("Oorzaak", "Cause"),
    "detail": ("Toelichting van het programma (Engels)", "The program's own words"),
    "held_title": ("Klopt dit?", "Is this right?"),
    "held_note": (
        "Dit bezoek wordt tegengehouden: het loket toont nog wat het bij het vorige bezoek wist. Kijk op de site van "
        "de aanbieder. Is er echt zo veel veranderd, laat het bezoek dan meetellen. Was er een storing, keur het af.",
        "This visit is held back: the loket still shows what it knew by the visit before. Look at the provider's site. "
        "If so much did change, let the visit count. If something was broken, reject it.",
    ),
    "to_site": ("Open de site", "Open the site"),
    "accept": ("Laat meetellen", "Let it count"),
    "reject": ("Keur af", "Reject"),
    "accepted": (
        "Het bezoek telt mee: {n} cursussen. Het is te zien na de volgende publicatie.",
        "The visit counts: {n} courses. It shows after the next publication.",
    ),
    "rejected": (
        "Het bezoek is afgekeurd; wat ervoor bekend was blijft staan.",
        "The visit is rejected; what was known before stays.",
    ),
    "not_held": (
        "Dit bezoek wordt niet (meer) tegengehouden.",
        "This visit is not held back (any more).",
    ),
    "figures": ("In cijfers", "In figures"),
    "before": ("Vorige keer", "Time before"),
    "this_time": ("Deze keer", "This time"),
    "pages_row": ("Pagina's opgehaald", "Pages fetched"),
    "failed_row": ("Pagina's die niet kwamen", "Pages that did not come"),
    "courses_row": ("Cursussen gevonden", "Courses found"),
    "share_of": ("Deel van de cursussen met:", "Share of the courses with:"),
    "would_change": ("Wat dit bezoek zou veranderen", "What this visit would change"),
    "did_change": ("Wat dit bezoek veranderde", "What this visit changed"),
    "nothing_changed": ("Er is niets veranderd.", "Nothing changed."),
    "not_kept": ("Van dit bezoek is niets vastgelegd.", "Nothing of this visit was recorded."),
    "notes": ("Opmerkingen van het programma", "The program's remarks"),
    "unreadable": ("Pagina's die niet te lezen waren", "Pages that could not be read"),
}
