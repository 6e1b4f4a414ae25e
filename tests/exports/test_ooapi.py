"""OOAPI pages against OOAPI's own definitions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openapi_schema_validator
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from exports import ooapi
from exports.publish import publish
from normalize.course import Course, Duration, Freshness, Price, Session
from tests.exports.builder import course, offers, poor, publication

SPEC = Path(__file__).parents[3] / "shared/schemas/ooapi/v5/ooapi-v5.json"
needs_spec = pytest.mark.skipif(not SPEC.exists(), reason="OOAPI's definitions are not on this machine")


def pages(tmp_path: Path, *courses: Course, kind: str = "courses") -> list[Any]:
    publish(lambda: courses, publication(), tmp_path / "feeds")
    return [json.loads(path.read_bytes()) for path in sorted((tmp_path / "feeds/ooapi" / kind).iterdir())]


def validator(name: str) -> Any:
    """OOAPI's definition of a thing; references resolve inside the specification."""
    spec = json.loads(SPEC.read_text())
    known = Registry[Any]().with_resource("urn:ooapi", Resource[Any].from_contents(spec, default_specification=DRAFT4))
    return openapi_schema_validator.OAS30ReadValidator(
        {"$ref": f"urn:ooapi#/components/schemas/{name}"},
        registry=known,
        format_checker=openapi_schema_validator.oas30_format_checker,
    )


@needs_spec
def test_items_keep_to_ooapi(tmp_path: Path) -> None:
    more = [
        course(8, titles={}, page_language="en", languages=["en"], delivery="blended", level="mbo4"),
        course(9, price=Price(amount=1149.5, vat="included", text="incl. 21% btw")),
        course(10, duration=Duration(value=2.5, unit="day")),
    ]
    publish(lambda: [*offers(), *more], publication(), tmp_path / "feeds")
    seen = 0
    for kind, name in (("courses", "Course"), ("offerings", "CourseOffering"), ("organizations", "Organization")):
        page = json.loads((tmp_path / f"feeds/ooapi/{kind}/1.json").read_bytes())
        validator("Pagination").validate(page)
        for item in page["items"]:
            validator(name).validate(item)
            seen += 1
    assert seen > 15


@needs_spec
@pytest.mark.parametrize(
    ("kind", "name", "change"),
    [
        ("courses", "Course", {"teachingLanguage": "nl"}),
        ("courses", "Course", {"level": "hoog"}),
        ("courses", "Course", {"courseId": "c000001"}),
        ("offerings", "CourseOffering", {"startDate": "10 maart"}),
        ("offerings", "CourseOffering", {"priceInformation": [{"costType": "total costs", "amount": "1.450,00"}]}),
        ("organizations", "Organization", {"organizationType": "shop"}),
    ],
)
def test_a_seeded_fault_is_caught(tmp_path: Path, kind: str, name: str, change: dict[str, Any]) -> None:
    item = pages(tmp_path, course(1), kind=kind)[0]["items"][0]
    assert validator(name).is_valid(item)
    assert not validator(name).is_valid(item | change)


def test_what_lacks_something_is_left_out_with_the_reason(tmp_path: Path) -> None:
    pages(
        tmp_path, course(1, languages=[]), course(2, description=None), poor(3),
        course(4, freshness=Freshness(status="withdrawn")), course(5, languages=["la"]),
    )  # fmt: skip
    left = json.loads((tmp_path / "feeds/ooapi/left-out.json").read_bytes())
    assert {record["id"]: record["reasons"] for record in left["records"]} == {
        "c000001": ["teaching_language"],
        "c000002": ["description"],
        "c000003": ["description", "language", "teaching_language"],
        "c000004": ["withdrawn"],
        "c000005": ["teaching_language"],
    }


def test_the_amount_includes_vat_or_is_not_there(tmp_path: Path) -> None:
    runs = [Session(start="2027-03-10", end="2027-03-11")]
    prices = [
        Price(amount=950.0, vat="excluded", text="€ 950 excl. 21% btw"),
        Price(amount=950.0, vat="excluded", text="€ 950 excl. btw"),
        Price(amount=950.0, vat="included", text="€ 950 incl. btw"),
        Price(amount=950.0),
    ]
    (page,) = pages(
        tmp_path, *(course(n, price=price, sessions=runs) for n, price in enumerate(prices)), kind="offerings"
    )
    assert [item.get("priceInformation") for item in page["items"]] == [
        [{"costType": "total costs", "amount": "1149.50", "currency": "EUR", "vatAmount": "199.50",
          "amountWithoutVat": "950.00"}],
        None,
        [{"costType": "total costs", "amount": "950.00", "currency": "EUR"}],
        None,
    ]  # fmt: skip


def test_pages_follow_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ooapi, "PAGE", 2)
    told = [
        (page["pageNumber"], page["hasPreviousPage"], page["hasNextPage"], len(page["items"]))
        for page in pages(tmp_path, *(course(number) for number in range(4)))
    ]
    assert told == [(1, False, True, 2), (2, True, False, 2)]


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    hostile = "</script>\r\n\u202e=1+1\ud800"
    (page,) = pages(tmp_path, course(1, title=hostile, description=hostile, url="javascript:alert(1)"))
    assert page["items"][0]["description"][0]["value"] == "</script> =1+1"
    assert "link" not in page["items"][0]
