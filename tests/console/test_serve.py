"""`lloket serve` as a process: it says where it is, stops when asked, and fails in one line."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

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
    assert nobody == "lloket: nobody can sign in yet: lloket accounts add NAME --role staff"


def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, str(CLI), "serve", "--port", str(port), "--data", str(tmp_path)]
        run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 2
    assert re.fullmatch(rf"lloket: can't listen on 127\.0\.0\.1:{port}: .*in use\n", run.stderr)
