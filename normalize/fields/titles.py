"""What the course is called, and what the page says it is."""

from __future__ import annotations

import re

from normalize.fields.kind import WORDS, names_course
from normalize.fields.slugs import read_slug_title
from normalize.fields.witness import Witness
from normalize.page.text import fold, tidy, without_personal
from normalize.page.view import View

GENERIC = frozenset(WORDS["generic_titles"]["words"])
LONGEST = 200
"""Characters of a title."""

PARTS = re.compile(r"\s+[|•·»–—:-]+\s+|\s*[|»•]\s*")
EDITION = re.compile(
    r"(?:\s*[-–—,:|]\s*|\s+)\(?(?:(?:editie|edition|start|najaar|voorjaar|zomer|winter|spring|autumn|fall|summer|studiejaar|jaargang|collegejaar)\s+)?"
    r"20[0-4]\d(?:\s*[-/–]\s*(?:20)?\d\d|-[IVX]{1,4})?\)?(?:\s*\([^()]{2,30}\))?\s*$",
    re.IGNORECASE,
)


def read_title(view: View) -> Witness | None:
    """Find the course's title: the heading that the page itself is about."""
    ruled = next((s for s in view.under("title") if s.method == "rule"), None)
    if ruled:
        return Witness(clean_title(ruled.lines[0], view), "rule")
    heads = [b for b in view.blocks if b.level == 1 and not _generic(b.text)]
    meta = [clean_title(t, view) for t in (view.embedded.meta.get("og:title", ""), view.title) if t]
    meta = [t for t in meta if t and not _generic(t)]
    known = {fold(t) for t in meta} | ({fold(view.thing.text("name"))} if view.thing else set())
    head = next((h for h in heads if known & {fold(h.text), fold(clean_title(h.text, view))}), None)
    spoken = _spoken_title(heads[0].text, meta, view) if heads and not head else None
    if spoken:
        return Witness(spoken, "text")
    head = head or next(iter(heads), None) or next((b for b in view.blocks if b.level and _begins(b.text, known)), None)
    if head is None and view.thing:
        return Witness(clean_title(view.thing.text("name"), view), view.thing.syntax)
    if head is None and meta:
        return Witness(meta[0], "text")
    slug = read_slug_title(view) if head is None else None
    head = head or next((b for b in view.blocks if b.level and not _generic(b.text)), None)
    if slug and (head is None or not names_course(head.text)):
        return Witness(clean_title(slug, view), "text")
    return Witness(clean_title(head.text, view), "heading") if head else None


def _begins(text: str, known: set[str]) -> bool:
    """Tell whether a heading is a title that is known, or all of it but the site's name behind it."""
    words = fold(text)
    return len(words) > 3 and not _generic(text) and any(f"{title} ".startswith(f"{words} ") for title in known)


def _spoken_title(head: str, meta: list[str], view: View) -> str | None:
    """Find the title element's words in the text, where the heading is about something else altogether."""
    own = view.site_names
    sentence = head.startswith("[") or head.endswith((".", "]"))
    for title in meta:
        apart = set(fold(title).split()).isdisjoint(fold(head).split())
        said = sentence or (apart and any(fold(title) in fold(block.text) for block in view.blocks))
        if said and fold(title) not in own:
            return title
    return None


def _generic(text: str) -> bool:
    return fold(text) in GENERIC or len(fold(text)) < 3 or text.startswith(("http:", "https:", "www."))


def clean_title(text: str, view: View) -> str:
    """Take the site's name, the SEO tail and the edition's year off a title."""
    text = tidy(without_personal(text), LONGEST)
    names = view.site_names
    parts = PARTS.split(text)
    while len(parts) > 1 and (fold(parts[-1]) in names or fold(parts[-1]) in GENERIC or names_site(parts[-1], names)):
        text = text[: text.rfind(parts[-1])].rstrip(" |•·»–—:-")
        parts.pop()
    while len(parts) > 1 and fold(parts[0]) in names:
        text = text[len(parts[0]) :].lstrip(" |•·»–—:-")
        parts.pop(0)
    bare = EDITION.sub("", text).strip()
    return bare if len(fold(bare)) > 3 else text


def names_site(part: str, names: frozenset[str]) -> bool:
    """Tell whether a title's tail is the site's name as its host spells it."""
    squeezed = fold(part).replace(" ", "")
    return len(squeezed) > 3 and any(squeezed == name.replace(" ", "") for name in names)
