"""`courses/<id>.jsonld`: each record as a document of its own, and `sitemap.xml`, which lists them.

For search engines and for readers as TeSS, who take linked data page by page. A folder of more records
than `MOST` serves nobody: then there are none, and `courses.jsonld` holds them all.
"""

from __future__ import annotations

import re
from datetime import date

from lxml import etree

from exports.clean import Offer
from exports.exporter import Target
from exports.jsonld import document

MOST = 20_000
"""Records that get a document each."""
NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
"""An id that is fit for a file's name and an address."""
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


class RecordDocuments:
    """A document a record, and the sitemap where the address of the publication is known."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        self._target, self._file, self._media_type = target, file, media_type
        self._address = target.publication.publisher.address
        self._written: list[tuple[str, str | None]] = []
        self._count = 0

    def feed(self, offer: Offer) -> None:
        """Write the record's document, unless there are too many."""
        course = offer.course
        self._count += 1
        if self._count > MOST or not NAME.fullmatch(course.id):
            return
        path = self._file.format(id=course.id)
        self._target.write(path, self._media_type, [document(course), b"\n"], 1)
        self._written.append((path, course.freshness.last_changed))

    def finish(self) -> None:
        """Write the sitemap; take the documents back where there are too many records."""
        if self._count > MOST:
            self._target.take_back(path for path, _ in self._written)
        elif self._address:
            self._target.write("sitemap.xml", "application/xml", [self._sitemap(self._address)], len(self._written))

    def _sitemap(self, address: str) -> bytes:
        root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP})
        for path, changed in self._written:
            entry = etree.SubElement(root, f"{{{SITEMAP}}}url")
            etree.SubElement(entry, f"{{{SITEMAP}}}loc").text = address + path
            if _is_day(changed):
                etree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = changed
        return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _is_day(text: str | None) -> bool:
    try:
        return bool(text and date.fromisoformat(text))
    except ValueError:
        return False
