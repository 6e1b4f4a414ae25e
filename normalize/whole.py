"""A run's pages read as a whole: its courses, and what the pages say that offer none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import urldefrag, urlsplit

import msgspec

from normalize.condition import says_closed, says_not_found
from normalize.course import Course
from normalize.guard import Findings
from normalize.reading import Reading, SiteMemory
from normalize.settle import settle
from spiders.page import Page
from spiders.registry import Provider

NOTICES_KEPT = 1000
"""How many pages that excuse themselves are remembered."""
PROBLEMS_KEPT = 20
"""Of how many pages that could not be read the reason is kept with the run."""


class RunReading(msgspec.Struct, kw_only=True):
    """What the pages of a run give."""

    pages: list[Reading] = []
    """What was read from each page."""
    closed: list[str] = []
    """Words of pages that say their site is closed for a while."""
    hashes: dict[str, str] = {}
    """Address of a page to the hash of its content, where that is known."""
    taken: int = 0
    """Of how many pages nothing had to be read, because they are as they were when they were read before."""
    not_found: dict[str, str] = {}
    """Address to the words of a page that answered 200 and says that it is not there."""

    def figures(self) -> dict[str, object]:
        """Return what is kept with the run."""
        problems = {page.url: page.problem for page in self.pages if page.problem}
        return {
            "read": len(self.pages) - self.taken, "unreadable": len(problems),
            "problems": dict(list(problems.items())[:PROBLEMS_KEPT]),
        }  # fmt: skip

    def courses(self, languages: Collection[str]) -> list[Course]:
        """Return one course per address, from pages in these languages; pages that excuse themselves offer none."""
        return settle((page for page in self.pages if page.url not in self.not_found), languages)

    def findings(
        self, provider: Provider, *, redirects: Mapping[str, str], gone: Mapping[str, int], failed: int,
        known: Mapping[str, Course],
    ) -> Findings:  # fmt: skip
        """Return what the run found, fit to be judged.

        `redirects` is address asked for to address that answered, `gone` address to 404 or 410, `failed` counts
        addresses that gave no page though they should have, `known` is what earlier runs found.
        """
        absent: dict[str, int | str] = {**self.absences(redirects), **gone}
        asked = {page.url for page in self.pages}
        found = {course.url: course for course in self.courses(provider.languages)}
        courses = {
            url: course if url in asked else _fuller(course, known.get(url)) for url, course in found.items()
            if url not in absent or not _had_page(known.get(url))  # a list may name it longer than its page is there
        }  # fmt: skip
        unread = {page.url for page in self.pages if page.problem}
        courses |= {url: course for url, course in known.items() if url not in found and urldefrag(url).url in unread}
        return Findings(
            courses=courses, pages=len(self.pages), failed=failed, gone=absent,
            notices=(*self.closed, *self.not_found.values()),
        )  # fmt: skip

    def absences(self, redirects: Mapping[str, str]) -> dict[str, str]:
        """Return address to words of what is certainly gone though no 404 says so.

        `redirects` is address asked for to address that answered: a course page that leads to the home page, to a
        list or to what is no course is gone; one that leads to another course has moved.
        """
        kinds = {page.url: page.kind for page in self.pages}
        led = {
            asked: f"leads to {final}" for asked, final in redirects.items()
            if asked != final and (kinds.get(final, "course") != "course" or _is_home(final))
        }  # fmt: skip
        return led | {url: f'says "{words}"' for url, words in self.not_found.items()}


def read_run(
    pages: Iterable[Page], provider: Provider, before: SiteMemory | None = None
) -> tuple[RunReading, SiteMemory]:
    """Read all pages of a run, of which some are as they were `before`; return also what to remember of them."""
    from normalize.site import read_anew  # all that reads, which a run without anything new to read can do without

    whole = RunReading()
    whole.pages, after = read_anew(_looked_over(pages, whole), provider, before or SiteMemory())
    whole.taken = after.taken
    return whole, after


def _looked_over(pages: Iterable[Page], whole: RunReading) -> Iterator[Page]:
    for page in pages:
        words = says_not_found(page)
        if words is not None and len(whole.not_found) < NOTICES_KEPT:
            whole.not_found[page.url] = words
        elif words is None and (words := says_closed(page)) is not None and len(whole.closed) < NOTICES_KEPT:
            whole.closed.append(words)
        yield page


def _fuller(card: Course, earlier: Course | None) -> Course:
    """Return what an earlier run read on a course's own page, where this run has only its card in a list.

    A page that did not answer is no reason to forget what it said.
    """
    return earlier if earlier is not None and _had_page(earlier) else card


def _had_page(earlier: Course | None) -> bool:
    """Tell whether a course was read on a page of its own, not on a list alone."""
    return earlier is not None and any(words.url == earlier.url for words in earlier.evidence.values())


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path.strip("/").lower() in ("", "nl", "en", "index.html", "index.php", "home") and not parts.query
