"""The examples of docs/feeds.md, run as they stand against a publication served over HTTP."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from exports.publish import publish
from store import Store
from tests.exports.builder import AT, PROVIDERS, TODAY, offers, publication

PAGE = (Path(__file__).parents[2] / "docs/feeds.md").read_text()
EXAMPLES = [
    (title.strip(), language, code)
    for title, text in re.findall(r"^## (.*?)$(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    for language, code in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
]
RUNNERS = {
    "python": [sys.executable, "-W", "ignore", "-c"],
    "javascript": ["node", "--input-type=module", "--eval"],
    "sh": ["sh", "-c"],
}
NEEDS = {"python": sys.executable, "javascript": "node", "sh": "curl"}
LINES = 20


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(name="address", scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("examples")
    with Store.open(f"sqlite:///{folder / 'lloket.db'}") as store:
        pairs = [(one, [f"kadelab {one.url}"]) for one in offers()]
        store.save_offers(pairs, now=AT, today=TODAY, retired={})
        store.save_offers(pairs[1:], now=AT, today=TODAY, retired={})
        publish(store.offers, publication(providers=PROVIDERS), folder / "feeds", changes=store.changes)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder / "feeds")))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("title", "language", "code"), EXAMPLES, ids=[f"{title} {lang}" for title, lang, _ in EXAMPLES]
)
def test_an_example_runs(address: str, tmp_path: Path, title: str, language: str, code: str) -> None:
    if not shutil.which(NEEDS[language]):
        pytest.skip(f"{NEEDS[language]} is not on this machine")
    assert "https://feeds.example/" in code
    local = code.replace("https://feeds.example/", address)
    run = subprocess.run(
        [*RUNNERS[language], local], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip()
    if title == "The change feed":
        assert re.search(rf"{address}changes/000003\.json$", run.stdout.strip())
        assert language == "sh" or run.stdout.startswith("5 ")  # of seven, one expired and one left


def test_each_feed_has_a_short_example_in_each_language() -> None:
    titles = {title for title, _, _ in EXAMPLES}
    assert len(titles) == 11
    for title in titles:
        assert [language for name, language, _ in EXAMPLES if name == title] == list(RUNNERS), title
    assert all(code.count("\n") <= LINES for _, _, code in EXAMPLES)


def test_every_file_that_is_published_is_spoken_of(tmp_path: Path) -> None:
    manifest = publish(offers, publication(), tmp_path / "feeds")
    for file in manifest.files:
        folder, _, _ = file.name.partition("/")
        assert folder in PAGE or folder == "report", file.name
