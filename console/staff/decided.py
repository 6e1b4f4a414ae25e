"""What people decided, told in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from console.staff.words import WORDS
from console.staff.words.common import SAID
from exports.clean import cut
from exports.difference_words import field_words
from exports.shown import date_words
from exports.words import LANGUAGES, Language
from normalize.difference import FieldChange
from store import Decision, Store, StoreError

TITLE = 90
"""Characters of a title in a sentence."""


class Teller:
    """Tells decisions in a language."""

    def __init__(self, store: Store, name: Callable[[str], str], language: Language) -> None:
        """`name` gives a provider's name by its id."""
        self._store, self._name, self._language = store, name, language
        self._place = LANGUAGES.index(language)

    @cached_property
    def _offer_of(self) -> Mapping[str, str]:
        return self._store.member_ids()

    def words(self, decision: Decision) -> str:
        """Return what was decided: "‘GMP’ – Prijs: € 500 (excl. btw) → € 450 (excl. btw)"."""
        return SAID[decision.kind][self._place].format(**self._given(decision)) if decision.kind in SAID else ""

    def said(self, query: Mapping[str, str]) -> tuple[str, Decision | None] | None:
        """Return what was just decided or undone, as the address tells it: a sentence, and what can be undone."""
        number = query.get("done") or query.get("undone") or ""
        if not (number.isascii() and number.isdecimal() and len(number) < 10):
            return None
        of = next((one for one in self._store.decisions(undone=True) if one.id == int(number)), None)
        if of is None:
            return None
        if of.undone is not None:
            return WORDS["undone"][self._place].format(n=of.id), None
        return f"{WORDS['decision'][self._place]} {of.id}: {self.words(of)}.", of

    def title(self, id: str) -> str:
        """Return the title of an offer, also of one that is not published any more; its id where it never was."""
        offer = self._store.offer(id)
        if offer is None:
            versions = self._store.history(id)
            offer = versions[-1].course if versions else None
        return cut(offer.title, TITLE) if offer else id

    def _given(self, decision: Decision) -> dict[str, str]:
        value = decision.value
        match decision.kind:
            case "merge" | "split":
                sides = (next(iter(value.get(side, ())), "") for side in ("left", "right"))
                one, two = (self.title(self._offer_of.get(key, key)) for key in sides)
                return {"a": one, "b": two}
            case "correct":
                change = FieldChange(field=value["field"], old=value["seen"], new=value["value"])
                return {"a": self.title(decision.subject), "change": field_words(change, self._language)}
            case "accept" | "reject":
                return self._of_run(decision.subject)
            case _:
                return {"a": self.title(decision.subject)}

    def _of_run(self, id: str) -> dict[str, str]:
        try:
            run = self._store.run(id)
        except StoreError:
            return {"a": id, "day": "?"}
        return {"a": self._name(run.provider), "day": date_words(run.today.isoformat(), self._language)}
