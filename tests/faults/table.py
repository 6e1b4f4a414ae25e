"""The table of faults: see `table.toml`."""

from __future__ import annotations

from pathlib import Path

import msgspec


class Without(msgspec.Struct, forbid_unknown_fields=True):
    """A defence that can be taken away."""

    defence: str
    """What it is, in words."""
    instead: dict[str, str]
    """Dotted name to the expression that takes its place."""
    fails: list[str]
    """The tests, or cases of tests, that must fail without it: of each test at least one case."""


class Fault(msgspec.Struct, forbid_unknown_fields=True):
    """Something that must be survived."""

    words: str
    """What happens."""
    rows: str
    """Its rows in the list of faults."""
    tests: list[str]
    """The tests that show that it is survived."""
    without: list[Without]
    """What defends, and what fails without it."""


class Table(msgspec.Struct, forbid_unknown_fields=True):
    """All of them."""

    fault: list[Fault]


FAULTS = msgspec.toml.decode(Path(__file__).with_suffix(".toml").read_bytes(), type=Table).fault
