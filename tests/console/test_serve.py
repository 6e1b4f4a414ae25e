"""`lloket serve` as a process: it says where it is, stops when asked, and fails in one line."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.console.conftest import course, show_in

CLI = Path(__file__).parents[2] / "cli.py"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_and_stops(tmp_path: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-u", str(CLI), "serve", "--port", "0", "--data", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            told = server.stdout.readline()
            found = re.match(r"(http://127\.0\.0\.1:\d+/)", told)
            assert found, told
            with urlopen(f"{found[1]}healthz", timeout=20) as answer:
                assert b"nothing published" in answer.read()
            server.send_signal(number)
            _, errors = server.communicate(timeout=20)
        finally:
            server.kill()
    assert server.returncode == 0
    nothing, nobody = errors.splitlines()
    assert re.fullmatch(r"lloket: nothing is published in .* yet: run lloket refresh", nothing)
    assert nobody == f"lloket: nobody can sign in yet: lloket accounts add NAME --role staff --data {tmp_path}"


def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, str(CLI), "serve", "--port", str(port), "--data", str(tmp_path)]
        run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 2
    assert re.fullmatch(rf"lloket: can't listen on 127\.0\.0\.1:{port}: .*in use\n", run.stderr)


def serving(folder: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-u", str(CLI), "serve", "--port", "0", "--data", str(folder), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def address_of(server: subprocess.Popen[str]) -> str:
    assert server.stdout
    told = server.stdout.readline()
    found = re.match(r"(http://127\.0\.0\.1:\d+/)", told)
    assert found, told
    return found[1]


@pytest.mark.parametrize(
    "database", ["sqlite:////proc/lloket.db", "postgresql://nobody@127.0.0.1:9/none", "mysql://x/y", "nonsense"]
)
def test_without_a_database_what_is_published_is_shown_all_the_same(tmp_path: Path, database: str) -> None:
    show_in(tmp_path / "published", [course("a1", "Statistiek")])
    with serving(tmp_path, "--database", database) as server:
        try:
            address = address_of(server)
            with urlopen(f"{address}cursus/a1", timeout=20) as answer:
                assert b"Statistiek" in answer.read()
            with pytest.raises(HTTPError) as refused:
                urlopen(f"{address}beheer", timeout=20)
            with refused.value as answer:
                assert answer.code == 503
            server.terminate()
            _, errors = server.communicate(timeout=20)
        finally:
            server.kill()
    assert server.returncode == 0
    assert re.match(r"lloket: the private part is closed: .+\n", errors)


def test_its_log_is_json_where_so_asked(tmp_path: Path) -> None:
    with serving(tmp_path, "--log-json") as server:
        try:
            with urlopen(f"{address_of(server)}healthz", timeout=20) as answer:
                answer.read()
            server.terminate()
            _, errors = server.communicate(timeout=20)
        finally:
            server.kill()
    lines = [json.loads(line) for line in errors.splitlines() if not line.startswith("lloket: ")]
    (request,) = [line for line in lines if line["logger"] == "lloket.requests"]
    assert (request["method"], request["path"], request["status"]) == ("GET", "/healthz", 200)


@pytest.mark.parametrize("address", ["loket.example", "https://loket.example/deep", "ftp://loket.example"])
def test_an_address_that_can_not_be_is_one_line(tmp_path: Path, address: str) -> None:
    command = [sys.executable, str(CLI), "serve", "--data", str(tmp_path), "--address", address]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 2
    assert run.stderr == f"lloket: '{address}' is no address such as https://loket.example\n"
