"""What stands for the code and the tables of this package: what they made is made anew once they change."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from hashlib import blake2b
from pathlib import Path

AFTER = frozenset((
    "amend.py", "assemble.py", "difference.py", "freshness.py", "match.py", "matching", "offers.py", "version.py",
    "excerpt.py", "spoken.py", "topics.py", "topics.toml",
))  # fmt: skip
"""Parts at work after the reading; a change of theirs makes no reading old."""


def reader_version() -> str:
    """Return the hash of all that reading is made of."""
    return _version(AFTER)


def version() -> str:
    """Return the hash of the whole package."""
    return _version(frozenset())


@cache
def _version(left_out: Collection[str]) -> str:
    root = Path(__file__).parent
    files = sorted(path for path in root.rglob("*") if path.suffix in (".py", ".toml"))
    files = [path for path in files if path.relative_to(root).parts[0] not in left_out]
    return blake2b(b"".join(path.read_bytes() for path in files), digest_size=8).hexdigest()
