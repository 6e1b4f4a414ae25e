"""A page that costs more than it may is left out with its reason; the others are read."""

import time

import pytest

import normalize.site
from normalize.bounds import TooLongError, at_most
from normalize.read import read_page
from normalize.site import read_site
from spiders.page import Page
from spiders.registry import Provider

SCHOOL = Provider(id="school", name="School", website="https://school.example/")
COURSE = """<html lang=nl><title>Cursus {n}</title><main><h1>Cursus Celkweek {n}</h1><p>In deze cursus leer je cellen
kweken.</p><dl><dt>Prijs</dt><dd>€ 450,-</dd><dt>Duur</dt><dd>2 dagen</dd><dt>Startdatum</dt><dd>12 maart 2027</dd>
<dt>Doelgroep</dt><dd>Analisten</dd></dl></main></html>"""


def pages(number: int) -> list[Page]:
    return [Page(url=f"https://school.example/{n}", body=COURSE.format(n=n).encode()) for n in range(number)]


@pytest.mark.parametrize(
    "error", [MemoryError("no room"), RecursionError("too deep"), TooLongError("too long"), ValueError("a bug")]
)
@pytest.mark.parametrize("step", ["look", "read_view"])
def test_one_page_never_stops_the_others(monkeypatch: pytest.MonkeyPatch, step: str, error: Exception) -> None:
    whole = getattr(normalize.site, step)

    def fails(*args: object, **kwargs: object) -> object:
        if any(isinstance(page, Page) and page.url.endswith("/1") for page in args):
            raise error
        return whole(*args, **kwargs)

    monkeypatch.setattr(normalize.site, step, fails)
    readings = {reading.url: reading for reading in read_site(pages(3), SCHOOL)}
    assert readings["https://school.example/1"].problem == f"{type(error).__name__}: {error}"
    assert [readings[f"https://school.example/{n}"].kind for n in (0, 1, 2)] == ["course", "other", "course"]


@pytest.mark.parametrize("held", [0, 10**6])
def test_a_page_is_read_the_same_from_what_was_held(monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    alone = list(read_site(pages(4), SCHOOL))
    monkeypatch.setattr(normalize.site, "MAX_HELD", held)
    assert list(read_site(pages(4), SCHOOL)) == alone


def work(seconds: float) -> None:
    """Use the processor for so long."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_time_is_up() -> None:
    with pytest.raises(TooLongError, match=r"more than 0\.05 seconds of work"), at_most(0.05):
        work(10)
    with at_most(0.05):
        pass
    work(0.1)  # the bell of a block that ended must not ring


def test_waiting_is_no_work_but_ends() -> None:
    with at_most(0.05):
        time.sleep(0.1)
    with pytest.raises(TooLongError, match=r"more than 0\.05 seconds by the clock"), at_most(10, clock=0.05):
        time.sleep(5)
    time.sleep(0.1)


@pytest.mark.parametrize(
    ("header", "hidden", "unquoted"),
    [
        ("", False, False),
        ("noindex", True, False),
        ("none", True, False),
        ("nosnippet, noarchive", False, True),
        ("lloket: noindex", True, False),
        ("otherbot: noindex", False, False),
    ],
)
def test_what_a_server_asks_of_robots(header: str, hidden: bool, unquoted: bool) -> None:
    (page,) = pages(1)
    reading = read_page(Page(url=page.url, body=page.body, headers={"x-robots-tag": header}))
    assert (reading.noindex, reading.nosnippet) == (hidden, unquoted)
