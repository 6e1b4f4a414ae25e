"""The tables, read back by libraries that did not write them."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pyarrow import parquet

from exports import xlsx
from exports.parquet import plain
from exports.publication import ProviderView
from exports.publish import publish
from normalize.course import Session
from tests.exports.builder import PROVIDERS, course, offers, publication


@pytest.fixture(name="out", scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tables") / "feeds"
    publish(offers, publication(), out)
    return out


def book(out: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(out / "courses.xlsx")


def head(sheet: Any) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[1]}


def test_a_workbook_holds_courses_runs_and_each_providers_findings(out: Path) -> None:
    sheets = book(out)
    assert sheets.sheetnames == ["Cursussen", "Uitvoeringen", "kadelab", "hs-merel"]
    assert sheets["Cursussen"].max_row == 1 + len(offers())
    assert sheets["Uitvoeringen"].max_row == 1 + sum(len(offer.sessions) for offer in offers())
    found = [row[0].value for row in sheets["hs-merel"].iter_rows(min_row=2)]
    assert set(found) == {"Celkweek"}
    assert sheets["kadelab"]["B2"].value == "tegenstrijdig"


def test_a_workbook_is_as_a_person_wants_it(out: Path) -> None:
    for sheet in book(out):
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[cell.column_letter].width > 7 for cell in sheet[1])
        assert sheet["A1"].font.bold


def test_cells_are_links_numbers_and_days(out: Path) -> None:
    sheet = book(out)["Cursussen"]
    columns = head(sheet)
    assert sheet["A2"].value == "GMP in de praktijk 1"
    assert sheet["A2"].hyperlink.target == "https://www.kadelab.example/cursus/1"
    assert sheet.cell(2, columns["Prijs"]).value == 1450
    assert sheet.cell(2, columns["Eerste datum"]).value == datetime(2027, 3, 10)  # noqa: DTZ001 - Excel knows no zones
    assert sheet.cell(2, columns["Eerste datum"]).number_format == "dd-mm-yyyy"
    runs = book(out)["Uitvoeringen"]
    assert [runs.cell(row, 3).value for row in (2, 4)] == [datetime(2027, 3, 10), "2027-22"]  # noqa: DTZ001
    assert sheet.cell(7, columns["Prijs"]).value is None


def test_a_sheet_that_is_full_goes_on_as_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 4)
    monkeypatch.setattr(xlsx, "LINKS", 1)
    monkeypatch.setattr(xlsx, "SHEETS", 1)
    views = [*PROVIDERS, ProviderView(id="cursussen", name="C", website="https://c.example/")]
    publish(offers, publication(providers=views), tmp_path / "feeds")
    sheets = book(tmp_path / "feeds")
    assert [name for name in sheets.sheetnames if name.startswith("Cursussen")] == [
        "Cursussen", "Cursussen 2", "Cursussen 3",
    ]  # fmt: skip
    assert "Overige aanbieders" in sheets.sheetnames
    titles = [cell.value for name in ("Cursussen", "Cursussen 2", "Cursussen 3") for cell in sheets[name]["A"][1:]]
    assert titles == [offer.title for offer in offers()]
    assert sheets["Cursussen"]["A3"].hyperlink is None


def test_a_day_that_is_none_stays_words(tmp_path: Path) -> None:
    runs = [Session(start=text, text="?") for text in ("binnenkort 1", "2027-13-45", "9999-12-31", "0001-01-01")]
    publish(lambda: [course(sessions=runs)], publication(), tmp_path / "feeds")
    cells = [row[2].value for row in book(tmp_path / "feeds")["Uitvoeringen"].iter_rows(min_row=2)]
    assert cells == ["binnenkort 1", "2027-13-45", datetime(9999, 12, 31), "0001-01-01"]  # noqa: DTZ001


def test_the_same_workbook_twice_is_the_same_bytes_but_for_the_time(out: Path, tmp_path: Path) -> None:
    later = publication().generated_at.replace(hour=9)
    publish(offers, publication(generated_at=later), tmp_path / "feeds")
    with zipfile.ZipFile(out / "courses.xlsx") as one, zipfile.ZipFile(tmp_path / "feeds/courses.xlsx") as other:
        assert one.namelist() == other.namelist()
        assert [name for name in one.namelist() if one.read(name) != other.read(name)] == ["docProps/core.xml"]


def test_parquet_holds_the_records_as_they_are(out: Path) -> None:
    table = parquet.read_table(out / "courses.parquet")
    assert table.num_rows == len(offers())
    assert table.to_pylist() == [plain(offer) for offer in offers()]
    first = table.to_pylist()[0]
    assert first["price"]["amount"] == 1450
    assert first["sessions"][1]["start"] == "2027-05-12T09:00:00+02:00"
    assert first["freshness"]["last_seen"] == date(2026, 11, 22)
    assert table.schema.field("title").metadata[b"description"]


def test_parquet_of_nothing_has_its_columns(tmp_path: Path) -> None:
    publish(list, publication(), tmp_path / "feeds")
    table = parquet.read_table(tmp_path / "feeds/courses.parquet")
    assert (table.num_rows, table.schema.names[:3]) == (0, ["id", "url", "title"])


FAULTS = {
    "a price in words": ("courses.csv", "price_amount", "veel", {"type-error"}),
    "a day that is none": ("courses.csv", "last_seen", "2026-02-30", {"type-error"}),
    "an id used twice": ("courses.csv", "id", "c000002", {"primary-key", "foreign-key"}),
    "a run without its course": ("sessions.csv", "course_id", "c999999", {"foreign-key"}),
}


@pytest.fixture(name="validate")
def frictionless() -> Any:
    """Frictionless, whose own imports are not clean of warnings."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package, system

    def run(folder: Path) -> set[str]:
        with warnings.catch_warnings(), system.use_context(trusted=True):
            warnings.simplefilter("ignore")
            report = Package(str(folder / "datapackage.json")).validate()
        return {row[0] for row in report.flatten(["type"])}

    return run


def test_the_tables_keep_to_their_description(out: Path, validate: Any) -> None:
    assert validate(out) == set()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_table_is_seen(out: Path, validate: Any, tmp_path: Path, name: str) -> None:
    file, column, value, expected = FAULTS[name]
    for part in ("courses.csv", "sessions.csv", "datapackage.json"):
        shutil.copy(out / part, tmp_path / part)
    with (out / file).open(newline="") as source:
        rows = list(csv.DictReader(source))
    rows[0][column] = value
    with (tmp_path / file).open("w", newline="") as changed:
        writer = csv.DictWriter(changed, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert validate(tmp_path) == expected


def test_the_description_names_both_tables(out: Path) -> None:
    package = json.loads((out / "datapackage.json").read_bytes())
    assert {resource["path"] for resource in package["resources"]} == {path.name for path in out.glob("*.csv")}
