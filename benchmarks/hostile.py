"""Mutated pages: none may raise, or take more than its bound of time and memory.

    python benchmarks/hostile.py [--pages FOLDER] [--number 10000] [--seed 1]

Takes every .html file below a folder (default: ../shared/pages where it is there, else the made-up pages
of the tests) and spoils it: truncated, bytes turned, another charset, nested thousands deep, blown up
to megabytes, null bytes, broken entities, pieces repeated or swapped. Prints the slowest pages.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from normalize.bounds import MEMORY, SECONDS, as_reader, at_most
from normalize.course import to_dict
from normalize.read import read_page
from spiders.page import Page

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "pages"

Spoil = Callable[[bytes, random.Random], bytes]


def truncated(body: bytes, dice: random.Random) -> bytes:
    """Cut off anywhere."""
    return body[: dice.randrange(len(body) + 1)]


def turned(body: bytes, dice: random.Random) -> bytes:
    """Change some bytes to others."""
    spoiled = bytearray(body)
    for _ in range(dice.randint(1, 200)):
        spoiled[dice.randrange(len(spoiled))] = dice.randrange(256)
    return bytes(spoiled)


def other_charset(body: bytes, dice: random.Random) -> bytes:
    """Write it in an encoding that it does not declare."""
    text = body.decode("utf-8", "replace")
    return text.encode(dice.choice(["utf-16", "cp1252", "utf-32", "latin-1", "utf-7", "cp437"]), "replace")


def nested(body: bytes, dice: random.Random) -> bytes:
    """Open thousands of elements and close few of them."""
    tag = dice.choice(["div", "b", "table", "ul><li", "span", "dl><dt", "details", "font"])
    deep = f"<{tag}>".encode() * dice.choice([500, 5_000, 20_000])
    at = dice.randrange(len(body) + 1)
    return body[:at] + deep + body[at:]


def blown_up(body: bytes, dice: random.Random) -> bytes:
    """Add megabytes of one thing."""
    thing = dice.choice([b"a", b"&amp;", b"1 ", b"<p>x", b"12 mei 2027 ", b"\xe2\x82\xac 12,- ", b"<br>", b": ", b"&#"])
    size = dice.choice([100_000, 1_000_000, 20_000_000])
    at = dice.randrange(len(body) + 1)
    return body[:at] + thing * (size // len(thing)) + body[at:]


def holed(body: bytes, dice: random.Random) -> bytes:
    """Strew null bytes, broken entities, lone surrogates and controls about."""
    bits = [b"\0", b"&#x110000;", b"&#xD800;", b"&;", b"&nbsp", b"\xed\xa0\x80", b"\x1b", b"]]>", b"<!--", b"<![CDATA["]
    for _ in range(dice.randint(1, 60)):
        at = dice.randrange(len(body) + 1)
        body = body[:at] + dice.choice(bits) + body[at:]
    return body


def repeated(body: bytes, dice: random.Random) -> bytes:
    """Repeat a piece many times."""
    start = dice.randrange(len(body) + 1)
    piece = body[start : start + dice.choice([50, 500, 5_000])]
    return body[:start] + piece * dice.choice([2, 50, 500]) + body[start:]


def swapped(body: bytes, dice: random.Random) -> bytes:
    """Swap two pieces."""
    one, other = sorted(dice.randrange(len(body) + 1) for _ in range(2))
    return body[other:] + body[one:other] + body[:one]


SPOILS: tuple[Spoil, ...] = (truncated, turned, other_charset, nested, blown_up, holed, repeated, swapped)


def main() -> int:
    """Spoil, read, and say what was worst; status 1 where a page raised or took too long."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=Path, default=SHARED if SHARED.exists() else ROOT / "tests/reading/pages")
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    as_reader()
    files = sorted(options.pages.rglob("*.html"))
    dice = random.Random(options.seed)
    slowest: list[tuple[float, str]] = []
    failures: list[str] = []
    for number in range(options.number):
        path, spoil = dice.choice(files), dice.choice(SPOILS)
        body = spoil(path.read_bytes(), dice)
        name = f"{path.parent.name}/{path.name} {spoil.__name__} #{number}"
        begin = time.process_time()
        try:
            with at_most():
                for course in read_page(Page(url="https://pages.example/x", body=body)).courses:
                    to_dict(course)
        except Exception as error:  # noqa: BLE001 - whatever a page raises is what this program looks for
            failures.append(f"{name}: {type(error).__name__}: {error}")
        slowest = sorted([*slowest, (time.process_time() - begin, f"{name} ({len(body):,} bytes)")], reverse=True)[:8]
        if sys.stderr.isatty():
            print(f"\r{number + 1}/{options.number}, {len(failures)} failed", end="", file=sys.stderr)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{options.number} mutated pages of {len(files)}, seed {options.seed}: {len(failures)} failed")
    print(f"bounds a page: {SECONDS:g} s of work, {MEMORY / 1024**2:,.0f} MB; peak here {peak:,.0f} MB; the slowest:")
    print("\n".join(f"  {seconds:6.2f} s  {name}" for seconds, name in slowest))
    print("\n".join(failures[:40]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
