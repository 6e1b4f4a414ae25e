"""Bad usage is one line and exit status 2; nothing is lost by it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

ONE = '[[provider]]\nid = "one"\nname = "One"\nwebsite = "http://127.0.0.1:9/"\n'


def lloket(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments], cwd=cwd, capture_output=True, text=True, timeout=120,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **environment}, check=False,
    )  # fmt: skip


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "providers.toml").write_text(ONE)
    (tmp_path / "broken.toml").write_text(ONE + "colour = 1\n")
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.doc").write_text("somebody's")
    return tmp_path


WRONG = [
    (["refresh", "nobody"], "unknown provider 'nobody'; known: one"),
    (["refresh", "--providers", "none.toml"], "none.toml: No such file"),
    (["refresh", "--providers", "broken.toml"], "broken.toml:5: unknown key 'colour'"),
    (["refresh", "--out", "full"], "is not empty and was not published by lloket"),
    (["refresh", "--out", "file"], "is a file, no folder"),
    (["refresh", "--out", "file/below"], "can't publish"),
    (["refresh", "--data", "file"], "file"),
    (["refresh", "--database", "nonsense"], "nonsense"),
    (["refresh", "--database", "sqlite:////proc/none/all.db"], "all.db"),
    (["refresh", "--today", "tomorrow"], "no date"),
    (["refresh", "--replay", "none.warc.gz"], "none.warc.gz"),
    (["refresh", "--replay", "file"], "file"),
    (["refresh", "--jobs", "0"], "0 is not in the range"),
    (["refresh", "--colour"], "No such option"),
    (["check"], "Missing argument"),
    (["check", "none.html"], "none.html: No such file"),
    (["check", "ftp://example.org/x"], "no http or https address"),
    (["check", "http://"], "no http or https address"),
    (["check", "file", "--base-url", "x"], "no http or https address"),
    (["check", "file", "--provider", "nobody"], "unknown provider 'nobody'"),
    (["check", "http://127.0.0.1:9/"], "127.0.0.1"),
    (["providers", "add", "school"], "no http or https address"),
    (["providers", "add", "http://127.0.0.1:9/"], "there already"),
    (["providers", "remove", "nobody"], "no provider 'nobody'"),
    (["providers", "enable", "nobody"], "no provider 'nobody'"),
    (["match", "none.ndjson"], "none.ndjson"),
    (["match", "file"], "file: line 1"),
    (["nonsense"], "No such command"),
    (["schedule", "--cron", "now"], "five parts"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_one_line_and_status_2(here: Path, arguments: list[str], words: str) -> None:
    done = lloket(*arguments, cwd=here)
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert done.stderr.startswith("lloket: ")
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stdout == ""
    assert (here / "full" / "thesis.doc").read_text() == "somebody's"
    assert not (here / "data" / "published").exists()


VERBS = [
    "refresh",
    "read",
    "demo",
    "check",
    "export",
    "report",
    "providers",
    "runs",
    "diff",
    "correct",
    "hide",
    "confirm",
    "undo",
    "decisions",
    "notices",
    "match",
    "matches",
    "fixture",
    "schedule",
]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(tmp_path: Path, verb: str) -> None:
    done = lloket(verb, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert f"lloket {verb}" in done.stdout.partition("Example")[2]


def test_check_reads_a_file_from_any_folder(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html lang=nl><title>Cursus Aseptisch werken | School</title><main><h1>Cursus Aseptisch werken</h1>"
        "<p>In deze cursus leer je aseptisch werken in een cleanroom.</p>"
        "<dl><dt>Prijs</dt><dd>€ 450,- excl. btw</dd><dt>Duur</dt><dd>2 dagen</dd>"
        "<dt>Startdatum</dt><dd>12 maart 2027</dd></dl></main></html>"
    )
    done = lloket("check", "page.html", "--base-url", "https://school.example/c", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (course,) = json.loads(done.stdout)
    assert course["price"]["amount"] == 450
    assert course["sessions"][0]["start"] == "2027-03-12"
    for lang, words in (("nl", "Toelatingseisen"), ("en", "Entry requirements")):
        told = lloket("check", "page.html", "--lang", lang, cwd=tmp_path)
        assert words in told.stdout
        assert "application/ld+json" in told.stdout


def test_a_page_without_a_course_is_an_empty_array(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body><h1>Contact</h1><p>Bel ons.</p></body></html>")
    done = lloket("check", "page.html", "--json", cwd=tmp_path)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
