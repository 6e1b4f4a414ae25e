"""A provider: comes in by its private link, sees its offer, says what is right and what is not, checks a page."""

from __future__ import annotations

from console.accounts.links import new_link
from console.providers.addresses import ADDRESSES
from console.providers.words import WORDS
from store import proposals
from tests.browser.conftest import Served, Walker
from tests.console.staff.conftest import NOW


def come_in(walker: Walker, served: Served, provider: str) -> None:
    link = new_link(served.store, provider, root=served.root, language=walker.language, who="marit", now=NOW)
    assert walker.page.goto(link)
    walker.look()
    assert "=" not in walker.page.url, "the key does not stay in the address"


def test_a_provider_sees_its_offer_and_answers(walker: Walker, served: Served) -> None:
    come_in(walker, served, "kadelab")
    page = walker.go(ADDRESSES["courses"], id="kadelab")
    page.get_by_role("link", name="GMP voor operators").first.click()
    page.wait_for_load_state()
    walker.look()
    assert "€ 495 / € 595" in walker.text(), "both words that contradict each other"
    walker.press(WORDS["still_right"])
    page.locator("#field").select_option("location")
    page.locator("#value").fill("Delft")
    walker.press(WORDS["send"])
    told = proposals.proposals(served.store.database)
    assert {(one.provider, one.kind) for one in told} == {("kadelab", "confirm"), ("kadelab", "correct")}
    walker.go(ADDRESSES["messages"], id="kadelab")
    assert "Delft" in walker.text()


def test_a_provider_checks_a_page_now(walker: Walker, served: Served) -> None:
    come_in(walker, served, "school")
    page = walker.go(ADDRESSES["look"], id="school")
    page.locator("#url").fill(f"{served.school}/cursussen/1")
    walker.press(WORDS["look_button"])
    page.locator("article.read h2").first.wait_for(timeout=40_000)
    walker.look()
    assert page.locator("article.read h2").first.inner_text() == "Celkweek"
    page.locator("#url").fill("http://127.0.0.1:1/")
    walker.press(WORDS["look_button"])
    assert page.get_by_role("alert").is_visible(), "only the provider's own hosts"
    walker.refused()
