"""Tabs: the words of each, kept until the panel comes that it opens."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from normalize.page.text import tidied

MAX_TABS = 20
"""Tabs looked at of one menu."""
GOALS = ("href", "data-target", "data-bs-target")
"""Attributes that name the panel, as an address within the page."""
NUMBER = "data-tab"
"""Attribute by which tabs and panels are numbered alike."""


class Tabs:
    """The tabs of a page whose panels are still to come."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def remember(self, tab: HtmlElement) -> None:
        """Keep the words of a tab under every name that its panel may have."""
        words = tidied(tab.itertext(), 120, " ")
        if not words:
            return
        inner = next(tab.iter("a", "button"), None)  # the head of an accordion, around the link that opens it
        for one in (tab, inner) if inner is not None and inner is not tab else (tab,):
            goals = (one.get(name, "") for name in GOALS)
            panels = [goal[1:] for goal in goals if goal.startswith("#")]
            for name in (one.get("aria-controls"), *panels, one.get("id")):
                if name:
                    self.words[name] = words

    def remember_menu(self, menu: HtmlElement) -> None:
        """Keep the words of a menu's tabs."""
        for tab in islice(menu.iter("a", "button", "li"), 2 * MAX_TABS):
            if tab.tag != "li" or tab.get("role") == "tab":
                self.remember(tab)

    def remember_numbered(self, menu: HtmlElement) -> bool:
        """Keep the words of tabs that are told by a number which their panels bear too; False where these are none."""
        tabs = [tab for tab in islice(menu, MAX_TABS) if tab.get(NUMBER)]
        for tab in tabs:
            self.words[f"{NUMBER} {tab.get(NUMBER)}"] = tidied(tab.itertext(), 120, " ")
        return len(tabs) > 1

    def opening(self, panel: HtmlElement) -> str:
        """Return the words of the tab that opens a panel, once; "" for what no tab opens."""
        names = panel.get("id", ""), panel.get("aria-labelledby", ""), f"{NUMBER} {panel.get(NUMBER, '')}"
        return next((words for name in names if (words := self.words.pop(name, ""))), "")
