"""What a host's name and an address spell in the words of a page, and what is no organisation's name."""

from __future__ import annotations

import pytest

from normalize.fields.hosts import name_of_host
from normalize.read import read_page
from spiders.page import Page


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.oeverlab.nl/x", "oeverlab"),
        ("https://cursus.oeverlab.nl/x", "oeverlab"),
        ("http://www.oeverlab.ac.uk/", "oeverlab"),
        ("https://oever-lab.github.io/les", "oever-lab"),
        ("http://127.0.0.1:8000/x", ""),
        ("http://localhost/x", ""),
    ],
)
def test_the_part_of_a_host_that_names_its_owner(url: str, name: str) -> None:
    assert name_of_host(url) == name


@pytest.mark.parametrize(
    ("url", "title", "words", "name"),
    [
        ("https://www.oeverlab.nl/x", "Cursus GMP", "Bij Oever Lab leer je werken volgens GMP.", "Oever Lab"),
        ("https://www.oeverlab.nl/x", "Cursus GMP", "Aan de oever lab je je aan de rust.", ""),
        ("https://www.oever.nl/x", "Cursus GMP", "Leden van Oever & Dijk krijgen korting.", "Oever & Dijk"),
        ("https://leiden.oever.nl/x", "Cursus GMP", "Oever Lab, in het hart van Leiden", "Oever Leiden"),
        ("https://www.hsoever.nl/x", "Cursus GMP", "De cursus is van Hogeschool Oever.", "Hogeschool Oever"),
        ("https://www.osd.nl/x", "Cursus GMP", "Oever School of Data geeft de cursus.", "Oever School of Data"),
        ("https://www.voorbeeld.nl/x", "Cursus GMP - May 13-16, 2026, CET", "De cursus duurt vier dagen.", ""),
        ("https://www.voorbeeld.nl/x", "Cursus GMP | Oeverlab", "De cursus duurt vier dagen.", "Oeverlab"),
    ],
)
def test_who_gives_the_course(url: str, title: str, words: str, name: str) -> None:
    body = f"<html><title>{title}</title><main><h1>Cursus GMP</h1><p>{words}</p></main></html>"
    course = read_page(Page(url, body.encode(), headers={"content-type": "text/html"}), as_course=True).courses[0]
    assert course.provider.name == name
