"""Every page, as axe-core sees it: nothing serious keeps anybody out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from console.analysts.addresses import ADDRESSES as ANALYSTS
from console.providers.addresses import ADDRESSES as PROVIDERS
from console.render import PATHS
from console.staff.addresses import AT
from exports.words import LANGUAGES, Language
from tests.browser.conftest import Served, window

NOT_PAGES = {
    "calendar", "list_atom", "list_ics", "progress", "stop", "publish", "undo", "table", "drawing", "template",
    "needs", "preview",
}  # fmt: skip
"""Files, parts of a page and what only a form leads to."""


@pytest.mark.parametrize(("language", "size"), [("nl", "desk"), ("en", "phone")])
def test_no_page_keeps_anybody_out(browser: Browser, served: Served, language: Language, size: str) -> None:
    served.account("marit", "staff")
    ids = served.ids()
    run = served.store.runs("rijnlab")[0].id
    found = []
    with window(browser, served.root, language, size) as walker:
        walker.go(("/inloggen", "/en/sign-in"))
        found += walker.barriers()
        walker.sign_in("marit")
        course, place = ids["GMP voor operators"], LANGUAGES.index(language)
        known = {"run": run, "course": course, "provider": "kadelab"}
        for table, other in ((PATHS, ""), (AT, ""), (PROVIDERS, "kadelab"), (ANALYSTS, "")):
            for name, pair in table.items():
                if name not in NOT_PAGES:
                    address = pair[place].replace("{course}", course).replace("{id}", other or known.get(name, ""))
                    walker.go(address)
                    found += walker.barriers()
    assert found == []
