"""The console in a real browser: a desk of one's own, served, and Debian's Chromium to walk through it."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from console.accounts.passwords import hash_of
from console.app import application
from console.desk import Desk
from console.publications import Publications
from console.shelf import Shelf
from exports.words import LANGUAGES, Language, Pair
from store import Store, accounts
from store.accounts import Role
from tests.console.staff.conftest import NOW, fill, settings_in
from tests.pipeline.conftest import TITLES, Site, entry

PASSWORD = "een lang genoeg woord"
SIZES = {"desk": (1280, 900), "phone": (360, 740)}
PATIENCE = 40_000
"""Milliseconds that a page may take on a busy machine."""


def chromium() -> str | None:
    """Where the machine's own Chromium is."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: `make test` installs it where it may (apt-get install chromium)")
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])


@dataclass
class Walker:
    """A person with a browser, who reads one language and notices what goes wrong."""

    page: Page
    root: str
    language: Language
    troubles: list[str] = field(default_factory=list)

    def word(self, pair: Pair) -> str:
        """A word of the console in the walker's language."""
        return pair[LANGUAGES.index(self.language)]

    def go(self, addresses: Pair | str, **parts: str) -> Page:
        """Open a page by its address."""
        path = addresses if isinstance(addresses, str) else self.word(addresses)
        for name, value in parts.items():
            path = path.replace(f"{{{name}}}", value)
        answer = self.page.goto(self.root + path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        self.look()
        return self.page

    def press(self, pair: Pair) -> Page:
        """Press a button by its name."""
        self.page.get_by_role("button", name=self.word(pair), exact=True).first.click()
        self.page.wait_for_load_state()
        self.look()
        return self.page

    def sign_in(self, name: str) -> None:
        """Come in by name and password."""
        self.go(("/inloggen", "/en/sign-in"))
        self.page.locator("#name").fill(name)
        self.page.locator("#password").fill(PASSWORD)
        self.page.locator("main form button").click()
        self.page.wait_for_load_state()
        self.look()

    def look(self) -> None:
        """See whether the page fits its window and says what it is."""
        assert self.page.locator("h1").count() == 1, self.page.url
        assert self.page.evaluate("document.documentElement.lang") == self.language, self.page.url
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} pixels wider than its window"

    def text(self) -> str:
        """What the page says."""
        return " ".join(self.page.locator("main").inner_text().split())

    def refused(self) -> None:
        """Expect that the browser complained of an answer that refuses, and of nothing else."""
        assert [words for words in self.troubles if "status of 400" not in words] == []
        assert self.troubles
        self.troubles.clear()

    def barriers(self) -> list[str]:
        """What axe-core finds that keeps somebody out."""
        found = Axe().run(self.page).response["violations"]
        grave = [one for one in found if one["impact"] in ("serious", "critical")]
        return [f"{self.page.url}: {one['id']}: {one['nodes'][0]['html'][:200]}" for one in grave]


@dataclass
class Served:
    """A desk that listens."""

    root: str
    store: Store
    folder: Path
    school: str
    """Address of a small school that a refresh can really visit."""

    def account(self, name: str, role: Role) -> None:
        """Make an account."""
        accounts.add(self.store.database, name, role, None, hash_of(PASSWORD, name), now=NOW)

    def ids(self) -> dict[str, str]:
        """Title of each published course to its id."""
        return {offer.title: offer.id for offer in self.store.offers()}


@contextmanager
def listening(folder: Path) -> Iterator[Served]:
    """Serve the desk of a folder, and a school beside it."""
    started, began = NOW, time.monotonic()

    def clock() -> datetime:
        return started + timedelta(seconds=time.monotonic() - began)

    Site.titles, Site.delay, Site.closed, Site.answers = list(TITLES), 0.0, False, {}
    school = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    website = f"http://127.0.0.1:{school.server_port}"
    with (folder / "providers.toml").open("a", encoding="utf-8") as registry:
        registry.write("\n" + entry("school", website, "private_network = true\nreview = true"))
    with ExitStack() as stack:
        stack.callback(school.server_close)
        store = stack.enter_context(Store.open(f"sqlite:///{folder / 'lloket.db'}"))
        shelf = Shelf(Publications(folder / "published"), folder / "console")
        desk = Desk(
            store=store, registry=folder / "providers.toml", settings=lambda: settings_in(folder, clock),
            clock=clock, shelf=shelf, out=folder / "published",
        )  # fmt: skip
        socket_ = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        config = uvicorn.Config(application(shelf, desk, clock=clock), log_config=None, access_log=False)
        server = uvicorn.Server(config)
        threads = [
            threading.Thread(target=school.serve_forever, kwargs={"poll_interval": 0.05}),
            threading.Thread(target=server.run, kwargs={"sockets": [socket_]}),
        ]
        for thread in threads:
            thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Served(f"http://127.0.0.1:{socket_.getsockname()[1]}", store, folder, website)
        server.should_exit = True
        school.shutdown()
        for thread in threads:
            thread.join(20)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with something of everything."""
    folder = tmp_path_factory.mktemp("furnished")
    fill(folder)
    return folder


@pytest.fixture
def served(furnished: Path, tmp_path: Path) -> Iterator[Served]:
    """A desk that nobody else changes."""
    shutil.copytree(furnished, tmp_path / "desk", symlinks=True)
    with listening(tmp_path / "desk") as desk:
        yield desk


@contextmanager
def window(browser: Browser, root: str, language: Language, size: str, *, scripts: bool = True) -> Iterator[Walker]:
    """Open a window; what the browser complains about ends the walk."""
    wide, high = SIZES[size]
    context = browser.new_context(viewport={"width": wide, "height": high}, java_script_enabled=scripts)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    walker = Walker(page, root, language)

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            walker.troubles.append(f"{page.url}: {message.text}")

    page.on("console", hear)
    page.on("pageerror", lambda error: walker.troubles.append(f"{page.url}: {error}"))
    try:
        yield walker
    finally:
        context.close()
    assert walker.troubles == []


@pytest.fixture(params=[(language, size) for language in LANGUAGES for size in SIZES], ids="-".join)
def walker(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Walker]:
    """Somebody at a desk or with a phone, in Dutch or in English."""
    language, size = request.param
    with window(browser, served.root, language, size) as opened:
        yield opened
