"""Titles without what pages put around them: the site's name, who gives the course, the edition."""

from __future__ import annotations

import re
from functools import lru_cache

from normalize.fields.kind import WORDS, names_course
from normalize.fields.parts import names_parts
from normalize.fields.title_words import is_fact
from normalize.page.labels import read_label
from normalize.page.text import fold, tidy, without_personal
from normalize.page.view import View

GENERIC = frozenset((*WORDS["generic_titles"]["words"], *WORDS["generic_titles"]["gatherings"]))
LISTS = frozenset((*WORDS["list"]["words"], *WORDS["generic_titles"]["gatherings"]))
"""What a site calls its lists, and the kinds of what it lists."""
NUMBERED = re.compile(
    r"(?:leer|school)?(?:jaar|year|week|dag|day|stap|step|fase|phase|les|lesson|module|blok|deel|part) \d{1,2}"
)
"""What numbers a part of a course, folded ("Jaar 1")."""
TRAIL = re.compile(r"\s+[»›>]\s+")
"""What parts the steps to a page."""
SHELF = re.compile(
    r"^(?:categorie(?:archief)?|category(?: archives)?|archie(?:f|ven)|archives?|tag(?:archief| archives)?|label): +",
    re.IGNORECASE,
)
"""Before the name of a shelf of a site: what kind of shelf it is."""
LONGEST = 200
"""Characters of a title."""
PARTS = re.compile(r"\s+[|•·»–—:-]+\s+|\s*[|»•]\s*")
SIGNS = re.compile("[|•·»–—:-]")
"""Stands in whatever PARTS parts, which costs far more to look for."""
EDITION = re.compile(
    r"(?:\s*[-–—,:|]\s*|\s+)\(?(?:(?:editie|edition|start|najaar|voorjaar|zomer|winter|spring|autumn|fall|summer|studiejaar|jaargang|collegejaar)\s+)?"
    r"20[0-4]\d(?:\s*[-/–—]\s*(?:20)?\d\d|-[IVX]{1,4})?\)?(?:\s*\([^()]{2,30}\))?\s*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def is_generic(text: str) -> bool:
    """Tell whether words are no title: those of any page, a label, an address, the number of a part."""
    label = read_label(text)
    if (label.fields and label.exact) or _is_labelled(text):
        return True
    if NUMBERED.fullmatch(fold(text)) or is_fact(text):
        return True
    return is_common(text) or len(fold(text)) < 3 or text.startswith(("http:", "https:", "www."))


def is_common(text: str) -> bool:
    """Tell whether words stand on any page, or name parts of one."""
    return fold(text) in GENERIC or names_parts(text)


def _is_labelled(text: str) -> bool:
    """Tell whether words are a label with its value ("Study load: 30 EC")."""
    before, colon, after = text.partition(": ")
    label = read_label(before) if colon and after else None
    return bool(label and label.exact and label.fields and not {"other", "title"}.issuperset(label.fields))


def clean_title(text: str, view: View) -> str:
    """Take the site's name, the SEO tail and the edition's year off a title."""
    if text not in view.cleaned:
        view.cleaned[text] = _cleaned(text, view.site_names)
    return view.cleaned[text]


def _cleaned(text: str, names: frozenset[str]) -> str:
    text = SHELF.sub("", tidy(without_personal(text), LONGEST))
    steps = TRAIL.split(text) if "»" in text or "›" in text or ">" in text else [text]
    if len(steps) > 2 and names_course(steps[-1]) and not is_generic(steps[-1]):  # "Home » Workshops » Cursus snoeien"
        text = steps[-1]
    parts = PARTS.split(text) if SIGNS.search(text) else [text]
    while len(parts) > 1 and (fold(parts[-1]) in names or fold(parts[-1]) in GENERIC or names_site(parts[-1], names)):
        text = text[: text.rfind(parts[-1])].rstrip(" |•·»–—:-")
        parts.pop()
    while len(parts) > 1 and (fold(parts[0]) in names or is_common(parts[0])) and not _is_kind(text, parts[0]):
        text = text[len(parts[0]) :].lstrip(" |•·»–—:-")
        parts.pop(0)
    before, colon, after = text.rpartition(": ")
    if colon and fold(after) in GENERIC and len(fold(before)) > 3:
        text = before
    bare = (EDITION.sub("", text) if "20" in text else text).strip()
    return bare if len(fold(bare)) > 3 else text


def _is_kind(text: str, first: str) -> bool:
    """Tell whether a title begins with what sort of course it is ("Training - Celkweek"), and not "Kosten -"."""
    return fold(first) not in LISTS and names_course(first) and text[len(first) :].lstrip()[:1] in "-–—:"


def without_provider(title: str, name: str) -> str:
    """Take who gives a course off the end of its title ("Celkweek | Oeverlab")."""
    parts = PARTS.split(title) if name else [title]
    if len(parts) < 2 or fold(parts[-1]) != fold(name):
        return title
    bare = title[: title.rfind(parts[-1])].rstrip(" |•·»–—:-")
    return title if is_generic(bare) else bare


def names_site(part: str, names: frozenset[str]) -> bool:
    """Tell whether a title's tail is the site's name as its host spells it."""
    squeezed = fold(part).replace(" ", "")
    return len(squeezed) > 3 and any(squeezed == name.replace(" ", "") for name in names)
