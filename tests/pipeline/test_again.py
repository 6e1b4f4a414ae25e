"""What is kept of a reading, and what is not."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import readers
from normalize.version import AFTER
from readers import known_reading, read_archive
from spiders.archive import Archive
from spiders.page import Page
from spiders.registry import Provider
from tests.pipeline.conftest import ROOT

SCHOOL = Provider(id="school", name="School", website="https://school.example/")
DAY = datetime(2026, 11, 1, 5, tzinfo=UTC)
BODY = "<html lang=nl><head>{head}<title>{title}</title></head><main><h1>{title}</h1><p>Prijs: € {price}</p></main>"


def night(folder: Path, number: int, *, secret: str = "", price: int = 450) -> str:
    """Archive a run of three pages; `secret` is the head of the third."""
    run = f"r{number}"
    with Archive(folder).writer("school", run) as writer:
        for n, head in enumerate(("", "", secret)):
            body = BODY.format(head=head, title=f"Cursus Geheim {n}", price=price + (n == 0) * number)
            url = f"https://school.example/cursus/{n}"
            writer.write(Page(url, body.encode(), 200, {"content-type": "text/html"}, DAY + timedelta(days=number)))
    return run


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    first = read_archive(tmp_path, SCHOOL, night(tmp_path, 0), DAY.date())
    assert (first.taken, len(first.pages)) == (0, 3)
    same = night(tmp_path, 0)
    known = known_reading(Archive(tmp_path), SCHOOL, same, DAY.date())
    assert known is not None
    assert (known.taken, known.pages) == (3, first.pages)
    changed = night(tmp_path, 1)
    assert known_reading(Archive(tmp_path), SCHOOL, changed, DAY.date()) is None
    assert read_archive(tmp_path, SCHOOL, changed, DAY.date()).taken == 2


@pytest.mark.parametrize("other", ["month", "settings", "reader"])
def test_all_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    run = night(tmp_path, 0)
    read_archive(tmp_path, SCHOOL, run, DAY.date())
    today, school = DAY.date(), SCHOOL
    if other == "month":
        today = date(2026, 12, 1)
    elif other == "settings":
        school = Provider(id="school", name="School", website="https://school.example/", languages=("en",))
    else:
        monkeypatch.setattr(readers, "reader_version", lambda: "newer")
    assert known_reading(Archive(tmp_path), school, run, today) is None
    assert read_archive(tmp_path, school, run, today).taken == 0


def test_nothing_is_kept_of_a_page_that_asks_not_to_be_archived(tmp_path: Path) -> None:
    secret = '<meta name="robots" content="noarchive">'
    for number in range(2):
        read = read_archive(tmp_path, SCHOOL, night(tmp_path, number, secret=secret), DAY.date())
        assert {course.title for page in read.pages for course in page.courses} >= {"Cursus Geheim 2"}
        assert read.taken == number  # of the two that may be kept, one changes
        Archive(tmp_path).prune("school", today=DAY.date())
        for file in (tmp_path / "school").iterdir():
            text = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
            assert b"Geheim 2" not in text, file.name
            assert b"cursus/2" not in text, file.name


def test_what_comes_after_reading_is_no_part_of_it() -> None:
    """A change of these files makes no reading old, so reading may not use them."""
    code = "import sys, normalize.whole, normalize.site; print(*(m for m in sys.modules if m.startswith('normalize.')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.split(".")[1] for name in done.stdout.split()}
    assert "read" in loaded
    assert not loaded & {name.partition(".")[0] for name in AFTER}
