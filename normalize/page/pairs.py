"""Labels whose value does not simply follow: in list items of their own, in columns, and values before their label."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.page.document import Block
from normalize.page.labels import Label, is_weak, read_label

LEAST = 2
"""Pairs in one place, below which nothing shows on which side the labels are."""
COLUMN = 3
"""Labels above one another, below which they are no column."""
LABEL = 40
"""A label beside its value has no more characters."""
VALUE = 160
"""A value beside its label has no more characters."""
CHIPS, CHIP = 2, 40
"""Short facts before a line in one element, at least, and characters of one, at most."""
COUNTED = frozenset(("price", "duration", "sessions"))
"""Fields whose value holds a number, or says that there is none to pay or to wait for."""
OPEN = ("gratis", "free", "kosteloos", "overleg", "aanvraag", "request", "doorlopend", "any time", "flexib")
"""Words that stand for such a number."""


def find_pairs(blocks: list[Block]) -> dict[int, int]:
    """Tell which block holds the value of which label, by position, where more than nearness tells it."""
    labels = {n: label for n, block in enumerate(blocks) if (label := _as_label(block))}
    if len(labels) < LEAST:
        return {n: n - 1 for n, label in labels.items() if _is_boxed(blocks, n, label)}
    pairs: dict[int, int] = {}
    for run in _runs(blocks, labels, before=True):
        if _stands_before(blocks, run):
            pairs |= {label: label - 1 for label in run}
    for run in _runs(blocks, labels, before=False):
        if pairs.keys().isdisjoint(run) and _are_items(blocks[run[0] : run[-1] + 2]):
            pairs |= {label: label + 1 for label in run}
    return pairs | _columns(blocks, labels)


def ends_chips(blocks: list[Block], at: int) -> bool:
    """Tell whether a line without a sign of a label ends a row of short facts ("3 dagen", "Engels", "Certificaat")."""
    block = blocks[at]
    if block.level or block.strong or block.icon or block.text.endswith((":", "?")) or at + 1 == len(blocks):
        return False
    row = blocks[max(0, at - CHIPS) : at + 1]
    alike = len(row) > CHIPS and all(one.path == block.path and len(one.text) < CHIP for one in row)
    return alike and blocks[at + 1].path != block.path and block.tag not in ("dt", "li", "p")


def _columns(blocks: list[Block], labels: dict[int, Label]) -> dict[int, int]:
    """Pair the labels of one column with the values of the column beside it, where both have as many."""
    pairs: dict[int, int] = {}
    for first in labels:
        size = next((size for size in range(len(labels)) if first + size not in labels), len(labels))
        if first - 1 in labels or size < COLUMN or first + 2 * size > len(blocks):
            continue
        column = _box(blocks, first, first + size - 1)
        beside = _box(blocks, first + size, first + 2 * size - 1)
        apart = column not in blocks[first + size].path and beside not in blocks[first].path
        ends = beside != _box(blocks, first + size, first + 2 * size)
        if apart and ends and all(_may_be(labels[n], blocks[n + size]) for n in range(first, first + size)):
            pairs |= {n: n + size for n in range(first, first + size)}
    return pairs


def _are_items(blocks: list[Block]) -> bool:
    """Tell whether each block is a list item by itself."""
    return all(block.tag == "li" for block in blocks) and len({block.item for block in blocks}) == len(blocks)


def _as_label(block: Block) -> Label | None:
    """Return what a block labels if it is a label, and on neither side by its form: no heading, no colon."""
    if block.level or len(block.text) > LABEL or block.text.endswith((":", "?")) or block.header:
        return None
    meaning = read_label(block.text)
    return meaning if meaning.fields and meaning.exact else None


def _runs(blocks: list[Block], labels: dict[int, Label], *, before: bool) -> Iterator[list[int]]:
    """Yield labels that stand in turn with values on the same side, as many as follow each other."""
    step = -1 if before else 1
    run: list[int] = []
    for n in sorted(labels):
        value = n + step
        fits = 0 <= value < len(blocks) and value not in labels and _may_be(labels[n], blocks[value])
        if run and (not fits or n - run[-1] != 2):
            yield from [run] if len(run) >= LEAST else []
            run = []
        if fits:
            run.append(n)
    if len(run) >= LEAST:
        yield run


def _may_be(label: Label, value: Block) -> bool:
    """Tell whether a block may be the value of a label."""
    if len(value.text) > VALUE or value.text.endswith((":", "?")) or value.zone == "teaser":
        return False
    if not COUNTED.isdisjoint(label.fields):
        words = value.text.lower()
        return any(sign.isdigit() for sign in words) or any(word in words for word in OPEN)
    return True


def _stands_before(blocks: list[Block], run: list[int]) -> bool:
    """Tell whether the labels of a run follow their values: each pair in a box of its own, or all in one."""
    if all(is_weak(blocks[n].text) for n in run):
        return False
    pairs = [_box(blocks, n - 1, n) for n in run]
    if all(pair > _box(blocks, n, n + 1) for pair, n in zip(pairs, run, strict=True)):
        return True
    first, last = run[0] - 1, run[-1]
    whole = _box(blocks, first, last)
    return len(run) > LEAST and _box(blocks, first - 1, first) < whole > _box(blocks, last, last + 1)


def _is_boxed(blocks: list[Block], at: int, label: Label) -> bool:
    """Tell whether a label and the number before it are all that their element holds ("3 dagen" above "Duur")."""
    if COUNTED.isdisjoint(label.fields) or at == 0 or blocks[at].cell or blocks[at - 1].level:
        return False
    if not _may_be(label, blocks[at - 1]):
        return False
    pair = _box(blocks, at - 1, at)
    return pair > max(_box(blocks, at - 2, at - 1), _box(blocks, at, at + 1))


def _box(blocks: list[Block], one: int, two: int) -> int:
    """Return the number of the innermost element that holds both blocks, 0 for none; inner ones have higher numbers."""
    if one < 0 or two >= len(blocks):
        return 0
    return max(set(blocks[one].path) & set(blocks[two].path), default=0)
