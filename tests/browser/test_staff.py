"""Staff: refresh and watch, judge what was held back, decide on pairs, correct a course."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from console.staff.addresses import AT
from console.staff.words import WORDS
from tests.browser.conftest import Served, Walker, window


@pytest.fixture
def anna(walker: Walker, served: Served) -> Walker:
    """A member of staff who signed in."""
    served.account("marit", "staff")
    walker.sign_in("marit")
    return walker


def test_staff_refresh_and_accept(anna: Walker, served: Served) -> None:
    page = anna.go(AT["refresh"])
    page.locator("input[name='p:school']").check()
    anna.press(WORDS["begin"])
    expect(page.locator("#progress")).to_be_visible()
    expect(page.get_by_role("button", name=anna.word(WORDS["begin"]), exact=True)).to_be_visible(timeout=40_000)
    (run,) = served.store.runs("school")
    assert run.state == "held", "a new provider's first visit waits for staff"
    anna.go(AT["overview"])
    page.locator(f"a[href*='{run.id}']").first.click()
    page.wait_for_load_state()
    anna.look()
    page.locator("#why-run, [name=why]").first.fill("ziet er goed uit")
    anna.press(WORDS["accept"])
    assert served.store.run(run.id).state == "good"
    assert "Celkweek" in anna.text()


def test_staff_decide_on_a_pair_and_take_it_back(anna: Walker, served: Served) -> None:
    page = anna.go(AT["pairs"])
    assert "Risicomanagement voor HR" in anna.text()
    page.locator("#why-pair").fill("HR is een andere doelgroep")
    anna.press(WORDS["split"])
    (decision,) = served.store.decisions()
    assert (decision.kind, decision.who, decision.why) == ("split", "marit", "HR is een andere doelgroep")
    page.locator(".said button").click()
    page.wait_for_load_state()
    assert served.store.decisions() == []


def test_staff_correct_a_course_and_take_it_back(anna: Walker, served: Served) -> None:
    page = anna.go(AT["courses"])
    page = anna.go(AT["course"], id=served.ids()["Celkweek"])
    form = page.locator("#f-location")
    page.locator("details", has=form).locator("summary").click()
    form.locator("[name=value]").fill("Leiden")
    form.locator("button").first.click()
    page.wait_for_load_state()
    anna.look()
    (decision,) = served.store.decisions()
    assert (decision.kind, decision.who) == ("correct", "marit")
    page.locator(".said button").click()
    page.wait_for_load_state()
    assert served.store.decisions() == []


def test_the_keyboard_is_enough(browser: Browser, served: Served) -> None:
    served.account("marit", "staff")
    with window(browser, served.root, "nl", "desk") as walker:
        page = walker.go("/inloggen")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        for _ in range(20):
            if page.evaluate("document.activeElement.id") == "name":
                break
            page.keyboard.press("Tab")
        page.keyboard.type("marit")
        page.keyboard.press("Tab")
        page.keyboard.type("een lang genoeg woord")
        page.keyboard.press("Enter")
        page.wait_for_url("**/beheer")
        seen = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            seen.add(page.evaluate("document.activeElement.getAttribute('href')"))
            ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert ring != "none" or page.evaluate("document.activeElement === document.body"), "focus is seen"
        assert {"/beheer/verversen", "/beheer/bezoeken", "/beheer/twijfelgevallen"} <= seen
