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


_TOKEN = re.compile(
    r"(?P<open>\((?:\?(?:P<\w+>|[a-z]*:|<?[=!]))?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<times>(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?)|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.",
    re.DOTALL,
)
_PLAIN = "(?:"
"""Opens a group that neither captures nor looks around."""
_END = ""
"""Stands in a tree of alternatives where one ends."""


def merged(pattern: str) -> str:
    """Let all alternatives that begin alike be read as one as far as they do, at every level.

    It is found where the pattern was and nowhere else, but not always to the same end: this is for questions that are
    answered by yes or no. A search tries each alternative at each place: the fewer there are, the less it costs.
    """
    groups: list[tuple[str, list[list[str]]]] = [("", [[]])]
    for token in _TOKEN.finditer(pattern):
        alternatives = groups[-1][1]
        if token.lastgroup == "open":
            groups.append((token[0], [[]]))
        elif token.lastgroup == "or":
            alternatives.append([])
        elif token.lastgroup == "close" and len(groups) > 1:
            opening, alternatives = groups.pop()
            inner = _tree(alternatives) if opening == _PLAIN else "|".join(map("".join, alternatives))
            groups[-1][1][-1].append(f"{opening}{inner})")
        elif token.lastgroup == "times" and alternatives[-1]:
            alternatives[-1][-1] += token[0]
        else:
            alternatives[-1].append(token[0])
    return _tree(groups[0][1])


def question(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern for questions that are answered by yes or no, merged: most cost a tenth then."""
    return re.compile(merged(pattern), flags)


def asked(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Return a pattern for the same questions, merged."""
    return question(pattern.pattern, pattern.flags)


def _tree(alternatives: list[list[str]]) -> str:
    """Write alternatives, each a list of pieces, as a tree that parts where they do."""
    return "|".join(_branches(alternatives))


def _branches(alternatives: list[list[str]]) -> list[str]:
    """Write the alternatives that are left once those that begin with the same piece are one."""
    if len(alternatives) == 1:
        return ["".join(alternatives[0])]
    begins: dict[str, list[list[str]]] = {}
    for pieces in alternatives:
        begins.setdefault(pieces[0] if pieces else _END, []).append(pieces[1:])
    ended = begins.pop(_END, None) is not None
    branches = []
    for piece, rest in begins.items():
        further = _branches(rest)
        branches.append(f"{piece}{further[0]}" if len(further) == 1 else f"{piece}(?:{'|'.join(further)})")
    return [*branches, ""] if ended else branches
