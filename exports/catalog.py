"""`catalog.ttl`: the data set and its files described as DCAT-AP-NL 3.0, for data.overheid.nl.

Addresses are relative to the document where the publication's own address is not known.
"""

from __future__ import annotations

from urllib.parse import quote

from exports.clean import Offer
from exports.exporter import Target
from exports.words import FEEDS

AUTHORITY = "http://publications.europa.eu/resource/authority"
MEDIA = "https://www.iana.org/assignments/media-types"
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FILES = {
    "courses.json": ("JSON", "application/json"),
    "courses.ndjson": ("JSON", "application/x-ndjson"),
    "courses.jsonld": ("JSON_LD", "application/ld+json"),
    "courses.csv": ("CSV", "text/csv"),
    "sessions.csv": ("CSV", "text/csv"),
    "courses.xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "courses.parquet": (None, "application/vnd.apache.parquet"),
    "sessions.ics": (None, "text/calendar"),
    "new.atom": ("ATOM", "application/atom+xml"),
    "new.json": ("JSON", "application/feed+json"),
    "changes/index.json": ("JSON", "application/vnd.openactive.rpde+json"),
}
"""Each distribution: its format in the EU's list of file types, where that has it, and its media type."""
TITLE = (
    "Leven lang ontwikkelen rond het Leiden Bio Science Park",
    "Lifelong learning around the Leiden Bio Science Park",
)
DESCRIPTION = (
    "Cursussen en opleidingen voor werkenden rond het Leiden Bio Science Park: wie ze geeft, voor wie, wat ze kosten, "
    "hoe lang ze duren, wanneer ze beginnen en wat de toelatingseisen zijn, met de woorden waaruit het gelezen is.",
    "Courses for working people around the Leiden Bio Science Park: who gives them, for whom, what they cost, how "
    "long they take, when they start and what the entry requirements are, with the words each was read from.",
)
WORDS = {"nl": 0, "en": 1}


