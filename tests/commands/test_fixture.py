import json
from pathlib import Path

import pytest

from commands.fixture import trim
from normalize.read import read_page
from spiders.page import Page
from tests.commands.test_usage import lloket

PAGE = """<html lang=nl><head><title>Cursus Celkweek | School</title><style>p {color: red}</style>
<script>var telefoon = "071 123 45 67"</script></head><body onload="x()"><main><h1>Cursus Celkweek</h1>
<p style="x">In deze cursus leer je cellen kweken. Vragen? jan@school.example of 071 - 123 45 67.</p>
<!-- secret --><dl><dt>Prijs</dt><dd>€ 450,- excl. btw</dd><dt>Duur</dt><dd>2 dagen</dd>
<dt>Doelgroep</dt><dd>Analisten</dd><dt>Startdatum</dt><dd>12 maart 2027</dd></dl></main></body></html>"""


@pytest.mark.parametrize("words", ["color", "telefoon", "071", "jan@", "secret", "onload", "style"])
def test_what_no_reader_needs_and_who_is_a_person_go(words: str) -> None:
    assert words in PAGE
    assert words not in trim(PAGE.encode()).decode()


def test_the_pair_it_saves_is_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    done = lloket(
        "fixture", "page.html", "celkweek", "--folder", ".", "--base-url", "https://school.example/c",
        "--today", "2026-11-22", cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads((tmp_path / "celkweek.json").read_text())
    assert (said["kind"], said["seen"]) == ("course", "2026-11-22")
    assert said["courses"][0]["price"]["amount"] == 450
    saved = Page(url=said["url"], body=(tmp_path / "celkweek.html").read_bytes())
    assert [course.title for course in read_page(saved).courses] == [said["courses"][0]["title"]]


@pytest.mark.parametrize(("name", "folder"), [("../x", "."), ("Naam", "."), ("x", "none")])
def test_a_wrong_name_or_folder_is_refused(tmp_path: Path, name: str, folder: str) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    done = lloket("fixture", "page.html", name, "--folder", folder, cwd=tmp_path)
    assert done.returncode == 2
    assert len(list(tmp_path.iterdir())) == 1
