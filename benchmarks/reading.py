"""Pages read per second, beside the time that lxml needs merely to parse them, in the same run.

    python benchmarks/reading.py [--pages FOLDER] [--rounds 5]

Without --pages it reads the course pages of the sample sites, padded to 40 KB with the noise that real
pages carry (menus, scripts, hidden markup); with it, every .html file below the folder. Each round times
parsing and reading in turn on the same bytes; the medians of the rounds are shown, and their ratio.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import lxml.html

from normalize.read import read_page
from samples import serve
from spiders.page import Page

SIZE = 40_000
NOISE = '<li class="menu-item menu-item-type-post_type"><a class="nav-link" href="/pagina/{n}">Pagina {n}</a></li>\n'


def sample_pages() -> list[Page]:
    """Return the course pages of the sample sites, each of about 40 KB."""
    pages = []
    with serve(date(2026, 11, 22)) as sites:
        for url in sorted({record["url"] for record in sites.truth if "#" not in record["url"]}):
            try:
                with urlopen(url) as answer:
                    body = answer.read()
            except OSError:
                continue  # planted: some pages are gone
            menu = "".join(NOISE.format(n=n) for n in range(max(0, SIZE - len(body)) // len(NOISE)))
            pages.append(Page(url=url, body=body.replace(b"</body>", f"<nav><ul>{menu}</ul></nav></body>".encode())))
    return pages


def folder_pages(folder: Path) -> list[Page]:
    """Return every .html file below a folder."""
    files = sorted(folder.rglob("*.html"))
    return [Page(url=f"https://pages.example/{n}", body=file.read_bytes()) for n, file in enumerate(files)]


def parse(page: Page) -> object:
    """Build the tree that any reader must build, and nothing else."""
    return lxml.html.document_fromstring(page.body)


def seconds(work: Callable[[Page], object], pages: Sequence[Page]) -> float:
    """Return the CPU seconds that the work takes on all pages."""
    start = time.process_time()
    for page in pages:
        work(page)
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=Path, help="a folder with .html files")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    pages = folder_pages(options.pages) if options.pages else sample_pages()
    seconds(read_page, pages)  # imports, tables and caches belong to no round
    parses, reads = [], []
    for _ in range(options.rounds):
        parses.append(seconds(parse, pages))
        reads.append(seconds(read_page, pages))
    size = statistics.mean(len(page.body) for page in pages)
    bare, read = statistics.median(parses), statistics.median(reads)
    print(f"{len(pages)} pages of {size / 1000:.0f} KB on average, median of {options.rounds} rounds")
    print(f"lxml, bare parse   {len(pages) / bare:8.0f} pages/s   {1e6 * bare / len(pages):8.0f} µs a page")
    print(f"read_page          {len(pages) / read:8.0f} pages/s   {1e6 * read / len(pages):8.0f} µs a page")
    ratios = [r / p for r, p in zip(reads, parses, strict=True)]
    spread = f"min {min(ratios):.1f}, max {max(ratios):.1f}"
    print(f"ratio read / parse {statistics.median(ratios):8.1f}   ({spread}; goal: 10)")


if __name__ == "__main__":
    main()
