"""A site of which some pages changed is read as if all were read anew, with less work."""

from __future__ import annotations

import random

import msgspec
import pytest

from normalize.reading import Reading, SiteMemory
from normalize.site import read_anew, read_site
from spiders.page import Page
from spiders.registry import Provider

SCHOOL = Provider(id="school", name="School", website="https://school.example/")
SLOGAN = "Wij geven al dertig jaar cursussen aan mensen in het laboratorium."
OTHER = "Vanaf dit jaar geven wij ook cursussen aan huis, door heel het land."


def page(n: int, *, price: int = 100, slogan: str = SLOGAN) -> Page:
    body = f"""<html lang=nl><title>Cursus Techniek {n} | School</title><main><h1>Cursus Techniek {n}</h1>
    <p>{slogan}</p><p>In deze cursus leer je techniek {n}, van begin tot eind, met veel oefenen.</p><dl><dt>Prijs</dt>
    <dd>€ {price},-</dd><dt>Duur</dt><dd>{n + 1} dagen</dd><dt>Startdatum</dt><dd>12 maart 2027</dd></dl></main>"""
    return Page(f"https://school.example/cursus/techniek-{n}", body.encode(), 200, {"content-type": "text/html"})


def part(n: int) -> Page:
    body = f"""<html lang=nl><title>Data en kosten | Cursus Techniek {n}</title><main><h1>Cursus Techniek {n}</h1>
    <h2>Data en kosten</h2><p>Locatie: Leiden</p></main>"""
    return Page(f"https://school.example/cursus/techniek-{n}/kosten", body.encode(), 200, {"content-type": "text/html"})


def memory_of(pages: list[Page], before: dict[str, bytes], memory: SiteMemory) -> SiteMemory:
    """Leave in the memory what is known of pages that are the same."""
    same = {one.url for one in pages if before.get(one.url) == one.body}
    return SiteMemory(template=memory.template, pages={url: memory.pages[url] for url in same & memory.pages.keys()})


def plain(readings: list[Reading]) -> dict[str, bytes]:
    return {one.url: msgspec.json.encode(one) for one in readings}


@pytest.mark.parametrize("seed", range(8))
def test_the_same_readings_night_after_night(seed: int) -> None:
    chance = random.Random(seed)
    pages = {n: page(n) for n in range(12)}
    memory, before = SiteMemory(), dict[str, bytes]()
    for _ in range(6):
        for n in chance.sample(range(12), chance.randrange(4)):
            pages[n] = page(n, price=chance.randrange(100, 900), slogan=chance.choice([SLOGAN, OTHER, "Kort."]))
        site = [*pages.values(), *(part(n) for n in range(3))]
        readings, after = read_anew(site, SCHOOL, memory_of(site, before, memory))
        assert plain(readings) == plain(list(read_site(site, SCHOOL)))
        memory, before = after, {one.url: one.body for one in site}


def test_only_what_changed_is_read() -> None:
    site = [page(n) for n in range(12)]
    _, memory = read_anew(site, SCHOOL, SiteMemory())
    before = {one.url: one.body for one in site}
    site[3] = page(3, price=250)
    readings, after = read_anew(site, SCHOOL, memory_of(site, before, memory))
    assert after.taken == 11
    assert {one.courses[0].price and one.courses[0].price.amount for one in readings} == {100, 250}


def test_a_text_that_becomes_template_is_read_anew_where_it_stands() -> None:
    site = [page(n, slogan=OTHER if n < 4 else "Kort.") for n in range(12)]
    _, memory = read_anew(site, SCHOOL, SiteMemory())
    before = {one.url: one.body for one in site}
    site[4] = page(4, slogan=OTHER)
    _, after = read_anew(site, SCHOOL, memory_of(site, before, memory))
    assert after.taken == 7
