"""Patterns written so that they cost less, and match what they matched."""

from __future__ import annotations

import re

OPEN = (r"\w*", r"[\w-]*")
"""Any letters: how a word begins of which only the end is known ("\\w*cursus")."""
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P<\w+>|[a-z]*:|<?[=!]))?|[)|]|[^\\\[()|]+", re.DOTALL)
"""An escaped sign, a set, the opening of a group, its end, what parts its alternatives, or other signs."""


def begin_together(pattern: str) -> str:
    """Let the alternatives of a group that begin with any letters read them once, and not once for each."""
    groups: list[tuple[str, list[str]]] = [("", [""])]
    for piece in _PIECE.findall(pattern):
        if piece.startswith("("):
            groups.append((piece, [""]))
        elif piece == "|":
            groups[-1][1].append("")
        elif piece == ")" and len(groups) > 1:
            opening, alternatives = groups.pop()
            groups[-1][1][-1] += f"{opening}{_joined(alternatives)})"
        else:
            groups[-1][1][-1] += piece
    return _joined(groups[0][1])


def _joined(alternatives: list[str]) -> str:
    for begin in OPEN:
        ends = [one.removeprefix(begin) for one in alternatives if _begins(one, begin)]
        if len(ends) > 1:
            others = [one for one in alternatives if not _begins(one, begin)]
            alternatives = [*others, f"{begin}(?:{'|'.join(ends)})"]
    return "|".join(alternatives)


def _begins(alternative: str, begin: str) -> bool:
    return alternative.startswith(begin) and not alternative.startswith((f"{begin}?", f"{begin}+"))
