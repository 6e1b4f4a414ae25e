"""Tabs: the words of each, kept until the panel comes that it opens."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from normalize.page.text import tidy

MAX_TABS = 20
"""Tabs looked at of one menu."""
GOALS = ("href", "data-target", "data-bs-target")
"""Attributes that name the panel, as an address within the page."""


class Tabs:
    """The tabs of a page whose panels are still to come."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def remember(self, tab: HtmlElement) -> None:
        """Keep the words of a tab under every name that its panel may have."""
        words = tidy(" ".join(tab.itertext()), 120)
        goals = (tab.get(name, "") for name in GOALS)
        panels = [goal[1:] for goal in goals if goal.startswith("#")]
        for name in (tab.get("aria-controls"), *panels, tab.get("id")):
            if name and words:
                self.words[name] = words

    def remember_menu(self, menu: HtmlElement) -> None:
        """Keep the words of a menu's tabs."""
        for tab in islice(menu.iter("a", "button"), MAX_TABS):
            self.remember(tab)

    def opening(self, panel: HtmlElement) -> str:
        """Return the words of the tab that opens a panel, once; "" for what no tab opens."""
        return self.words.pop(panel.get("id", ""), "") or self.words.pop(panel.get("aria-labelledby", ""), "")
