"""The templates of pages, one way for all: what stands in a record is never markup."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def escaping(folder: Path) -> Environment:
    """Return the templates of a folder: every value is escaped, and a name that is not given is an error."""
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
