"""What an organisation is called whose site a page stands on: the words of the page that its host's name spells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from normalize.fields.kind import WORDS
from normalize.page.document import Block
from normalize.page.text import fold
from normalize.page.view import View

MAX_BLOCKS = 600
"""Blocks of a page in which the name is looked for."""
MAX_CHARS = 400
"""Characters of a block that are looked at."""
MAX_WORDS = 10
"""Words of a name."""
SHORTEST = 3
"""Letters of a host's name that is looked for; a shorter one spells too many words."""
_SHARED = frozenset(WORDS["hosts"]["shared"])
_SECOND = frozenset(WORDS["hosts"]["second_level"])
_GENERIC = frozenset(WORDS["hosts"]["generic"])
BODIES = frozenset(WORDS["hosts"]["bodies"])
"""Words by which a name is an organisation's."""
_SMALL = frozenset(WORDS["hosts"]["small"])
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|&")


def name_of_host(url: str) -> str:
    """Return the part of an address's host that names its owner, "" for a bare address."""
    parts = (urlsplit(url).hostname or "").split(".")
    if len(parts) < 2 or parts[-1].isdigit():
        return ""
    shared = ".".join(parts[-2:]) in _SHARED or (len(parts) > 2 and parts[-2] in _SECOND)
    return parts[-3] if shared and len(parts) > 2 else parts[-2]


def read_host_name(view: View) -> str | None:
    """Find the words of the page that its host's name spells, in full or by their first letters; None for none."""
    host = name_of_host(view.url)
    texts = [view.title, *(block.text[:MAX_CHARS] for block in _blocks(view))]
    whole = "".join(fold(host.replace("-", " ")).split())
    ending = (urlsplit(view.url).hostname or "").rpartition(".")[2]
    for label in (*([whole + ending] if len(ending) > SHORTEST else ()), *_labels(host)):
        found: Counter[str] = Counter()
        for text in texts:
            words = [match[0] for match in _WORD.finditer(text)]
            found.update(_spelled(words, label))
        if not label.startswith(whole):  # a part of the host's name may be a common noun
            names = (name for name in found if _is_name(name, view) and not _is_noun(name, texts))
            found = Counter({name: found[name] for name in names})
        if found:
            return _branch(max(found, key=lambda name: (found[name], len(name))), view.url, texts)
    for text in texts:
        name = _abbreviated(text, host.replace("-", ""))
        if name:
            return name
    return None


def _is_name(name: str, view: View) -> bool:
    """Tell whether one word that begins a host's name stands in the frame of the page, as its owner's name does."""
    inner = name[1:] != name[1:].lower()
    return inner or " " in name or any(name in block.text for block in view.document.margin[:MAX_BLOCKS])


def _is_noun(name: str, texts: list[str]) -> bool:
    """Tell whether texts write a name in small letters as well."""
    noun = re.compile(rf"\b{re.escape(name.lower())}\b")
    return any(noun.search(text) for text in texts)


def _branch(name: str, url: str, texts: list[str]) -> str:
    """Add the branch that a host names before its owner ("leiden.voorbeeld.nl"), where the page writes it as a name."""
    sub = (urlsplit(url).hostname or "").removeprefix("www.").split(".")[0]
    if fold(sub) in _GENERIC or len(sub) < 4 or sub == name_of_host(url) or fold(sub) in fold(name).split():
        return name
    word = re.compile(rf"(?<![.!?] )\b{re.escape(sub.capitalize())}\b")
    return f"{name} {sub.capitalize()}" if any(word.search(text) for text in texts) else name


def _blocks(view: View) -> list[Block]:
    return [*view.document.margin[:MAX_BLOCKS], *view.blocks[:MAX_BLOCKS]]


def _labels(host: str) -> Iterator[str]:
    """Yield the host's name in one word, and its beginning where it has several."""
    parts = fold(host.replace("-", " ")).split()
    for end in range(len(parts), 0, -1):
        label = "".join(parts[:end])
        if len(label) >= (SHORTEST if end == len(parts) else 6) and label not in _GENERIC:
            yield label


def _spelled(words: list[str], label: str) -> Iterator[str]:
    """Yield the runs of words whose letters are the label's, with a capital at least."""
    letters = ["".join(fold(word).split()) for word in words]
    for begin, first in enumerate(letters):
        if not first or not label.startswith(first):
            continue
        end, joined = begin + 1, first
        while end < len(words) and len(joined) < len(label) and end - begin < MAX_WORDS:
            joined += letters[end]
            end += 1
        name = " ".join(words[begin:end]).strip(" &")
        if joined == label and any(map(str.isupper, name)):
            yield _continued(name, words[end : end + 2])


def _continued(name: str, after: list[str]) -> str:
    """Add what belongs to a name that is joined by "&"."""
    return f"{name} & {after[1]}" if after[:1] == ["&"] and after[1:] and after[1][:1].isupper() else name


def _abbreviated(text: str, label: str) -> str | None:
    """Find a name of words with capitals that the host's name abbreviates."""
    words = [match[0] for match in _WORD.finditer(text)]
    for begin, word in enumerate(words):
        if not word[:1].isupper():
            continue
        end, initials = begin, ""
        while end < len(words) and end - begin < MAX_WORDS and (words[end][:1].isupper() or fold(words[end]) in _SMALL):
            if fold(words[end]) not in _SMALL and words[end] != "&":
                initials += fold(words[end])[:1]
            end += 1
            name = words[begin:end]
            body = any(fold(one) in BODIES for one in name)
            if body and len(label) > 1 and initials == label and len(name) > 1:
                return " ".join(name)
            if body and len(name) == 2 and _shortens(name, label):
                return " ".join(name)
    return None


def _shortens(name: list[str], label: str) -> bool:
    """Tell whether a label is a short form of one of two words, and the other in full: hsleiden."""
    first, second = (fold(word) for word in name)
    for short, whole, rest in ((first, second, label.removesuffix(second)), (second, first, label.removeprefix(first))):
        letters = iter(short)
        if len(whole) > 3 and 0 < len(rest) < 5 and rest != label and all(sign in letters for sign in rest):
            return rest[0] == short[0]
    return False
