"""Words around every page of the staff, and of the overview."""

from __future__ import annotations

from exports.words import Pair

TAB_NAMES: dict[str, Pair] = {
    "overview": ("Overzicht", "Overview"),
    "refresh": ("Verversen", "Refresh"),
    "runs": ("Bezoeken", "Visits"),
    "pairs": ("Twijfelgevallen", "Uncertain matches"),
    "courses": ("Cursussen", "Courses"),
    "proposals": ("Voorstellen", "Proposals"),
    "providers": ("Aanbieders", "Providers"),
    "decisions": ("Besluiten", "Decisions"),
    "links": ("Dode links", "Dead links"),
}
"""Page to its name in the navigation."""
SAID: dict[str, Pair] = {
    "merge": ("‘{a}’ en ‘{b}’ zijn één cursus", "‘{a}’ and ‘{b}’ are one course"),
    "split": ("‘{a}’ en ‘{b}’ zijn twee cursussen", "‘{a}’ and ‘{b}’ are two courses"),
    "weights": ("dubbele cursussen worden met andere gewichten herkend", "duplicates are found by other weights"),
    "correct": ("‘{a}’ – {change}", "‘{a}’ – {change}"),
    "hide": ("‘{a}’ wordt niet meer getoond", "‘{a}’ is no longer shown"),
    "confirm": ("‘{a}’ is als juist bevestigd", "‘{a}’ is confirmed as it is"),
    "accept": ("het bezoek aan {a} van {day} telt mee", "the visit to {a} of {day} counts"),
    "reject": ("het bezoek aan {a} van {day} is afgekeurd", "the visit to {a} of {day} is rejected"),
}
"""Kind of a decision to what was decided."""
COMMON: dict[str, Pair] = {
    "parts": ("Onderdelen van het beheer", "Parts of the management"),
    "unpublished_one": (
        "Eén besluit is nog niet te zien in het loket.",
        "One decision does not show in the loket yet.",
    ),
    "unpublished_many": (
        "{n} besluiten zijn nog niet te zien in het loket.",
        "{n} decisions do not show in the loket yet.",
    ),
    "unpublished_note": (
        "Dat verandert bij de volgende publicatie: vannacht, of nu.",
        "That changes with the next publication: tonight, or now.",
    ),
    "publish_now": ("Publiceer nu", "Publish now"),
    "publish_failed": (
        "De laatste publicatie is mislukt; het loket toont nog wat het toonde.",
        "The last publication failed; the loket still shows what it showed.",
    ),
    "busy": ("Er loopt nu werk:", "Work is going on now:"),
    "busy_look": ("Bekijk de voortgang", "See how far it is"),
    "decision": ("Besluit", "Decision"),
    "undo": ("Trek in", "Undo"),
    "undone": ("Besluit {n} is ingetrokken.", "Decision {n} is undone."),
    "undone_by": ("ingetrokken door {who} op {day}", "undone by {who} on {day}"),
    "why": ("Reden", "Reason"),
    "why_help": ("Voor wie dit later naleest; mag leeg blijven.", "For those who read this later; may stay empty."),
    "who": ("Wie", "Who"),
    "when": ("Wanneer", "When"),
    "what": ("Wat", "What"),
    "provider": ("Aanbieder", "Provider"),
    "all_providers": ("Alle aanbieders", "All providers"),
    "course": ("Cursus", "Course"),
    "courses": ("cursussen", "courses"),
    "pages": ("pagina's", "pages"),
    "look": ("Bekijk", "Look"),
    "show": ("Toon", "Show"),
    "more": ("en nog {n}", "and {n} more"),
    "unknown": ("onbekend", "unknown"),
    "never": ("nog nooit", "never"),
    "earlier": ("← Nieuwere", "← Newer"),
    "later": ("Oudere →", "Older →"),
    "previous_page": ("← Vorige", "← Previous"),
    "next_page": ("Volgende →", "Next →"),
    "wrong": ("Dat ging niet", "That could not be done"),
    "registry_wrong": (
        "Er staat een fout in de registratie (providers.toml)",
        "There is a mistake in the registry (providers.toml)",
    ),
    "registry_wrong_note": (
        "Zolang die er staat, kan er niets worden ververst of gewijzigd aan aanbieders. Vraag de beheerder van de "
        "server om het te herstellen. De melding:",
        "As long as it is there, nothing can be refreshed and no provider changed. Ask who runs the server to mend "
        "it. The message:",
    ),
    "title_overview": ("Wat vraagt een besluit?", "What needs a decision?"),
    "nothing_waits": (
        "Niets. Alle bezoeken zijn goed gegaan, en er zijn geen vragen.",
        "Nothing. All visits went well, and there are no questions.",
    ),
    "now": ("Het loket nu", "The loket now"),
    "published_on": ("Laatst gepubliceerd", "Last published"),
    "not_published": ("Er is nog niets gepubliceerd", "Nothing is published yet"),
    "refresh_all": ("Ververs alles nu", "Refresh all now"),
    "add_provider": ("Aanbieder toevoegen", "Add a provider"),
    "need_held": ("Tegengehouden bezoeken", "Visits held back"),
    "need_held_note": (
        "Hier veranderde ineens zo veel dat u moet zeggen of het klopt. Tot dan toont het loket wat het wist.",
        "So much changed here at once that you must say whether it is right. Until then the loket shows what it knew.",
    ),
    "need_proposals": ("Voorstellen van aanbieders", "Proposals of providers"),
    "need_asks": ("Verbeteringen om opnieuw te bekijken", "Corrections to look at again"),
    "need_asks_note": (
        "De pagina geeft sindsdien iets anders.",
        "The page gives something else since then.",
    ),
    "need_pairs": ("Twijfelgevallen: één cursus of twee?", "Uncertain matches: one course or two?"),
    "need_contradictions": ("Besluiten die elkaar tegenspreken", "Decisions that contradict each other"),
    "contradiction": (
        "Besluit {a} is niet uitgevoerd: het weerspreekt besluit {b}. Trek een van de twee in.",
        "Decision {a} was not carried out: it contradicts decision {b}. Undo one of them.",
    ),
    "contradiction_itself": (
        "Besluit {a} spreekt zichzelf tegen, doordat pagina's verhuisden. Trek het in.",
        "Decision {a} contradicts itself, because pages moved. Undo it.",
    ),
    "need_failed": ("Bezoeken die niet of niet geheel lukten", "Visits that failed or are incomplete"),
    "need_overdue": ("Lang geen goed bezoek", "No good visit for long"),
    "last_on": ("laatst op {day}", "last on {day}"),
    "need_conflicting": ("Cursussen die zichzelf tegenspreken", "Courses that contradict themselves"),
    "need_links": ("Dode links", "Dead links"),
    "title_decisions": ("Besluiten", "Decisions"),
    "decisions_intro": (
        "Alles wat mensen besloten, het nieuwste eerst. Een besluit blijft gelden tot iemand het intrekt.",
        "All that people decided, the newest first. A decision holds until somebody undoes it.",
    ),
    "no_decisions": ("Er is nog niets besloten.", "Nothing was decided yet."),
    "can_not_undo": ("verwerkt", "done"),
}
