"""Linked data: parsed by rdflib, held against published shapes by pyshacl, each shape with a fault it must catch."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from exports import records
from exports.publication import Publisher
from exports.publish import publish
from tests.exports.builder import course, offers, publication

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # their own imports
    import pyshacl
    import rdflib

SCHEMAS = Path(__file__).parents[3] / "shared/schemas"
needs_shapes = pytest.mark.skipif(not SCHEMAS.exists(), reason="the published shapes are not on this machine")
ADDRESS = "https://feeds.example/lloket/"
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
SDO = rdflib.Namespace("https://schema.org/")


@pytest.fixture(name="out", scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("linked") / "feeds"
    desk = Publisher(address=ADDRESS, email="data@loket.example", website="https://loket.example/")
    publish(offers, publication(publisher=desk), out)
    return out


def faults(data: rdflib.Graph, *shapes: str) -> int:
    """How many rules the data breaks."""
    rules = rdflib.Graph()
    for shape in shapes:
        rules.parse(SCHEMAS / shape, format="turtle")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _, report, _ = pyshacl.validate(data, shacl_graph=rules, inference="none", allow_warnings=True)
    violation = rdflib.URIRef("http://www.w3.org/ns/shacl#Violation")
    severity = rdflib.URIRef("http://www.w3.org/ns/shacl#resultSeverity")
    assert isinstance(report, rdflib.Graph)
    return len(list(report.subjects(severity, violation)))


def catalog(out: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(out / "catalog.ttl", format="turtle", publicID=ADDRESS)


DCAT_SHAPES = (
    "dcat-ap-nl/dcat-ap-nl-SHACL.ttl",
    "dcat-ap-nl/dcat-ap-SHACL.ttl",
    "dcat-ap-nl/dcat-ap-nl-SHACL-klassebereik.ttl",
)


@needs_shapes
def test_the_catalog_keeps_to_dcat_ap_nl(out: Path) -> None:
    assert faults(catalog(out), *DCAT_SHAPES) == 0


@needs_shapes
@pytest.mark.parametrize(
    "missing", [DCT.title, DCT.publisher, DCAT.contactPoint, DCT.license, DCAT.theme, DCAT.accessURL]
)
def test_a_catalog_that_lacks_something_is_caught(out: Path, missing: rdflib.URIRef) -> None:
    graph = catalog(out)
    graph.remove((None, missing, None))
    assert faults(graph, "dcat-ap-nl/dcat-ap-nl-SHACL.ttl", "dcat-ap-nl/dcat-ap-SHACL.ttl") > 0


def test_every_distribution_is_a_file_of_that_type(out: Path) -> None:
    graph = catalog(out)
    files = {entry["name"]: entry["media_type"].partition(";")[0] for entry in plain(out / "manifest.json")["files"]}
    seen = set()
    for distribution in graph.objects(None, DCAT.distribution):
        name = str(graph.value(distribution, DCAT.downloadURL)).removeprefix(ADDRESS)
        kind = graph.value(distribution, DCAT.mediaType)
        assert str(kind).endswith(f"/{files[name]}") if kind else name == "courses.ndjson"
        seen.add(name)
    assert {"courses.json", "courses.csv", "courses.parquet", "changes/index.json"} <= seen


def test_without_an_address_the_catalog_is_relative_to_where_it_lies(tmp_path: Path) -> None:
    publish(offers, publication(), tmp_path / "feeds")
    text = (tmp_path / "feeds/catalog.ttl").read_text()
    assert "@base" not in text
    graph = rdflib.Graph().parse(data=text, format="turtle", publicID="https://elsewhere.example/x/catalog.ttl")
    assert rdflib.URIRef("https://elsewhere.example/x/courses.json") in set(graph.objects(None, DCAT.accessURL))


def test_hostile_words_in_the_catalog_stay_words(tmp_path: Path) -> None:
    hostile = Publisher(
        name='a" . <x> <y> "\\\r\n', website="https://a.example/> <b> <c", licence="https://l.example/ x"
    )
    publish(offers, publication(publisher=hostile), tmp_path / "feeds")
    graph = rdflib.Graph().parse(tmp_path / "feeds/catalog.ttl", format="turtle", publicID=ADDRESS)
    names = set(graph.objects(None, rdflib.URIRef("http://xmlns.com/foaf/0.1/name")))
    assert names == {rdflib.Literal('a" . <x> <y> "\\ ', lang="nl")}
    assert len(set(graph.subjects(None, None))) == len(set(catalog_of(tmp_path / "other").subjects(None, None)))


def catalog_of(out: Path) -> rdflib.Graph:
    publish(offers, publication(), out)
    return catalog(out)


def plain(path: Path) -> Any:
    return json.loads(path.read_bytes())


def linked(document: Any) -> rdflib.Graph:
    """JSON-LD as a graph, schema.org's context taken from the machine and not from the network."""
    context = plain(SCHEMAS / "schemaorg/schemaorgcontext.jsonld")["@context"]
    own = [part for part in document["@context"] if isinstance(part, dict)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own use of its own
        return rdflib.Graph().parse(data=json.dumps(document | {"@context": [context, *own]}), format="json-ld")


LITERALS = ("Text", "Date", "DateTime", "Time", "Number", "Integer", "Float", "Boolean", "Duration")


def schema_org_rules() -> rdflib.Graph:
    """schema.org's own shapes; as published they want an address for every text and number, which nobody writes."""
    rules = rdflib.Graph().parse(SCHEMAS / "schemaorg/schemaorg-shapes.shacl", format="turtle")
    kind = rdflib.URIRef("http://www.w3.org/ns/shacl#nodeKind")
    shape = "http://schema.org/validation#ValidSchema"
    for name in LITERALS:
        rules.set((rdflib.URIRef(shape + name), kind, rdflib.URIRef("http://www.w3.org/ns/shacl#Literal")))
    rules.remove((rdflib.URIRef(shape + "URL"), kind, None))
    return rules


def keeps_to_schema_org(document: Any) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = linked(document).parse(SCHEMAS / "schemaorg/schemaorg-subclasses.shacl", format="turtle")
        return bool(pyshacl.validate(data, shacl_graph=schema_org_rules(), inference="none")[0])


@needs_shapes
def test_records_keep_to_schema_org(out: Path) -> None:
    assert keeps_to_schema_org(plain(out / "courses.jsonld"))


@needs_shapes
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("provider", "Kadelab"),
        ("offers", "€ 1.450"),
        ("hasCourseInstance", "in het najaar"),
        ("name", {"@type": "Offer"}),
    ],
)
def test_a_value_of_another_kind_is_caught(out: Path, name: str, value: object) -> None:
    assert not keeps_to_schema_org(plain(out / "courses/c000001.jsonld") | {name: value})


