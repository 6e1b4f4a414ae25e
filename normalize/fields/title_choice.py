"""Which of the words that a page may mean as its title it does mean: their traits, weighed by one fitted table."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from normalize.course import Method
from normalize.fields.clean_titles import GENERIC
from normalize.fields.kind import names_course, surely_names_other
from normalize.fields.organisers import names_body
from normalize.fields.title_candidates import COMMON, Candidate, address_parts, gather
from normalize.fields.told_titles import SEASONS, alike, is_asking, is_empty, is_section, telling
from normalize.fields.witness import Witness
from normalize.page.labels import read_label
from normalize.page.text import fold
from normalize.page.view import View

MAX_TEXT = 20_000
"""Characters of a page in which a title's words are counted."""
EARLY = 8
"""Blocks behind the first that are early."""
OFTEN = 2
"""A word that stands in the text more often is one that the page is about."""
SAID, SAYS = "said by address", "says address"
"""The traits that tell how far the address agrees."""
_NAMES = (("h1", "first heading"), ("head", "og", "data"))
"""A page's headings, and what else names it."""
BRIEF = 6
"""Words of a heading that is a name; a longer one may be a headline."""
LEADS = 6
"""Characters of a site's name with which a candidate may begin."""
_TABLE = tomllib.loads(Path(__file__).with_name("title_choice.toml").read_text(encoding="utf-8"))
WORDS: dict[str, dict[str, float]] = _TABLE["words"]
WEIGHTS: dict[str, float] = _TABLE["traits"] | {
    f"{how} {word}": weight for how, words in WORDS.items() for word, weight in words.items()
}
MARGIN: float = _TABLE["margin"]
_NUMBER = re.compile(r"(?:\d{1,2}|[A-Za-z])[.)] ")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = re.compile(r"\b(?:jan|feb|maart|march|april|mei|may|jun|jul|aug|sept|okt|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_SIZES = ((3, ""), (6, "4-6"), (9, "7-9"), (13, "10-13"))
Traits = dict[str, float]


class Page(NamedTuple):
    """What candidates of a page are held against."""

    names: dict[str, str]
    """Its first heading, title element and the like, folded."""
    addresses: dict[str, list[str]]
    """The telling words of its address's last part, and of the part above it."""
    text: str
    """Its text, folded."""
    counts: Counter[str]
    """How often each word stands in the text."""
    head: int
    """Position of its first heading."""
    hosts: list[str]
    """The site's names, without spaces."""


def choose_title(view: View, ruled: str) -> Witness | None:
    """Find the words that are likelier the course's title than those that the rules found; None where none are.

    What the page agrees on stays, and what the address says gives way to nothing of which it says less.
    """
    page = _look(view)
    weak = is_weak(ruled)
    if not weak and _is_agreed(ruled, page):
        return None
    page = _read(page, view)
    described = [(one, traits(one, view, page)) for one in gather(view, ruled)]
    own = next(found for one, found in described if fold(one.text) == fold(ruled))
    chosen, found = max(described, key=lambda pair: weigh(pair[1]))
    more = weigh(found) - weigh(own)
    if chosen.text == ruled or is_weak(chosen.text) or more < (0 if weak else MARGIN) or _says_less(found, own):
        return None
    return Witness(chosen.text, _method(chosen))


def _says_less(found: Traits, own: Traits) -> bool:
    """Tell whether the address says less of a candidate than of what the rules found."""
    return found.get(SAID, 0) < own.get(SAID, 0) and found.get(SAYS, 0) <= own.get(SAYS, 0)


def _is_agreed(title: str, page: Page) -> bool:
    """Tell whether a title stands in the heading, and title element or address bear it out: no headline, no section."""
    folded = fold(title)
    heading, others = (any(begins(page.names[name], folded) for name in names) for names in _NAMES)
    words = folded.split()
    own = [word for word in telling(folded) if word not in COMMON]
    if not heading or not own:
        return False
    if others and 1 < len(words) <= BRIEF and 2 * len(own) > len(words) and not any(map(str.isdigit, folded)):
        return True
    slug = page.addresses.get("address", [])
    said = all(any(alike(word, other) for other in slug) for word in own)
    return bool(slug) and ((said and others) or all(any(alike(word, other) for word in own) for other in slug))


def begins(name: str, folded: str) -> bool:
    """Tell whether a page's name begins with these words."""
    return f"{name} ".startswith(f"{folded} ")


def _method(chosen: Candidate) -> Method:
    return "heading" if any(source in ("h1", "heading") for source, _ in chosen.sources) else "text"


def is_weak(text: str) -> bool:
    """Tell whether words are hardly a title: those of labels and sections only, or the number of a part."""
    label = read_label(text)
    words = fold(text).split()
    return (
        COMMON.issuperset(words)
        or SEASONS.issuperset(words)
        or bool(label.fields and label.exact)
        or bool(_NUMBER.match(text))
    )


def weigh(found: Traits) -> float:
    """Add up the weights of a candidate's traits."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items())


def _look(view: View) -> Page:
    heads = [block for block in view.blocks if block.level]
    parts = [telling(" ".join(part)) for part in address_parts(view.url)]
    return Page(
        names={
            "h1": fold(next((block.text for block in heads if block.level == 1), "")),
            "first heading": fold(heads[0].text) if heads else "",
            "head": fold(view.title),
            "og": fold(view.embedded.meta.get("og:title", "")),
            "data": fold(view.thing.text("name")) if view.thing else "",
        },
        addresses=dict(zip(("address", "part above"), parts, strict=False)),
        text="",
        counts=Counter(),
        head=next((n for n, block in enumerate(view.blocks) if block.level), -1),
        hosts=[name.replace(" ", "") for name in view.site_names],
    )


def _read(page: Page, view: View) -> Page:
    """Add a page's text."""
    text = fold(" | ".join(block.text for block in view.blocks)[:MAX_TEXT])
    return page._replace(text=f" {text} ", counts=Counter(text.split()))


def traits(one: Candidate, view: View, page: Page) -> Traits:
    """Describe a candidate: where it stands, what agrees with it, and its form."""
    folded = fold(one.text)
    own = [word for word in telling(folded) if word not in COMMON]
    found: Traits = dict.fromkeys(_places(one, page), 1.0)
    found.update(dict.fromkeys(_names(folded, own, page), 1.0))
    found.update(_agreement(folded, own, one, page))
    found.update({name: 1.0 for name, holds in _form(one.text, folded, view, page) if holds})
    return found


def _places(one: Candidate, page: Page) -> Iterator[str]:
    """Name the places in which a candidate stands."""
    for source, at in one.sources:
        yield f"from {source}"
        base = source.split(" ")[0]
        if base in ("h1", "heading", "line"):
            yield f"{base} {'top' if not at else 'early' if at <= EARLY else 'late'}"
            if at == page.head:
                yield "of first heading"
        elif base == "told":
            yield "told early" if at < EARLY // 2 else "told late"


def _names(folded: str, own: list[str], page: Page) -> Iterator[str]:
    """Name what the page's other names have in common with a candidate; with words of any page, nothing."""
    for name, other in page.names.items():
        if not other:
            continue
        if not own:
            if f" {folded} " in f" {other} ":
                yield f"common in {name}"
        elif folded == other:
            yield f"is {name}"
        elif begins(other, folded):
            yield f"begins {name}"
        elif f" {folded} " in f" {other} ":
            yield f"in {name}"
        elif f" {other} " in f" {folded} ":
            yield f"holds {name}"


def _agreement(folded: str, own: list[str], one: Candidate, page: Page) -> Traits:
    """Tell how much of a candidate the address and the text say too, 0 to 1."""
    if not own:
        return {}
    found: Traits = {}
    for name, slug in page.addresses.items():
        if slug:
            pairs = [(word, other) for word in own for other in slug if alike(word, other)]
            found[f"said by {name}"] = len({word for word, _ in pairs}) / len(set(own))
            found[f"says {name}"] = len({other for _, other in pairs}) / len(set(slug))
            found[f"nothing of {name}"] = float(not pairs)
    stands = any(source.split(" ")[0] in ("h1", "heading", "line", "told", "address in") for source, _ in one.sources)
    counts = [page.counts[word] - stands for word in own]
    found["words in text"] = sum(count > 0 for count in counts) / len(own)
    found["words often in text"] = sum(count > OFTEN for count in counts) / len(own)
    found["said in text"] = float(page.text.count(f" {folded} ") > stands)
    return found


def _form(text: str, folded: str, view: View, page: Page) -> Iterator[tuple[str, bool]]:
    """Say of each trait of a candidate's form whether it has it."""
    words = folded.split()
    apart = [word for word in words if word not in COMMON and not word.isdigit()]
    label = read_label(text)
    course = names_course(text)
    squeezed = "".join(words)
    yield "common words only", not apart
    yield "common words but a course", not apart and course
    yield "half of it common words", bool(apart) and len(apart) * 2 <= len(words)
    yield "one word apart", len(apart) == 1
    yield "label", bool(label.fields) and label.exact
    yield "begins as label", bool(label.fields) and not label.exact
    yield "generic", folded in GENERIC
    yield "empty", is_empty(text)
    yield "section", is_section(text, view.url)
    yield "asks", text.endswith("?")
    yield "begins as part", is_asking(text) and not text.endswith("?")
    yield "names course", course
    yield "names something else", surely_names_other(text)
    yield "names body", names_body(text)
    yield "site", folded in view.site_names
    yield "in host", len(squeezed) > 3 and any(squeezed in host for host in page.hosts)
    yield "words of host", bool(apart) and all(any(word in host for host in page.hosts) for word in apart)
    yield (
        "begins with host",
        any(len(host) >= LEADS and squeezed.startswith(host) and squeezed != host for host in page.hosts),
    )
    yield "numbered", bool(_NUMBER.match(text))
    yield "year", bool(_YEAR.search(text))
    yield "month", bool(_MONTH.search(text))
    yield "digits", any(map(str.isdigit, text))
    yield "exclaims", "!" in text
    yield "comma", "," in text
    yield "small letter", text[:1].islower()
    yield "no capitals", text == text.lower()
    yield "all capitals", text == text.upper()
    size = next((name or str(len(words)) for most, name in _SIZES if len(words) <= most), "14+")
    yield f"words {size}", True
    yield from ((f"holds {word}", True) for word in words if word in WORDS["holds"])
    yield from ((f"{end} {word}", word in WORDS[end]) for end, word in (("begins", words[0]), ("ends", words[-1])))
