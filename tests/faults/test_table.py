"""No fault without a test, no test of a fault without a defence, no row of the list of faults without a fault."""

from __future__ import annotations

import ast
import importlib
import re
from functools import cache
from pathlib import Path

import pytest

from tests.faults.table import FAULTS, Fault, Without
from tests.faults.without import survivors

TESTS = Path(__file__).parents[1]
LISTED = TESTS.parents[1] / "shared/faults.md"
FAULTS_BY_WORDS = {fault.words: fault for fault in FAULTS}


@cache
def named_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def function_of(test: str) -> str:
    return test.partition("[")[0]


@pytest.mark.parametrize("fault", FAULTS, ids=FAULTS_BY_WORDS)
def test_every_fault_has_tests_and_a_defence_that_they_need(fault: Fault) -> None:
    assert fault.tests
    for test in fault.tests:
        file, _, name = function_of(test).partition("::")
        assert (TESTS / file).is_file(), test
        assert not name or name in named_in(TESTS / file), test
    fails = {function_of(test) for without in fault.without for test in without.fails}
    assert fails
    assert fails <= set(map(function_of, fault.tests))


@pytest.mark.parametrize("fault", FAULTS, ids=FAULTS_BY_WORDS)
def test_what_is_taken_away_is_there(fault: Fault) -> None:
    for name in (name for without in fault.without for name in without.instead):
        assert thing(name) is not None, name


def thing(name: str) -> object:
    parts = name.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    return None


@pytest.mark.skipif(not LISTED.exists(), reason="the list of faults does not lie beside this checkout")
def test_every_row_of_the_list_has_its_fault() -> None:
    text = LISTED.read_text(encoding="utf-8")
    bites = re.findall(r"^(\d+)\. ", text.partition("Three that bite")[2].partition("\n## ")[0], re.MULTILINE)
    threats = rows(text.partition("### 4c.")[2].partition("\n### ")[0])
    tests = rows(text.partition("## The 25 tests")[2])
    listed = {f"{kind}{n}" for kind, found in zip("BCT", (bites, threats, tests), strict=True)
              for n in range(1, len(found) + 1)}  # fmt: skip
    assert len(listed) > 50
    assert {row for fault in FAULTS for row in fault.rows.split()} == listed


def rows(section: str) -> list[str]:
    """The rows of the first table of a section, without its head."""
    return [line for line in section.splitlines() if line.startswith("|")][2:]


def test_a_test_that_needs_no_defence_is_told() -> None:
    test = "freshness/test_freshness.py::test_end_of"
    zone = {"normalize.freshness.AMSTERDAM": "__import__('datetime').UTC"}
    assert survivors(Without(defence="days end in Amsterdam", instead=zone, fails=[test])) == []
    assert survivors(Without(defence="nothing", instead={}, fails=[test])) == [test]
