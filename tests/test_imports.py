"""Imports point upstream only: spiders ← normalize ← store ← exports, then the composition root."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOW = ("spiders", "normalize", "store", "exports")
ABOVE = (
    "samples", "job", "readers", "refresh", "reread", "scheduler", "acts", "commands", "cli", "console", "tests",
    "benchmarks",
)  # fmt: skip


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The project's own top-level packages that a module imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports by full name only"
            names.add((node.module or "").partition(".")[0])
    return names & {*FLOW, *ABOVE}


@pytest.mark.parametrize("package", FLOW)
def test_imports_point_upstream_only(package: str) -> None:
    allowed = set(FLOW[: FLOW.index(package) + 1])
    found = modules(package)
    assert found
    wrong = {f"{path.relative_to(ROOT)} imports {name}" for path in found for name in imported(path) - allowed}
    assert not wrong


def test_the_samples_know_nothing_of_the_program() -> None:
    wrong = {str(path) for path in modules("samples") if imported(path) - {"samples"}}
    assert not wrong


def test_nothing_knows_the_console_but_what_starts_it() -> None:
    others = [path for package in (*FLOW, "acts", "commands", "samples") for path in modules(package)]
    others += [ROOT / f"{name}.py" for name in ("job", "readers", "refresh", "reread", "scheduler")]
    wrong = {str(path.relative_to(ROOT)) for path in others if "console" in imported(path)}
    assert wrong == {"commands/serve.py", "commands/accounts.py"}


def test_what_people_decide_is_the_same_by_whatever_way_they_ask() -> None:
    wrong = {str(path) for path in modules("acts") if imported(path) & {"commands", "console", "cli"}}
    assert not wrong


def test_value_modules_know_no_pages_and_no_providers() -> None:
    for path in modules("normalize/values"):
        text = path.read_text(encoding="utf-8")
        assert "import lxml" not in text, path
        assert "spiders" not in text, path


FETCHERS = {"spiders/crawl.py", "spiders/child.py", "spiders/politeness.py"}
"""They stamp a page with the moment of its fetch, a fact that only they can know."""


@pytest.mark.parametrize("package", FLOW)
def test_nothing_below_the_composition_root_reads_the_clock(package: str) -> None:
    readers = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("time", "time")}
    wrong = set()
    for path in modules(package):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
                if (name, node.func.attr) in readers and str(path.relative_to(ROOT)) not in FETCHERS:
                    wrong.add(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not wrong
