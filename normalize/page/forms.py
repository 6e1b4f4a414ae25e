"""Forms: the label of a field that the visitor fills in says nothing of the course."""

from __future__ import annotations

from lxml.html import HtmlElement

FIELDS = ("input", "select", "textarea")
CHOSEN = frozenset(("radio", "checkbox"))
"""Kinds of a field whose label is a choice, and so may be a fact: a tariff, a run."""


def asks(label: HtmlElement) -> bool:
    """Tell whether a label is that of a field to be filled in, which it holds or stands before."""
    field = next(label.iter(*FIELDS), None)
    if field is None:
        beside = label.getnext()
        field = beside if beside is not None and beside.tag in FIELDS else None
    return field is not None and field.get("type") not in CHOSEN
