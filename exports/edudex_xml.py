"""A draft as XML: the same names in the same order, as EDU-DEX's own schema nests them.

A text per language becomes an element per language, a list an element an item. The order of optional
elements beyond those published is not known outside EDU-DEX: its validator has the last word.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from lxml import etree

NAMESPACE = "http://studieData.nl/schema/edudex/"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LANGUAGES = {"nl", "en", "de"}


def program_xml(draft: dict[str, Any]) -> bytes:
    """Return a program element, on lines of its own."""
    return b"\n" + _root("program", draft)


def document(institute: dict[str, Any], programs: Iterable[bytes]) -> Iterable[bytes]:
    """Yield a document with the institute and its programs; each is a document of EDU-DEX's own."""
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n<drafts>\n' + _root("institute", institute)
    return chain([head], programs, [b"\n</drafts>\n"])


def _root(kind: str, record: dict[str, Any]) -> bytes:
    space = NAMESPACE + kind
    root = etree.Element(f"{{{space}}}{kind}", nsmap={None: space})
    _fill(root, record, space)
    return etree.tostring(root, encoding="utf-8")


def _fill(parent: etree._Element, record: dict[str, Any], space: str) -> None:
    # The depth is the draft's own, five levels: never the input's.
    for name, value in record.items():
        for item in value if isinstance(value, list) else [value]:
            _append(parent, name, item, space)


def _append(parent: etree._Element, name: str, value: Any, space: str) -> None:
    if name == "programDuration" and isinstance(value, dict):
        ((unit, number),) = value.items()
        _append(parent, name, number, space)
        parent[-1].set("unit", unit.removesuffix("s"))
    elif isinstance(value, dict) and value and set(value) <= LANGUAGES:
        for language, text in value.items():
            _append(parent, name, text, space)
            parent[-1].set(LANG, language)
    else:
        element = etree.SubElement(parent, f"{{{space}}}{name}")
        if isinstance(value, dict):
            _fill(element, value, space)
        else:
            element.text = _text(name, value)


def _text(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).lower() if name == "currency" else str(value)
