"""An analyst: sees coverage and supply, uploads what is asked for, takes the numbers along."""

from __future__ import annotations

from playwright.sync_api import FilePayload

from console.analysts.addresses import ADDRESSES, TABS
from console.analysts.words import WORDS
from tests.browser.conftest import Served, Walker

NEEDS = "topic;asked;note\r\nGMP;40;park\r\nStatistiek;12;\r\nkwantumkoken;3;\r\n"


def test_an_analyst_sees_demand_beside_supply(walker: Walker, served: Served) -> None:
    served.account("bo", "analyst")
    walker.sign_in("bo")
    for tab in TABS:
        page = walker.go(ADDRESSES[tab])
        for picture in page.locator("main img").all():
            picture.scroll_into_view_if_needed()
            assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0, picture
    page = walker.go(ADDRESSES["demand"])
    with page.expect_download() as download:
        page.locator("a[href$='.csv'][download]").first.click()
    assert download.value.path().read_bytes().startswith(b"\xef\xbb\xbf")
    page.locator("input[type=file]").set_input_files(
        FilePayload(name="vraag.csv", mimeType="text/csv", buffer=saved(walker, NEEDS))
    )
    walker.press(WORDS["send"])
    assert "kwantumkoken" in walker.text(), "a topic that is not known is asked about"
    page.locator("#code0").select_option(index=1)
    walker.press(WORDS["save"])
    assert page.get_by_role("status").is_visible()


def saved(walker: Walker, text: str) -> bytes:
    """The needs as a spreadsheet saves them, with the column names of the walker's language."""
    head = {"nl": "onderwerp;gevraagd;toelichting", "en": "topic;asked;note"}[walker.language]
    return text.replace("topic;asked;note", head).encode("utf-8-sig")
