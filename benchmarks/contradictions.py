"""How often a page that contradicts itself is found out, and how often one that does not is accused.

    python -m benchmarks.contradictions [--pages FOLDER ...] [--half open|closed] [--misses N]

Takes every labelled course page that agrees with itself, below the folders (page.html, truth.json, meta.json: the
format of ../shared/pages) or else of the sample sites, and makes copies of it. On each, one more place tells a fact of
the page: its title, its summary, its data, a line about its heading, a sentence, a button. What it tells is another
day, price, town or length (to be found out), or the same in other words, or a fact of something beside the course
(neither may be accused). What is planted is drawn at random, the same at every run.

Sites are parted in two halves by their names; of the closed half only totals are shown.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.contradictions_pages import Labelled, labelled_pages, sample_pages, tree, written
from benchmarks.contradictions_planted import WITNESSES, copies
from benchmarks.contradictions_values import FIELDS, TOWNS
from normalize.read import read_page
from spiders.page import Page

CODES = {
    "date": "conflict_dates",
    "price": "conflict_price",
    "place": "conflict_location",
    "length": "conflict_duration",
}
Row = tuple[str, str, str, str, str, str]
"""Half, kind (untouched, altered, same, harmless), field, witness, outcome, and what was planted."""


def half_of(site: str) -> str:
    """Return the half that a site is in."""
    return ("open", "closed")[hashlib.sha256(site.encode()).digest()[0] % 2]


def accused(one: Labelled, body: bytes) -> list[str]:
    """Return the contradictions that are read from a page, each with its code."""
    page = Page(url=one.page.url, body=body, fetched_at=one.page.fetched_at)
    found = read_page(page, as_course=True).courses
    if not found:
        return []
    course = max(found, key=lambda course: SequenceMatcher(None, course.title, one.title).ratio())
    return [f"{r.code} {r.text}" for r in course.freshness.reasons if r.code.startswith("conflict_")]


def measure(one: Labelled) -> list[Row]:
    """Read a page and its copies."""
    half = half_of(one.site)
    if one.agrees is False:
        return []
    said = accused(one, written(tree(one.page.body)))
    rows: list[Row] = []
    if one.agrees:
        rows.append((half, "untouched", "", "", "accused" if said else "agrees", f"{one.name}: {' '.join(said)}"))
    if said:
        return rows
    for planted in copies(one):
        said = accused(one, planted.body)
        of_field = any(words.startswith(CODES[planted.field]) for words in said)
        outcome = "accused" if of_field else "otherwise" if said else "agrees"
        told = f"{one.name}: {planted.words} [{_own(one, planted.field)}] {' '.join(said)}"
        rows.append((half, planted.kind, planted.field, planted.witness, outcome, told))
    return rows


def _own(one: Labelled, field: str) -> object:
    """Return the page's own fact."""
    return {"date": one.starts[:1], "price": one.price, "place": one.town, "length": one.length}[field]


def share(part: int, whole: int) -> str:
    """Write a share of a number."""
    return f"{part:5} of {whole:5} {part / whole:6.1%}" if whole else f"{'':21}"


def show(rows: Sequence[Row], half: str, *, detailed: bool) -> None:
    """Print what was found of one half."""
    counts: Counter[tuple[str, str, str, bool]] = Counter()
    for place, kind, field, witness, outcome, _ in rows:
        if place == half:
            found = outcome == "accused" if kind == "altered" else outcome != "agrees"
            for key in {(field, witness), (field, ""), ("", witness), ("", "")}:
                counts[kind, *key, found] += 1

    def line(kind: str, field: str = "", witness: str = "") -> str:
        yes, no = (counts[kind, field, witness, found] for found in (True, False))
        return share(yes, yes + no)

    print(f"--- {half} half: {line('untouched').strip()} untouched pages accused")
    print(f"{'':24}{'found out':>21}  {'accused, same fact':>21}  {'accused, beside it':>21}")
    groups = [("", ""), *((field, "") for field in FIELDS)]
    if detailed:
        groups += [("", witness) for witness in WITNESSES]
        groups += [(field, witness) for field in FIELDS for witness in WITNESSES]
    for field, witness in groups:
        columns = (line(kind, field, witness) for kind in ("altered", "same", "harmless"))
        print(f"{(field or 'all'):8}{witness:16}{'  '.join(columns)}")


def read_all(pages: Iterable[Labelled], workers: int) -> list[Row]:
    """Measure all pages, in processes of their own."""
    with ProcessPoolExecutor(workers) as pool:
        return [row for rows in pool.map(measure, pages, chunksize=4) for row in rows]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=Path, nargs="+", help="folders with labelled pages")
    parser.add_argument("--half", choices=("open", "closed"), help="read only the sites of this half")
    parser.add_argument("--misses", type=int, default=0, help="show so many errors of the open half")
    parser.add_argument("--field", choices=FIELDS, help="whose errors are shown")
    parser.add_argument("--witness", choices=WITNESSES, help="whose errors are shown")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    folders = options.pages or []
    pages = [one for folder in folders for one in labelled_pages(folder, TOWNS)] or [*sample_pages(TOWNS)]
    rows = read_all((one for one in pages if options.half in (None, half_of(one.site))), options.workers)
    for half in ("open", "closed"):
        if options.half in (None, half):
            show(rows, half, detailed=half == "open")
    wrong = [row for row in rows if row[0] == "open" and (row[4] == "agrees") == (row[1] == "altered")]
    wrong = [row for row in wrong if options.field in (None, row[2]) and options.witness in (None, row[3])]
    for _, kind, field, witness, outcome, told in wrong[: options.misses]:
        print(f"{kind} {field} {witness} {outcome}: {told}")


if __name__ == "__main__":
    main()
