"""What was asked and can't be done, in words for who asked it."""

from __future__ import annotations

from exports.words import LANGUAGES, Language, Pair

SENTENCES: dict[str, Pair] = {
    "no_address": ("‘{url}’ is geen webadres (https://…)", "'{url}' is no http or https address"),
    "known_already": (
        "deze site staat al in de registratie, als {name}",
        "this site is in the registry already, as {name}",
    ),
    "no_file": ("{url}: {reason}", "{url}: {reason}"),
    "not_fetched": ("{url} is niet op te vragen: {cause}", "{detail}"),
    "nothing_came": ("op {url} kwam geen antwoord", "{url}: nothing came"),
    "unreadable": ("{url}: de pagina is niet te lezen ({reason})", "{url}: the page can't be read: {reason}"),
    "no_run": (
        "er is geen bezoek {run}, en geen aanbieder met een bezoek dat wordt tegengehouden",
        "no run {run}, and no provider with a run that is held back",
    ),
    "no_course": (
        "er is geen gepubliceerde cursus ‘{asked}’: geef een nummer of het adres van een pagina",
        "no published course '{asked}': give an id or the address of a page",
    ),
    "run_is_done": (
        "besluit {number} gaat over bezoek {run}, en dat is verwerkt: bezoek de aanbieder opnieuw",
        "decision {number} is about run {run}, which is done: refresh again",
    ),
    "no_decision": ("er is geen besluit {number}", "no decision {number}"),
    "undone_already": (
        "besluit {number} is al ingetrokken door {who}",
        "decision {number} was undone already by {who}",
    ),
    "no_page_known": ("van {url} is geen pagina bekend", "no page at {url} is known"),
    "no_record": (
        "‘{named}’ is geen nummer van een cursus en geen adres (https://…)",
        "'{named}' is no id of a course, nor an address (https://…)",
    ),
    "not_of_matching": (
        "besluit {number} gaat niet over dubbele cursussen",
        "decision {number} is none about matching (see: lloket matches list --decided)",
    ),
    "opposed": (
        "dat spreekt besluit {numbers} tegen: trek dat eerst in",
        "decision {numbers} says the opposite: undo it first (lloket matches undo {first})",
    ),
    "one_side": (
        "een besluit gaat over twee cursussen met elk hun eigen pagina's",
        "a decision is about two records with pages of their own",
    ),
    "pages_unknown": (
        "van de pagina's van een van beide is niets meer bekend",
        "nothing is known any more of the pages of one of them",
    ),
}
"""Code to what is said, Dutch and English, with places for what is given."""


class Refused(Exception):  # noqa: N818 - callers read `except Refused`
    """What was asked can't be done; as a text it is one English line."""

    def __init__(self, code: str, **given: object) -> None:
        """Say why by a code of `SENTENCES`; a value given as a pair is Dutch and English."""
        self.code, self.given = code, given
        super().__init__(self.words("en"))

    def words(self, language: Language) -> str:
        """Return why, in a language."""
        place = LANGUAGES.index(language)
        given = {name: value[place] if isinstance(value, tuple) else value for name, value in self.given.items()}
        return SENTENCES[self.code][place].format(**given)
