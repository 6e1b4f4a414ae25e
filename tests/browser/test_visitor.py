"""A visitor: searches, narrows, reads and compares."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from console.render import PATHS
from tests.browser.conftest import PATIENCE, Served, Walker, window


def test_a_visitor_finds_and_compares(walker: Walker) -> None:
    page = walker.go(PATHS["search"])
    page.get_by_role("searchbox").press_sequentially("risicomanagment", delay=10)  # with a typing error
    page.wait_for_url("**q=risicomanagment")  # what is seen has an address
    expect(page.locator(".card")).to_have_count(2, timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    for box in page.locator(".card input[type=checkbox]").all():
        box.check()
    page.locator("button[formaction]").click()
    page.wait_for_load_state()
    walker.look()
    expect(page.locator("table.compare thead th")).to_have_count(3)
    page.locator("table.compare thead a").first.click()
    page.wait_for_load_state()
    walker.look()
    assert page.locator("h1").inner_text().startswith("Risicomanagement")
    assert "€ 495" in walker.text().replace("\N{NO-BREAK SPACE}", " ")
    page.locator(".tongue").click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.lang") != walker.language
    assert page.locator("h1").inner_text().startswith("Risicomanagement"), "the same course in the other language"


def test_all_can_be_read_without_scripts(browser: Browser, served: Served) -> None:
    with window(browser, served.root, "nl", "phone", scripts=False) as walker:
        page = walker.page
        assert page.goto(served.root + "/")
        page.get_by_role("searchbox").fill("celkweek")
        page.get_by_role("searchbox").press("Enter")
        expect(page.locator(".card")).to_have_count(1)
        page.locator(".card h3 a").click()
        assert page.locator("h1").inner_text() == "Celkweek"
        served.account("bo", "analyst")
        page.goto(served.root + "/inloggen")
        page.locator("#name").fill("bo")
        page.locator("#password").fill("een lang genoeg woord")
        page.locator("main form button").click()
        page.goto(served.root + "/analyse")
        assert page.locator("main img").count() > 0
