"""What the course is called, and what the page says it is."""

from __future__ import annotations

import re

from normalize.fields.clean_titles import LISTS, LONGEST, PARTS, clean_title, is_generic, names_site
from normalize.fields.crumbs import read_crumbs
from normalize.fields.kind import WORDS, names_course
from normalize.fields.organisers import names_body
from normalize.fields.places import only_towns
from normalize.fields.slugs import read_slug_title, spell_slug
from normalize.fields.told_titles import (
    is_asking,
    is_empty,
    is_section,
    read_line,
    read_line_of_address,
    read_subject,
    read_told_title,
)
from normalize.fields.witness import Witness
from normalize.page.document import Block
from normalize.page.text import fold, tidy, without_personal
from normalize.page.view import View

BODIES = frozenset(WORDS["hosts"]["bodies"])
SLOGAN = re.compile(r"\s*[:|–—]\s+|\s+-\s+")
"""What parts the site's name from what it says of itself."""
BRIEF = 6
"""Words of an address that are a course's name; a longer one is a headline."""
BRACKETS = re.compile(r"\([^()]{0,120}\)")
"""A remark in brackets."""
HEADLINE = 8
"""Words of a heading that is a page's name; a longer one tells more than that."""
KICKERS = 20
"""Blocks in which the line above such a heading is looked for."""
COUNTRIES = re.compile(r",? ?(?:\(?(?:the )?netherlands|nederland|belgi(?:ë|um))\)?$", re.IGNORECASE)
"""A country behind a town."""
KINDS = ("cursus", "training", "opleiding", "workshop", "course", "module", "e learning", "masterclass")
"""What a title element may begin with before a colon that the heading goes without ("Cursus: Celkweek")."""


def read_title(view: View) -> Witness | None:
    """Find the course's title: what the page's address spells, where its heading shares no word with it."""
    title = _read_title(view)
    if title is None or title.method == "rule":
        return title
    line = read_line_of_address(view, title.text)
    return Witness(clean_title(line, view), "text") if line else title


def _read_title(view: View) -> Witness | None:
    """Find the heading that the page itself is about, else what else names its course."""
    ruled = next((s for s in view.under("title") if s.method == "rule"), None)
    if ruled:
        return Witness(clean_title(ruled.lines[0], view), "rule")
    heads = [b for b in view.blocks if b.level == 1 and _may_be_title(b.text, view)]
    given = (view.embedded.meta.get("og:title", ""), view.title)
    meta = [_without_giver(clean_title(t, view), view) for t in given if not _names_section_of(t, view)]
    meta = [_behind_site(t, view) for t in meta if t and _names_something(t, view)]
    meta = [t for t in meta if t]
    known = {fold(t) for t in meta} | ({fold(view.thing.text("name"))} if view.thing else set())
    head = next((h for h in heads if known & {fold(h.text), fold(clean_title(h.text, view))}), None)
    spoken = _spoken_title(heads[0].text, meta, view) or _kicker(heads[0].text, view) if heads and not head else None
    if spoken:
        return Witness(spoken, "text")
    named = next((h for h in heads if names_course(h.text)), None) if len(heads) > 1 else None
    head = head or named or next(iter(heads), None)
    whole = fold(view.title) if _names_something(view.title, view) else ""
    called = (b for b in view.blocks if (b.level or b.strong) and (_begins(b.text, known) or fold(b.text) == whole))
    head = head or next(called, None)
    if head is None and view.thing:
        return Witness(clean_title(view.thing.text("name"), view), view.thing.syntax)
    crumb = _crumb(view) if head is None else None
    if crumb or (head is None and meta):
        return Witness(crumb or meta[0], "text")
    if head:
        return Witness(clean_title((_below_body(head, view) or head).text, view), "heading")
    return _without_heading(view)


def _below_body(head: Block, view: View) -> Block | None:
    """Find the first heading or bold line that names a course, below a heading that is only who gives it."""
    own = fold(head.text) in {fold(part) for part in PARTS.split(view.title)} and not head.text.endswith("?")
    if not own or names_course(head.text) or not names_body(head.text):
        return None
    below = (b for b in view.blocks if (b.level or b.strong) and b is not head and len(b.text.split()) <= HEADLINE)
    return next((b for b in below if names_course(b.text) and _names_something(b.text, view)), None)


def _without_heading(view: View) -> Witness | None:
    """Find the title of a page whose first headings are menus, sections or slogans, or that has none."""
    if spelt := _told_by_address(view):
        return spelt
    slug = read_slug_title(view)
    later = [b for b in view.blocks if b.level and _may_be_title(b.text, view) and not is_asking(b.text)]
    head = next((b for b in later if names_course(b.text)), next(iter(later), None))
    slug = slug if slug and fold(slug.text) not in LISTS else None
    if slug and (head is None or slug.whole or not names_course(head.text)):
        return Witness(clean_title(slug.text, view), "text")
    spelled = spell_slug(view)
    compound = spelled and " " not in spelled and names_course(spelled) and not is_generic(spelled)  # docentenopleiding
    if spelled and compound and head and head.level > 1 and not names_course(head.text):
        return Witness(clean_title(spelled, view), "text")
    line = read_line(view) if head is None or names_site(PARTS.split(head.text)[0], view.site_names) else None
    if line:
        return Witness(clean_title(line, view), "text")
    if head is None:
        brief = spelled if spelled and len(spelled.split()) <= BRIEF else None
        told = (
            read_told_title(view, surely=True)
            or brief
            or read_told_title(view, surely=False)
            or spelled
            or read_subject(view)
        )
        if told:
            return Witness(clean_title(told, view), "text")
    top = next((b for b in view.blocks if b.level == 1), None)
    named = top and fold(top.text) not in LISTS and not _names_site(top.text, view)  # "Over ons", "Tarieven"
    if head is None or (named and not names_course(head.text)):
        head = top
    return Witness(clean_title(head.text, view), "heading") if head else None


