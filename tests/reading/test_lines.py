"""Labels in the midst of a line part it."""

import pytest

from normalize.page.view import look
from spiders.page import Page


@pytest.mark.parametrize(
    ("line", "label", "value"),
    [
        (
            "Wij komen samen in Leiden en <span>Kosten voor leden en anderen:</span> 450 euro",
            "Kosten voor leden en anderen:",
            "450 euro",
        ),
        ("<b>Duur</b> 4 dagen <b>Locatie</b> Leiden", "Locatie", "Leiden"),
    ],
)
def test_a_label_in_an_element_of_its_own_begins_a_line(line: str, label: str, value: str) -> None:
    page = Page(url="https://school.example/a", body=f"<main><h1>Cursus Celkweek</h1><p>{line}</p></main>".encode())
    view = look(page)
    assert view is not None
    assert (label, value) in [(statement.label, statement.text) for statement in view.statements]
