"""What `deploy/` says is what the program knows: commands, options, variables, paths."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from starlette.testclient import TestClient

from cli import lloket
from tests.console.conftest import Room

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))


def parsed(words: list[str]) -> None:
    """Hold that the command line takes these words."""
    context = lloket.make_context("lloket", list(words), resilient_parsing=False)
    name, command, rest = lloket.resolve_command(context, [*context._protected_args, *context.args])
    assert command is not None, name
    command.make_context(name or "", rest, parent=context)


def known_variables() -> set[str]:
    """Every LLOKET_ variable that the program's own text names."""
    modules = [*ROOT.glob("*.py"), *(path for part in ("commands", "spiders") for path in (ROOT / part).rglob("*.py"))]
    text = "".join(path.read_text(encoding="utf-8") for path in modules)
    found = set(re.findall(r"LLOKET_[A-Z_]+", text))
    assert '"ADDRESS"' in text, "job.py builds these from a table"
    return found | {f"LLOKET_{name}" for name in ("PUBLISHER", "WEBSITE", "EMAIL", "LICENCE", "ADDRESS")}


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_a_command_that_exists(unit: Path) -> None:
    start = re.search(r"^ExecStart=(\S+) (.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    assert start
    assert start[1] == "/opt/lloket/.venv/bin/lloket"
    parsed(start[2].split())


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_understands_a_unit(unit: Path, tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not here")
    here = tmp_path / unit.name
    here.write_text(unit.read_text(encoding="utf-8").replace("/opt/lloket/.venv/bin/lloket", "/bin/true"))
    done = subprocess.run([analyze, "verify", "--man=no", str(here)], capture_output=True, text=True, check=False)
    told = [line for line in done.stderr.splitlines() if unit.name in line]
    assert (done.returncode, told) == (0, [])
    judge = [analyze, "security", "--offline=true", "--threshold=20", str(here)]
    judged = subprocess.run(judge, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout[-300:]


def test_the_environment_holds_variables_that_are_known() -> None:
    text = (DEPLOY / "lloket.env").read_text(encoding="utf-8")
    given = set(re.findall(r"^#?(LLOKET_[A-Z_]+)=", text, re.MULTILINE))
    assert {"LLOKET_DATA", "LLOKET_CONSOLE", "LLOKET_CONTACT"} <= given
    assert given <= known_variables()


def test_the_containers_run_commands_that_exist() -> None:
    compose: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    services = compose["services"]
    assert set(services) == {"serve", "schedule", "web"}
    for name in ("serve", "schedule"):
        service = services[name]
        assert service["command"][0] == name
        parsed(service["command"])
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert "ports" not in service, "only the web server is reachable"
        variables = {key for key in service["environment"] if key.startswith("LLOKET_")}
        assert variables <= known_variables()
        assert service["volumes"] == ["data:/data"]


def test_the_image_is_made_of_files_that_are_there() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    command = re.search(r'^CMD \["(.*)"\]$', text, re.MULTILINE)
    assert command
    parsed(command[1].split('", "'))
    for name in ("providers.toml", "constraints.txt"):
        assert name in text
        assert (ROOT / name).is_file()
    lowest = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    version = re.search(r"^FROM python:3\.(\d+)-", text, re.MULTILINE)
    assert version
    assert int(version[1]) >= int(lowest.rpartition(".")[2])
    given = set(re.findall(r"(LLOKET_[A-Z_]+)=", text))
    assert given
    assert given <= known_variables()


def test_the_alarms_ask_for_figures_that_are_given(room: Room) -> None:
    room.shelf.look()
    told = TestClient(room.app, client=("::1", 1)).get("/metrics").text
    given = set(re.findall(r"^# TYPE (lloket_\w+)", told, re.MULTILINE))
    asked = set(re.findall(r"`.*?(lloket_\w+)", (DEPLOY / "README.md").read_text(encoding="utf-8")))
    assert len(asked) == 5
    assert asked <= given


def test_the_commands_of_the_words_exist() -> None:
    words = "".join(path.read_text(encoding="utf-8") for path in (DEPLOY / "README.md", ROOT / "docs" / "console.md"))
    found = set(re.findall(r"\blloket (accounts(?: (?:add|list|password|disable|link))?)\b", words))
    assert "accounts add" in found
    for line in found:
        group = lloket.get_command(click.Context(lloket), "accounts")
        assert isinstance(group, click.Group)
        assert line == "accounts" or line.split()[1] in group.commands