BIOSCHEMAS = "bioschemas/course_shapes_1.0_extract.ttl"


def secure(graph: rdflib.Graph) -> rdflib.Graph:
    """schema.org's terms under https, as the shapes have them."""
    moved = rdflib.Graph()
    for triple in graph:
        moved.add(tuple(_secure(term) for term in triple))
    return moved


def _secure(term: Any) -> Any:
    http = isinstance(term, rdflib.URIRef) and str(term).startswith("http://schema.org/")
    return rdflib.URIRef(str(term).replace("http:", "https:", 1)) if http else term


@needs_shapes
def test_records_keep_to_bioschemas(out: Path) -> None:
    whole = plain(out / "courses.jsonld")
    claimed = [node for node in whole["@graph"] if "dct:conformsTo" in node and node["description"]]
    graph = secure(linked(whole | {"@graph": claimed}))
    assert len(set(graph.subjects(rdflib.RDF.type, SDO.Course))) == len(claimed) > 3
    assert faults(graph, BIOSCHEMAS) == 0


@needs_shapes
@pytest.mark.parametrize("missing", ["name", "description", "keywords"])
def test_a_record_that_lacks_its_minimum_is_caught(out: Path, missing: str) -> None:
    document = plain(out / "courses/c000001.jsonld")
    document.pop(missing)
    assert faults(secure(linked(document)), BIOSCHEMAS) > 0


def test_each_record_has_its_document_and_the_sitemap_lists_it(out: Path) -> None:
    whole = {node["identifier"]: node for node in plain(out / "courses.jsonld")["@graph"]}
    for id, node in whole.items():
        document = plain(out / f"courses/{id}.jsonld")
        assert document.pop("@context")
        assert document == node
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = etree.fromstring((out / "sitemap.xml").read_bytes())
    assert [entry.findtext(f"{space}loc") for entry in root] == [f"{ADDRESS}courses/{id}.jsonld" for id in whole]
    assert root[0].findtext(f"{space}lastmod") == "2026-11-20"


def test_too_many_records_have_no_documents_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST", 3)
    manifest = publish(offers, publication(publisher=Publisher(address=ADDRESS)), tmp_path / "feeds")
    assert not [entry for entry in manifest.files if entry.name.startswith("courses/") or entry.name == "sitemap.xml"]
    assert not list((tmp_path / "feeds").glob("courses/*"))


def test_an_id_that_is_no_name_has_no_document(tmp_path: Path) -> None:
    publish(lambda: [course(1, id="../../etc/x"), course(2, id="a b")], publication(), tmp_path / "feeds")
    assert not list(tmp_path.rglob("x.jsonld"))
    assert not (tmp_path / "feeds/courses").exists()
