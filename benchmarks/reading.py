"""Pages read per second, beside the time that lxml needs merely to parse them, in the same run.

    python benchmarks/reading.py [--pages FOLDER] [--rounds 5]

Without --pages it reads the course pages of the sample sites, padded to 40 KB: with the noise that real pages
carry (menus), and with prose, the half of the page; then all of them as one site. With it, every .html file
below the folder, by themselves and as one site. Each round times parsing and reading in turn on the same bytes,
and begins with nothing remembered of the round before; the medians are shown, and their ratio.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import cycle
from pathlib import Path
from urllib.request import urlopen

import lxml.html

from normalize.page.text import fold
from normalize.page.view import look
from normalize.read import read_page
from normalize.site import read_site
from samples import serve
from spiders.page import Page
from spiders.registry import Provider

SIZE = 40_000
NOISE = '<li class="menu-item menu-item-type-post_type"><a class="nav-link" href="/pagina/{n}">Pagina {n}</a></li>\n'
SITE = Provider(id="site", name="Site", website="https://pages.example/")
Work = Callable[[Sequence[Page]], object]


def sample_pages() -> list[Page]:
    """Return the course pages of the sample sites as they are."""
    pages = []
    with serve(date(2026, 11, 22)) as sites:
        for url in sorted({record["url"] for record in sites.truth if "#" not in record["url"]}):
            try:
                with urlopen(url) as answer:
                    pages.append(Page(url=url, body=answer.read()))
            except OSError:
                continue  # planted: some pages are gone
    return pages


def with_menus(pages: Sequence[Page], size: int = SIZE) -> list[Page]:
    """Return the pages padded with menus to a size in bytes."""
    padded = []
    for page in pages:
        menu = "".join(NOISE.format(n=n) for n in range(max(0, size - len(page.body)) // len(NOISE)))
        body = page.body.replace(b"</body>", f"<nav><ul>{menu}</ul></nav></body>".encode())
        padded.append(Page(url=page.url, body=body))
    return padded


def with_prose(pages: Sequence[Page]) -> list[Page]:
    """Return the pages with the sentences of all of them added, to half of 40 KB, and menus."""
    views = [view for page in pages if (view := look(page))]
    sentences = cycle(
        sorted({sentence.text for view in views for sentence in view.sentences if len(sentence.text) > 40})
    )
    padded = []
    for page in pages:
        prose, length = "", len(page.body)
        while length + len(prose) < SIZE / 2:
            prose += f"<p>{' '.join(next(sentences) for _ in range(4))}</p>\n"
        padded.append(Page(url=page.url, body=page.body.replace(b"</body>", f"<main>{prose}</main></body>".encode())))
    return with_menus(padded)


def folder_pages(folder: Path) -> list[Page]:
    """Return every .html file below a folder."""
    files = sorted(folder.rglob("*.html"))
    return [Page(url=f"https://pages.example/{n}", body=file.read_bytes()) for n, file in enumerate(files)]


def parse_each(pages: Sequence[Page]) -> None:
    """Build the trees that any reader must build, and nothing else."""
    for page in pages:
        lxml.html.document_fromstring(page.body)


def read_each(pages: Sequence[Page]) -> None:
    """Read each page by itself."""
    for page in pages:
        read_page(page)


def read_whole(pages: Sequence[Page]) -> None:
    """Read the pages as one site."""
    list(read_site(pages, SITE))


def forget() -> None:
    """Forget what was remembered of texts, so that no round profits from the one before."""
    for one in gc.get_objects():
        if isinstance(one, type(fold)) and one.cache_info().maxsize:
            one.cache_clear()


def seconds(work: Work, pages: Sequence[Page]) -> float:
    """Return the CPU seconds that the work takes."""
    forget()
    start = time.process_time()
    work(pages)
    return time.process_time() - start


def measure(name: str, work: Work, pages: Sequence[Page], rounds: int) -> None:
    """Measure and print one line."""
    work(pages)  # imports and tables belong to no round
    times = [(seconds(parse_each, pages), seconds(work, pages)) for _ in range(rounds)]
    bare, read = (1e6 * statistics.median(column) / len(pages) for column in zip(*times, strict=True))
    ratios = [read / bare for bare, read in times]
    size = statistics.mean(len(page.body) for page in pages) / 1000
    print(
        f"{name:22} {len(pages):5} of {size:3.0f} KB {bare:8.0f} µs parse {read:8.0f} µs read {1e6 / read:6.0f} pages/s"
        f"   ratio {statistics.median(ratios):5.1f} (min {min(ratios):.1f}, max {max(ratios):.1f}; goal: 10)"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=Path, help="a folder with .html files")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if options.pages:
        pages = folder_pages(options.pages)
        measure("each page", read_each, pages, options.rounds)
    else:
        samples = sample_pages()
        pages = with_menus(samples)
        measure("each page", read_each, pages, options.rounds)
        measure("each page, half prose", read_each, with_prose(samples), options.rounds)
    measure("as one site", read_whole, pages, options.rounds)


if __name__ == "__main__":
    main()