class Catalog:
    """`catalog.ttl`."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._sink = target.open(file, media_type)
        self._publication = target.publication

    def feed(self, offer: Offer) -> None:
        """Ignore it: the description does not depend on the offers."""

    def finish(self) -> None:
        """Write the description."""
        publisher = self._publication.publisher
        if publisher.address:
            self._sink.write_text(f"@base {_iri(publisher.address)} .\n")
        for prefix, space in PREFIXES.items():
            self._sink.write_text(f"@prefix {prefix}: {_iri(space)} .\n")
        for block in (self._catalog(), self._dataset(), *map(self._distribution, FILES), self._people(), self._named()):
            self._sink.write_text("\n" + block)

    def _catalog(self) -> str:
        return _block(
            "<catalog.ttl>", "dcat:Catalog",
            _described("dct:title", ("Open data van het LLO-loket", "Open data of the lifelong learning desk")),
            _described("dct:description", DESCRIPTION),
            "dct:publisher <catalog.ttl#publisher>", "dct:creator <catalog.ttl#publisher>",
            "dcat:contactPoint <catalog.ttl#contact>", f"dct:license {_iri(self._publication.publisher.licence)}",
            f"dct:modified {self._made()}", "dcat:dataset <catalog.ttl#courses>",
        )  # fmt: skip

    def _dataset(self) -> str:
        address = self._publication.publisher.address
        identifier = f"{address}catalog.ttl#courses" if address else "urn:lloket:courses"
        return _block(
            "<catalog.ttl#courses>", "dcat:Dataset",
            _described("dct:title", TITLE), _described("dct:description", DESCRIPTION),
            f"dct:identifier {_text(identifier)}",
            "dct:publisher <catalog.ttl#publisher>", "dct:creator <catalog.ttl#publisher>",
            "dcat:contactPoint <catalog.ttl#contact>",
            f"dcat:theme <{AUTHORITY}/data-theme/EDUC>",
            f"dct:accessRights <{AUTHORITY}/access-right/PUBLIC>",
            f"dct:language <{AUTHORITY}/language/NLD>, <{AUTHORITY}/language/ENG>",
            'dcat:keyword "leven lang ontwikkelen"@nl, "cursussen"@nl, "life sciences"@nl, "lifelong learning"@en',
            f"dct:modified {self._made()}",
            "dcat:distribution " + ", ".join(f"<catalog.ttl#{_fragment(name)}>" for name in FILES),
        )  # fmt: skip

    def _distribution(self, name: str) -> str:
        kind, media_type = FILES[name]
        lines = [
            _described("dct:title", FEEDS[name]),
            f"dcat:accessURL <{quote(name)}>", f"dcat:downloadURL <{quote(name)}>",
            f"dct:license {_iri(self._publication.publisher.licence)}",
            f"dct:modified {self._made()}",
        ]  # fmt: skip
        if _registered(media_type):
            lines.append(f"dcat:mediaType <{MEDIA}/{media_type}>")
        if kind:
            lines.append(f"dct:format <{AUTHORITY}/file-type/{kind}>")
        if name.startswith("courses.json") or name == "courses.ndjson":
            lines.append("dct:conformsTo <course.schema.json>")
        return _block(f"<catalog.ttl#{_fragment(name)}>", "dcat:Distribution", *lines)

    def _people(self) -> str:
        publisher = self._publication.publisher
        name = _text(publisher.name)
        contact = [f"vcard:fn {name}"]
        if publisher.email:
            contact.append(f"vcard:hasEmail {_iri(f'mailto:{publisher.email}')}")
        if publisher.website:
            contact.append(f"vcard:hasURL {_iri(publisher.website)}")
        return _block(
            "<catalog.ttl#publisher>", "foaf:Agent, foaf:Organization", f"foaf:name {name}@nl"
        ) + _block("<catalog.ttl#contact>", "vcard:Kind, vcard:Organization", *contact)  # fmt: skip

    def _named(self) -> str:
        """Return the class, and where there is one the label, of what is named elsewhere; DCAT-AP wants it at hand."""
        theme = _described("skos:prefLabel", ("Onderwijs, cultuur en sport", "Education, culture and sport"))
        access = _described("skos:prefLabel", ("openbaar", "public"))
        formats = sorted({kind for kind, _ in FILES.values() if kind})
        media = sorted({media for _, media in FILES.values() if _registered(media)})
        return "".join(
            [
                _block(f"<{AUTHORITY}/data-theme/EDUC>", "skos:Concept", theme),
                _block(f"<{AUTHORITY}/access-right/PUBLIC>", "dct:RightsStatement, skos:Concept", access),
                f"{_iri(self._publication.publisher.licence)} a dct:LicenseDocument .\n",
                "<course.schema.json> a dct:Standard .\n",
                *(f"<{AUTHORITY}/language/{language}> a dct:LinguisticSystem .\n" for language in ("NLD", "ENG")),
                *(f"<{AUTHORITY}/file-type/{kind}> a dct:MediaTypeOrExtent .\n" for kind in formats),
                *(f"<{MEDIA}/{media_type}> a dct:MediaType .\n" for media_type in media),
            ]
        )

    def _made(self) -> str:
        return f'"{self._publication.generated_at.isoformat()}"^^xsd:dateTime'


def _registered(media_type: str) -> bool:
    return not media_type.startswith("application/x-")


def _block(subject: str, kind: str, *lines: str) -> str:
    return f"{subject} a {kind} ;\n    " + " ;\n    ".join(lines) + " .\n"


def _described(predicate: str, words: tuple[str, str]) -> str:
    return f"{predicate} " + ", ".join(f"{_text(words[place])}@{language}" for language, place in WORDS.items())


def _text(text: str) -> str:
    """Return a Turtle string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _iri(address: str) -> str:
    """Return a Turtle IRI, with the characters escaped that end one."""
    return "<" + quote(address, safe=":/?#[]@!$&'()*+,;=%~-._") + ">"


def _fragment(name: str) -> str:
    return name.replace("/", "-").replace(".", "-")