def _told_by_address(view: View) -> Witness | None:
    """Find the line, or the heading of a common kind of course, that the address spells ("E-learning")."""
    if line := read_line_of_address(view, ""):
        return Witness(clean_title(line, view), "text")
    spelt = fold(spell_slug(view) or "")
    written = next((b.text for b in view.blocks if b.level and fold(b.text) == spelt), None)
    return Witness(clean_title(written, view), "heading") if written else None


def read_own_heading(view: View) -> str:
    """Find what a page that offers no course calls itself: its first heading, with the year that it is about."""
    heads = (block.text for block in view.blocks if block.level == 1)
    head = next((head for head in heads if not _names_site(head, view)), "")
    return tidy(without_personal(head), LONGEST) if 0 < len(head.split()) <= HEADLINE else ""


def _may_be_title(text: str, view: View) -> bool:
    """Tell whether a heading may be a title: no site's name, nor its kind ("Natuurvereniging")."""
    body = " " not in text.strip() and names_body(text) and not names_course(text)
    return not body and not _names_site(text, view) and _names_something(text, view)


def _names_something(text: str, view: View) -> bool:
    """Tell whether words are not those of any page, of a section of the site, of a town."""
    bare = BRACKETS.sub(" ", text) if "(" in text else text
    common = is_generic(bare) or is_generic(text) or is_empty(text) or is_section(text, view.url)
    return not common and not only_towns(COUNTRIES.sub("", text))


def _names_section_of(text: str, view: View) -> bool:
    """Tell whether a title element names a section and then whose it is ("Agenda | Stad Oever"), and no page."""
    parts = PARTS.split(text)
    if len(parts) < 2 or any(fold(part) not in LISTS for part in parts[:-1]) or names_course(parts[-1]):
        return False
    return not any(block.level and fold(block.text) == fold(parts[-1]) for block in view.blocks)


def _without_giver(text: str, view: View) -> str:
    """Take off a title element's tail that names an organisation, by its words or by the page's footer."""
    parts = PARTS.split(text)
    tail = fold(parts[-1])
    if len(parts) < 2 or len(tail) < 3:
        return text
    if len(parts) == 2 and names_body(parts[0]) and not names_course(parts[0]) and not names_body(parts[1]):
        return parts[1]
    body = not BODIES.isdisjoint(tail.split()) and not names_course(tail)
    if body or any("©" in b.text and tail in fold(b.text) for b in view.document.margin):
        return text[: text.rfind(parts[-1])].rstrip(" |•·»–—:-")
    return text


def _behind_site(title: str, view: View) -> str:
    """Return what a title says behind the site's name where a line of the page says the same; else that is a slogan."""
    parts = SLOGAN.split(title, maxsplit=1)
    if not names_site(parts[0], view.site_names):
        return title
    rest = fold(parts[1]) if len(parts) > 1 else ""
    shown = rest and any(fold(block.text) == rest for block in view.blocks if not block.href)
    return parts[1] if shown and _names_something(parts[1], view) else ""


def _crumb(view: View) -> str | None:
    """Find the title in the breadcrumbs: the step that is this page, above the steps that are its sections."""
    steps = read_crumbs(view)
    if not steps or not (steps[-1].here or is_generic(steps[-1].text)):
        return None
    if is_generic(steps[-1].text) and names_course(steps[-1].text):  # "Professionals › E-learning"
        return None
    named = [clean_title(step.text, view) for step in reversed(steps) if not is_generic(step.text)]
    return next((name for name in named if name and fold(name) not in view.site_names), None)


def _names_site(text: str, view: View) -> bool:
    """Tell whether a heading is the site's name: one of its names, or what the title element ends in."""
    parts = [fold(part) for part in PARTS.split(view.title)]
    ahead = any(f"{parts[0]} ".startswith(f"{name} ") for name in view.site_names if len(name) > 3)
    return fold(text) in view.site_names or (len(parts) > 1 and fold(text) == parts[-1] != parts[0] and not ahead)


def _begins(text: str, known: set[str]) -> bool:
    """Tell whether a heading is a title that is known, or all of it but the site's name behind it."""
    words = fold(text)
    if len(words) <= 3 or is_generic(text):
        return False
    return any(f"{title} ".startswith((f"{words} ", *(f"{kind} {words} " for kind in KINDS))) for title in known)


def _spoken_title(head: str, meta: list[str], view: View) -> str | None:
    """Find the title element's words in the text, where the heading is about something else altogether."""
    own = view.site_names
    sentence = head.startswith("[") or head.endswith((".", "]"))
    if head.endswith("."):  # "Celkweek: basis." under the title element "Oeverlab cursus 1 - Celkweek: basis"
        sentence = not any(f" {fold(head)} " in f" {fold(title)} " for title in meta)
    for title in meta:
        apart = set(fold(title).split()).isdisjoint(fold(head).split())
        apart = apart and not (names_course(head) and names_body(title))  # who gives it
        said = sentence or (apart and any(fold(title) in fold(block.text) for block in view.blocks))
        if said and fold(title) not in own:
            return title
    return None


def _kicker(head: str, view: View) -> str | None:
    """Find the line that names the course where the heading only asks: a part of the title element, in the text."""
    parts = [part for part in PARTS.split(view.title) if names_course(part)] if head.endswith("?") else []
    lines = [fold(block.text) for block in view.blocks[:KICKERS] if len(block.text) <= LONGEST] if parts else []
    stand = (part for part in parts if any(line.endswith(fold(part)) for line in lines))  # a logo may run into it
    return next((part for part in stand if _names_something(part, view)), None)
