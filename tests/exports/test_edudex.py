"""EDU-DEX drafts: valid where they stand, left out with the reason where something is lacking."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from lxml import etree

from exports.draft import REASONS
from exports.edudex import table
from exports.publish import publish
from normalize.course import Course, Day, Duration, Freshness, Organisation, Price, Session
from tests.exports.builder import PROVIDERS, course, offers, publication

SCHEMAS = Path(__file__).parents[3] / "shared/schemas/edudex"
needs_schemas = pytest.mark.skipif(not SCHEMAS.exists(), reason="EDU-DEX's schemas are not on this machine")
SETTINGS = {
    "org_unit": "kadelab",
    "application_type": "individual",
    "payment_due": "up-front",
    "program_form": "part-time",
    "program_type": "training",
}
VIEWS = [msgspec.structs.replace(view, edudex=SETTINGS) if view.id == "kadelab" else view for view in PROVIDERS]


def drafts(tmp_path: Path, *courses: Course, settings: dict[str, str] = SETTINGS) -> tuple[list[Any], Any]:
    views = [msgspec.structs.replace(PROVIDERS[0], edudex=settings), *PROVIDERS[1:]]
    publish(lambda: courses, publication(providers=views), tmp_path / "feeds")
    return (
        json.loads((tmp_path / "feeds/edudex/kadelab.json").read_bytes())["programs"],
        json.loads((tmp_path / "feeds/edudex/left-out.json").read_bytes()),
    )


def validator(name: str = "program_in") -> jsonschema.Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text())
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


@needs_schemas
def test_drafts_keep_to_edudexs_schema(tmp_path: Path) -> None:
    meetings = [Day(date="2027-04-06", start="19:00"), Day(date="2027-04-20")]
    programs, left = drafts(
        tmp_path,
        course(1),
        course(2, sessions=[Session(start="2027-04-06", end="2027-04-20", days=meetings, enrol_until="2027-04-01")]),
        course(3, price=Price(amount=950.0, vat="exempt"), duration=Duration(value=3, unit="half_day", hours=10.0)),
        course(4, titles={}, page_language="en", sessions=[], start="on_request"),
        course(5, languages=["nl", "en"], audience=None, entry_requirements=None),
    )
    assert [program["programClassification"]["programId"] for program in programs] == [f"c{n:06}" for n in range(1, 6)]
    assert left["records"] == []
    for program in programs:
        validator().validate(program)


@needs_schemas
@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("programAdmission", "paymentDue"), "later"),
        (("programClassification", "programLevel"), "hoog"),
        (("programDescriptions", "programName"), {}),
        (("programDescriptions", "programSummaryText", "nl"), "x" * 201),
        (("programSchedule", "programRun", 0, "startDate", "date"), "10 maart"),
    ],
)
def test_a_seeded_fault_is_caught(tmp_path: Path, path: tuple[str | int, ...], value: object) -> None:
    ((program,), _) = drafts(tmp_path, course(1))
    assert validator().is_valid(program)
    place = program
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    # a text that is too long is told twice: by the language's own rule and by the pattern of languages
    assert {tuple(error.absolute_path) for error in validator().iter_errors(program)} == {path}


@needs_schemas
def test_the_institute_keeps_to_its_schema(tmp_path: Path) -> None:
    drafts(tmp_path, course(1))
    institute = json.loads((tmp_path / "feeds/edudex/kadelab.json").read_bytes())["institute"]
    validator("institute_in").validate(institute)
    assert not validator("institute_in").is_valid(institute | {"orgUnitId": "Ongeldig Woord"})


@needs_schemas
def test_the_settings_are_edudexs_own_words() -> None:
    definitions = json.loads((SCHEMAS / "program_in.schema.json").read_text())["$defs"]
    lists = {
        "application_type": "ProgramIndividualOrGroup",
        "payment_due": "ProgramProgramAdmission_paymentDue",
        "program_form": "ProgramProgramForm",
        "program_type": "ProgramProgramType",
        "degree": "ProgramDegree",
    }
    for name, definition in lists.items():
        assert set(table("settings")[name]) <= set(definitions[definition]["enum"])
    tables = {
        "type": "ProgramProgramType", "degree": "ProgramDegree", "level": "ProgramLevelType",
        "form": "ProgramProgramForm", "start": "ProgramProgramAdmission_startDateDetermination",
        "mode": "ProgramInstructionMode",
    }  # fmt: skip
    for name, definition in tables.items():
        assert set(table(name).values()) <= set(definitions[definition]["enum"])


LACKING = [
    # a record, what the registry does not say, the reasons it is left out
    ({"description": None}, (), ["description"]),
    ({"page_language": None}, (), ["language"]),
    ({"level": None, "start": "unknown"}, (), ["start", "level"]),
    ({"duration": None}, (), ["duration"]),
    ({"duration": Duration(value=2.5, unit="day")}, (), ["duration"]),
    ({"duration": Duration(value=6, unit="session")}, (), ["duration"]),
    ({"location": "Online via Zoom", "sessions": []}, (), ["location"]),
    ({"certificate": None}, (), ["degree"]),
    ({}, ("program_type", "program_form"), ["program_type", "program_form"]),
    ({}, ("org_unit", "application_type", "payment_due"), ["org_unit", "application_type", "payment_due"]),
    ({"freshness": Freshness(status="expired")}, (), ["expired"]),
    ({"freshness": Freshness(status="withdrawn")}, (), ["withdrawn"]),
    ({"freshness": Freshness(status="conflicting")}, (), ["conflicting"]),
]


@pytest.mark.parametrize(("changes", "unset", "reasons"), LACKING)
def test_what_lacks_something_is_left_out_with_the_reason(
    tmp_path: Path, changes: dict[str, Any], unset: tuple[str, ...], reasons: list[str]
) -> None:
    settings = {name: word for name, word in SETTINGS.items() if name not in unset}
    programs, left = drafts(tmp_path, course(1, **changes), settings=settings)
    assert programs == []
    assert [record["reasons"] for record in left["records"]] == [reasons]
    assert set(reasons) <= set(left["reasons"]) == set(REASONS)


def test_a_word_that_edudex_does_not_know_is_no_setting(tmp_path: Path) -> None:
    _, left = drafts(tmp_path, course(1), settings=SETTINGS | {"payment_due": "later", "org_unit": "Kade Lab"})
    assert left["records"][0]["reasons"] == ["org_unit", "payment_due"]


def test_the_amount_is_without_vat_or_not_there(tmp_path: Path) -> None:
    programs, left = drafts(
        tmp_path,
        course(1, price=Price(amount=1149.5, vat="included", text="€ 1.149,50 incl. 21% btw")),
        course(2, price=Price(amount=1149.5, vat="included", text="€ 1.149,50 incl. btw")),
        course(3, price=None, prices=[]),
        course(4, price=Price(amount=0.0)),
    )
    costs = [program["programSchedule"].get("genericProgramRun", {}).get("cost") for program in programs]
    assert costs[0][0]["amount"] == "950.00"
    assert (costs[0][0]["amountVAT"], costs[0][0]["VATCode"], costs[0][0]["VATPercentage"]) == ("199.50", 5, 21)
    assert (costs[1], costs[2]) == (None, None)
    assert costs[3][0]["amount"] == "0.00"
    assert {record["id"]: record["reasons"] for record in left["values"] if "price" in record["reasons"]} == {
        "c000002": ["run_dates", "price"]
    }


def test_runs_that_are_not_known_to_the_day_are_left_out_and_listed(tmp_path: Path) -> None:
    runs = [
        Session(start="2027-03-10", end="2027-03-11", status="full"),
        Session(start="2027-04-10", end="2027-04-11", status="cancelled"),
        Session(start="2027-05-10", end="2027-05-11", enrol_until="2026-11-21"),
        Session(start="2027-06-10", end="2027-06-11"),
        Session(start="2027-22", precision="season"),
        Session(start="2027-09-10"),
    ]
    programs, left = drafts(tmp_path, course(1, sessions=runs))
    assert [run["status"] for run in programs[0]["programSchedule"]["programRun"]] == [
        "application closed", "canceled", "application closed", "application opened",
    ]  # fmt: skip
    assert left["values"][0]["reasons"] == ["run_dates"]
    assert programs[0]["programAdmission"]["applicationOpen"] is True


def test_an_organiser_outside_the_registry_has_no_draft(tmp_path: Path) -> None:
    programs, left = drafts(tmp_path, course(1, provider=Organisation(id="elders", name="Elders")))
    assert (programs, left["records"]) == ([], [])


def of_xml(element: etree._Element) -> Any:
    """A draft's XML as JSON again, by EDU-DEX's own conventions."""
    lists = {"programForm", "programLocation", "subjectText", "cost", "programRun", "courseDay", "instructionLanguage",
             "instructionMode"}  # fmt: skip
    numbers = {"percentage", "VATCode", "VATPercentage", "program"}
    flags = {"applicationOpen", "isFinal", "amountIsFinal", "isRequiredCost", "fullyOnline"}
    found: dict[str, Any] = {}
    for child in element:
        name = etree.QName(child).localname
        language = child.get("{http://www.w3.org/XML/1998/namespace}lang")
        text = child.text or ""
        value: Any = of_xml(child) if len(child) or not text else text
        if child.get("unit"):
            value = {f"{child.get('unit')}s": int(text)}
        elif name in numbers and not len(child):
            value = int(text)
        elif name in flags:
            value = text == "true"
        elif name == "currency":
            value = text.upper()
        if language:
            found.setdefault(name, {})[language] = value
        elif name in lists:
            found.setdefault(name, []).append(value)
        else:
            assert name not in found
            found[name] = value
    return found


def test_the_xml_says_the_same(tmp_path: Path) -> None:
    programs, _ = drafts(tmp_path, course(1), course(2, price=Price(amount=95.5, vat="exempt"), languages=["en"]))
    root = etree.fromstring((tmp_path / "feeds/edudex/kadelab.xml").read_bytes())
    space = "{http://studieData.nl/schema/edudex/program}program"
    assert [of_xml(element) for element in root.findall(space)] == programs
    assert len(root) == 3
    order = [etree.QName(child).localname for child in root[1]]
    assert order == sorted(order)  # EDU-DEX is strict in this


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    hostile = ']]><!DOCTYPE x [<!ENTITY e "e">]>&e;</programName>\r\n\u202e=1+1'
    programs, _ = drafts(tmp_path, course(1, title=hostile, titles={}, description=hostile, audience=hostile))
    name = programs[0]["programDescriptions"]["programName"]["nl"]
    assert name == ']]><!DOCTYPE x [<!ENTITY e "e">]>&e;</programName> =1+1'
    raw = (tmp_path / "feeds/edudex/kadelab.xml").read_bytes()
    assert b"<!DOCTYPE" not in raw
    element = etree.fromstring(raw).find(".//{*}programName")
    assert element is not None
    assert element.text == name


def test_every_provider_has_its_files(tmp_path: Path) -> None:
    publish(offers, publication(providers=VIEWS), tmp_path / "feeds")
    assert {path.name for path in (tmp_path / "feeds/edudex").iterdir()} == {
        f"{view.id}.{kind}" for view in VIEWS for kind in ("json", "xml")
    } | {"left-out.json"}
