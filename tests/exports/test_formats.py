"""Each feed, read back by a parser that is not ours."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import jsonschema
import pytest
from lxml import etree
from referencing import Registry, Resource

from exports.clean import web_address
from exports.jsonld import course_node
from exports.publication import Recent
from exports.publish import publish
from normalize.course import Course, Day, Duration, Session
from tests.exports.builder import AT, course, offers, publication

SCHEMAS = Path(__file__).parents[3] / "shared/schemas"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(name="out", scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("formats") / "feeds"
    publish(offers, publication(), out)
    return out


def read(out: Path, name: str) -> Any:
    return json.loads((out / name).read_bytes())


def rows(out: Path, name: str) -> list[dict[str, str]]:
    with (out / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def days(out: Path, name: str = "sessions.ics") -> list[icalendar.Component]:
    return list(icalendar.Calendar.from_ical((out / name).read_bytes()).walk("VEVENT"))


def calendar_of(tmp_path: Path, *courses: Course) -> list[icalendar.Component]:
    publish(lambda: courses, publication(), tmp_path / "feeds")
    return days(tmp_path / "feeds")


def test_json_and_ndjson_hold_the_same_records_with_every_field(out: Path) -> None:
    document = read(out, "courses.json")
    assert document["generated_at"] == "2026-11-22T05:00:00Z"
    assert [json.loads(line) for line in (out / "courses.ndjson").read_text().splitlines()] == document["courses"]
    assert [record["id"] for record in document["courses"]] == [offer.id for offer in offers()]
    assert set(document["courses"][5]) == set(Course.__struct_fields__)


def test_records_keep_to_the_published_schema(out: Path) -> None:
    schema = read(out, "course.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for record in read(out, "courses.json")["courses"]:
        validator.validate(record)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), None),
        (("prices", 0, "vat"), "perhaps"),
        (("sessions", 0, "precision"), "hour"),
        (("freshness", "reasons"), "none"),
        (("provider", "name"), 3),
    ],
)
def test_the_schema_catches_a_seeded_fault(out: Path, path: tuple[str | int, ...], value: object) -> None:
    record = read(out, "courses.json")["courses"][0]
    place = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    errors = list(jsonschema.Draft202012Validator(read(out, "course.schema.json")).iter_errors(record))
    assert [list(error.absolute_path) for error in errors] == [list(path)]


def test_the_schema_describes_and_requires_every_field(out: Path) -> None:
    schema = read(out, "course.schema.json")
    for definition in (schema, *schema["$defs"].values()):
        assert set(definition["required"]) == set(definition["properties"])
        assert all(field["description"] for field in definition["properties"].values())


def test_csv_holds_every_field_of_the_record(out: Path) -> None:
    table = rows(out, "courses.csv")
    first, bare = table[0], table[5]
    for field in Course.__struct_fields__:
        assert any(name == field or name.startswith(f"{field}_") for name in first) or field == "freshness"
    assert (first["price_amount"], first["price_vat"], first["duration_value"]) == ("1450", "excluded", "2")
    assert json.loads(first["prices"])[1]["amount"] == 1305.5
    assert (bare["price_amount"], bare["description"], bare["level"]) == ("", "", "")


def test_sessions_csv_has_a_row_a_run(out: Path) -> None:
    table = rows(out, "sessions.csv")
    assert len(table) == sum(len(offer.sessions) for offer in offers())
    assert [row["start"] for row in table if row["course_id"] == "c000001"] == [
        "2027-03-10",
        "2027-05-12T09:00:00+02:00",
        "2027-22",
    ]


@pytest.mark.parametrize("table", ["courses.csv", "sessions.csv"])
def test_the_data_package_names_the_columns_as_they_are(out: Path, table: str) -> None:
    resource = next(item for item in read(out, "datapackage.json")["resources"] if item["path"] == table)
    assert [field["name"] for field in resource["schema"]["fields"]] == list(rows(out, table)[0])
    for field in resource["schema"]["fields"]:
        if field["type"] in ("number", "integer"):
            assert all(float(row[field["name"]] or 0) >= 0 for row in rows(out, table))
        if field["type"] == "date":
            assert all(date.fromisoformat(row[field["name"]] or "2026-01-01") for row in rows(out, table))


@pytest.mark.skipif(not SCHEMAS.exists(), reason="the published Frictionless profiles are not on this machine")
def test_the_data_package_keeps_to_its_profile(out: Path) -> None:
    profile = json.loads((SCHEMAS / "frictionless/datapackage-2.0.json").read_text())
    validator = jsonschema.Draft7Validator(profile)
    package = read(out, "datapackage.json")
    validator.validate(package)
    assert not validator.is_valid(package | {"resources": []})


def test_jsonld_says_what_the_record_holds_and_no_more(out: Path) -> None:
    graph = read(out, "courses.jsonld")["@graph"]
    full, bare = graph[0], graph[5]
    assert full["offers"][0]["priceSpecification"]["valueAddedTaxIncluded"] is False
    assert full["hasCourseInstance"][0]["courseMode"] == "Onsite"
    assert "startDate" not in full["hasCourseInstance"][2]
    assert graph[3]["hasCourseInstance"][0]["eventStatus"] == {"@id": "https://schema.org/EventCancelled"}
    assert graph[4]["hasCourseInstance"][0]["subEvent"][0]["endDate"] == "2027-04-06T21:30"
    assert bare.pop("dct:conformsTo")
    assert bare.pop("description") == "Celkweek. Organisatie: Hogeschool de Merel."
    assert set(bare) == {"@type", "@id", "identifier", "name", "url", "keywords", "provider"}


WEEKLY = [Day(date=f"2027-03-{day:02}", start="19:00", end="21:30") for day in (3, 10, 17)]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (WEEKLY, {"repeatCount": 3, "repeatFrequency": "P1W", "startTime": "19:00", "endTime": "21:30"}),
        ([Day(date="2027-03-03"), Day(date="2027-03-04")], {"repeatCount": 2, "repeatFrequency": "P1D"}),
        ([*WEEKLY[:2], Day(date="2027-04-01", start="13:00")], {"repeatCount": 3}),
        (WEEKLY[:1], None),
        ([], None),
    ],
    ids=["weekly", "two days", "no rule", "one day", "none"],
)
def test_the_schedule_of_a_run_says_its_rule_where_it_has_one(days: list[Day], said: dict[str, object] | None) -> None:
    (run,) = course_node(course(sessions=[Session(start="2027-03-03", days=days)]))["hasCourseInstance"]
    if said is None:
        assert "courseSchedule" not in run
        return
    whole = {"@type": "Schedule", "startDate": "2027-03-03", "scheduleTimezone": "Europe/Amsterdam"}
    assert run["courseSchedule"] == whole | {"endDate": max(day.date for day in days)} | said


def test_an_online_run_is_given_where_its_page_says(tmp_path: Path) -> None:
    far = course(delivery="online", location=None, sessions=[Session(start="2027-03-10")])
    open_question = course(2, delivery=None, location=None, sessions=[Session(start="2027-03-10")])
    publish(lambda: [far, open_question], publication(), tmp_path / "feeds")
    first, second = (node["hasCourseInstance"][0] for node in read(tmp_path / "feeds", "courses.jsonld")["@graph"])
    assert first["location"] == {"@type": "VirtualLocation", "url": far.url}
    assert {"location", "courseMode", "dct:conformsTo"}.isdisjoint(second)


@pytest.mark.skipif(not SCHEMAS.exists(), reason="the published Bioschemas profiles are not on this machine")
def test_whatever_claims_a_bioschemas_profile_has_its_minimum(out: Path) -> None:
    minimum = {}
    for kind in ("Course", "CourseInstance"):
        profile = json.loads((SCHEMAS / f"bioschemas/{kind}_v1.0-RELEASE.json").read_text())
        minimum[kind] = next(n["$validation"]["required"] for n in profile["@graph"] if "$validation" in n)
    claimed = 0
    for node in read(out, "courses.jsonld")["@graph"]:
        for thing in (node, *node.get("hasCourseInstance", [])):
            if "dct:conformsTo" in thing:
                claimed += 1
                assert set(minimum[thing["@type"]]) <= set(thing) | {"conformsTo", "dct:conformsTo"}
    assert claimed > 5


def test_one_calendar_entry_a_course_day_under_a_uid_of_its_own(out: Path) -> None:
    entries = days(out)
    uids = [str(entry["UID"]) for entry in entries]
    listed = next(file for file in read(out, "manifest.json")["files"] if file["name"] == "sessions.ics")
    assert len(uids) == len(set(uids)) == listed["records"] == 12
    first = [entry for entry in entries if str(entry["UID"]).startswith("c000001")]
    assert [entry.decoded("DTSTART") for entry in first[:2]] == [date(2027, 3, 10), date(2027, 3, 11)]
    assert first[2].decoded("DTSTART").astimezone(UTC) == datetime(2027, 5, 12, 7, tzinfo=UTC)
    assert first[2].decoded("DTEND") - first[2].decoded("DTSTART") == timedelta(hours=8)


def test_calendar_knows_the_zone_it_names(out: Path) -> None:
    calendar = icalendar.Calendar.from_ical((out / "sessions.ics").read_bytes())
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert calendar.get_missing_tzids() == set()
    described = calendar.walk("VTIMEZONE")[0]
    assert isinstance(described, icalendar.Timezone)
    zone = described.to_tz()
    for month, hours in ((1, 1), (3, 1), (4, 2), (10, 2), (11, 1)):
        assert datetime(2031, month, 15, 12, tzinfo=zone).utcoffset() == timedelta(hours=hours)


RUNS = [
    # the run, the course's length in days, its entries: day, hour or None, part of a longer run
    (Session(start="2027-03-10"), None, [("2027-03-10", None, False)]),
    (Session(start="2027-03-10", end="2027-03-11"), None, [("2027-03-10", None, False), ("2027-03-11", None, False)]),
    (Session(start="2027-03-10", end="2027-06-11"), None, [("2027-03-10", None, True), ("2027-06-11", None, True)]),
    (
        Session(start="2027-03-10", end="2027-03-12"),
        3,
        [("2027-03-10", None, False), ("2027-03-11", None, False), ("2027-03-12", None, False)],
    ),
    (Session(start="2027-03-10T09:30:00+01:00"), None, [("2027-03-10", 9, False)]),
    (Session(start="2027-10-31T09:30:00+01:00"), None, [("2027-10-31", 9, False)]),
    (Session(start="2027-03-10T23:30:00Z"), None, [("2027-03-11", 0, False)]),
    (Session(start="2027-03", precision="month"), None, []),
    (Session(start="2027-22", precision="season"), None, []),
    (Session(start=None, text="12 mei"), None, []),
    (Session(start="binnenkort"), None, []),
    (Session(start="9999-99-99T00:00"), None, []),
    (Session(start="9999-12-31"), None, []),
    (Session(start="0001-01-01T00:00:00+02:00"), None, []),
    (Session(start="20270310"), None, []),
    (Session(start="2027-01-01", end="2099-12-31"), 26663, [("2027-01-01", None, True), ("2099-12-31", None, True)]),
    (
        Session(start="2027-03-10", end="2027-03-24", days=[Day(date="2027-03-10", start="19:00"), Day(date="x")]),
        None,
        [("2027-03-10", 19, False)],
    ),
]


@pytest.mark.parametrize(("run", "length", "expected"), RUNS)
def test_only_days_that_are_named_are_course_days(
    tmp_path: Path, run: Session, length: int | None, expected: list[tuple[str, int | None, bool]]
) -> None:
    duration = Duration(value=length, unit="day") if length else None
    found = []
    for entry in calendar_of(tmp_path, course(sessions=[run], duration=duration)):
        start = entry.decoded("DTSTART")
        timed = isinstance(start, datetime)
        day = start.date() if isinstance(start, datetime) else start
        found.append((day.isoformat(), start.hour if timed else None, "dag" in str(entry["SUMMARY"])))
    assert found == expected


def test_cancelled_and_withdrawn_runs_are_cancelled_entries(tmp_path: Path) -> None:
    cancelled = course(1, sessions=[Session(start="2027-03-10", status="cancelled")])
    withdrawn = course(2, sessions=[Session(start="2027-03-10")])
    withdrawn.freshness.status = "withdrawn"
    doubtful = course(3, sessions=[Session(start="2027-03-10")])
    doubtful.freshness.status = "conflicting"
    entries = calendar_of(tmp_path, cancelled, withdrawn, doubtful)
    assert [str(entry["STATUS"]) for entry in entries] == ["CANCELLED", "CANCELLED", "TENTATIVE"]


def test_two_runs_on_one_day_have_two_uids_and_a_change_raises_the_sequence(tmp_path: Path) -> None:
    twice = course(sessions=[Session(start="2027-03-10", location=place) for place in ("Leiden", "Utrecht")])
    entries = calendar_of(tmp_path, twice)
    assert [str(entry["UID"]) for entry in entries] == ["c000001-2027-03-10@lloket", "c000001-2027-03-10-2@lloket"]
    assert entries[0]["SEQUENCE"] == 50  # first seen 2026-10-01, changed 2026-11-20


def test_each_provider_has_its_calendar_also_an_empty_one(out: Path) -> None:
    assert {str(entry["UID"])[:7] for entry in days(out, "sessions/hs-merel.ics")} == {"c000002"}
    assert days(out, "sessions/stilte.ics") == []


def test_atom_has_what_rfc_4287_demands(out: Path) -> None:
    feed = etree.fromstring((out / "new.atom").read_bytes())
    entries = feed.findall("a:entry", ATOM)
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in entries] == [
        "GMP in de praktijk 3",
        "GMP in de praktijk 1",
    ]
    for element in (feed, *entries):
        assert str(element.findtext("a:id", namespaces=ATOM)).startswith("urn:uuid:")
        assert datetime.fromisoformat(str(element.findtext("a:updated", namespaces=ATOM))) == AT
        assert element.findtext("a:author/a:name", namespaces=ATOM)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"
    assert "Gewijzigd: prijs" in str(entries[0].findtext("a:summary", namespaces=ATOM))


def test_a_feed_parser_reads_the_news(out: Path) -> None:
    written = (out / "new.atom").read_bytes()
    read = feedparser.parse(written)
    assert (read.bozo, read.version) == (False, "atom10")
    assert [entry.title for entry in read.entries] == ["GMP in de praktijk 3", "GMP in de praktijk 1"]
    assert all(entry.link.startswith("https://") and entry.updated_parsed for entry in read.entries)
    assert feedparser.parse(written.replace(b"</entry>", b"", 1)).bozo


@pytest.mark.skipif(not SCHEMAS.exists(), reason="the published JSON Feed schema is not on this machine")
def test_json_feed_keeps_to_its_schema(out: Path) -> None:
    first = json.loads((SCHEMAS / "jsonfeed/feed-1.json").read_text())
    schema = json.loads((SCHEMAS / "jsonfeed/feed.json").read_text())
    known = Registry[Any]().with_resource("feed-1", Resource[Any].from_contents(first))
    validator = jsonschema.validators.validator_for(schema)(schema, registry=known)
    feed = read(out, "new.json")
    validator.validate(feed)
    assert not validator.is_valid(feed | {"items": [{"title": "no id"}]})


def test_news_holds_only_offers_that_are_published_the_newest_first(tmp_path: Path) -> None:
    later = AT + timedelta(hours=1)
    recent = [Recent("c000001", "new", AT), Recent("c000001", "changed", later, "prijs"), Recent("hidden", "new", AT)]
    publish(offers, publication(recent=recent), tmp_path / "feeds")
    items = read(tmp_path / "feeds", "new.json")["items"]
    assert [(item["_lloket"]["offer"], item["date_modified"]) for item in items] == [
        ("c000001", later.isoformat()),
        ("c000001", AT.isoformat()),
    ]
    assert len({item["id"] for item in items}) == 2


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/x", True),
        ("http://a.example/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_links(url: str, linked: bool) -> None:
    assert (web_address(url) == url) is linked


def test_nothing_published_is_a_valid_set_too(tmp_path: Path) -> None:
    manifest = publish(list, publication(providers=[], recent=[]), tmp_path / "feeds")
    assert read(tmp_path / "feeds", "courses.json")["courses"] == []
    assert rows(tmp_path / "feeds", "courses.csv") == []
    assert days(tmp_path / "feeds") == []
    assert manifest.file("courses.ndjson").bytes == 0
    assert "<h1>" in (tmp_path / "feeds" / "report/index.html").read_text()
