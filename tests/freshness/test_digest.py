"""The digest and the letter, word for word."""

from __future__ import annotations

from datetime import date

from exports.digest import Visited, digest, letter
from normalize.course import Course, Freshness, Organisation, Price, Reason, completeness
from normalize.difference import Difference

TODAY = date(2027, 4, 1)


def test_a_digest() -> None:
    held = Visited(
        id="btf", name="BTF", state="held", cause="fields_lost", detail="price fell from 96% to 3% of 40 courses",
        last_good=date(2027, 3, 31), differences=[],
    )  # fmt: skip
    good = Visited(
        id="lab", name="Lab", state="good", cause=None, detail=None, last_good=TODAY,
        differences=[Difference(url="https://lab.example/c", title="Celkweek", kind="new")],
    )  # fmt: skip
    down = Visited(id="old", name="Oud", state="failed", cause="host_down", detail="x", last_good=None, differences=[])
    assert digest([held, good, down], 2, today=TODAY) == (
        "LLO-loket, 2027-04-01\n\n"
        "AANGEHOUDEN: wacht op uw oordeel\n  BTF (btf): gegevens zijn opeens verdwenen\n"
        "      price fell from 96% to 3% of 40 courses\n\n"
        "Bekijk met: lloket diff AANBIEDER. Beslis met: lloket runs accept AANBIEDER, of reject.\n\n"
        "NIET OF NIET GEHEEL GELUKT\n  Oud (old): de site is niet bereikbaar\n      x\n\n"
        "OPNIEUW BEKIJKEN: bij 2 correcties geeft de pagina nu iets anders (lloket decisions)\n\n"
        "GEWIJZIGD\n  Lab\n      nieuw: Celkweek\n\n"
        "LANG GEEN GOED BEZOEK\n  Oud: nog nooit\n"
    )
    assert "niets veranderd" in digest([], 0, today=TODAY)


def test_a_letter() -> None:
    past = Freshness(status="expired", reasons=[Reason(code="all_runs_past", text="3 mei 2026")])
    course = Course(
        url="https://lab.example/c", title="Celkweek", provider=Organisation(id="lab", name="Lab"),
        price=Price(amount=1), freshness=past,
    )  # fmt: skip
    course.completeness = completeness(course)
    text = letter("Lab", [course], report="https://loket.example/report/lab.html") or ""
    assert "  - Celkweek: alle uitvoeringen zijn voorbij\n    https://lab.example/c" in text
    assert "  - Voor wie: ontbreekt bij 1 van 1" in text
    assert "Prijs" not in text
    assert text.startswith("Beste Lab,")
    assert letter("Lab", [], report="x") is None
