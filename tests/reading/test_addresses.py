"""Addresses made whole by shortcuts are those that the standard library makes."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.fields.owners import DEEPER
from normalize.page.addresses import absolute

BASES = (
    "https://site.example/cursus/excel?taal=nl",
    "http://site.example",
    "https://site.example:8080/a/b",
    "HTTPS://Site.example/x",
)
HOMES = ("", "/", "/nl", "/nl/", "/en", "/en/", "/index.html")
HREFS = (
    "/", "/cursus/excel-basis", "/cursus/excel.html?datum=2027-03-02&plaats=Leiden", "//elders.example/cursus",
    "/a/../b", "/a//b", "/./", "/nl/", "/NL", "/en?x", "/en;x", "/index.html#top", "https://elders.example",
    "https://elders.example/a/../b", "https://elders.example/cursus?", "HTTPS://Elders.example/",
    "https://naam@elders.example/", "mailto:info@site.example", "cursus/excel", "../excel", "#inhoud", "?pagina=2",
    " /excel ", "/café", "/a\tb", "javascript:void(0)", "https:///a", "",
)  # fmt: skip
near = st.text(alphabet="ab/.?#:;=&%- \n@A\u00e9", max_size=10)
hrefs = st.sampled_from(HREFS) | st.builds(
    str.__add__, st.sampled_from(("", "/", "https://b.example/", "/nl", "//")), near
)


def whole(base: str, href: str) -> str | None:
    try:
        address = urljoin(base, href.strip())
        parts = urlsplit(address)
        return address if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


@pytest.mark.parametrize("href", HREFS)
@pytest.mark.parametrize("base", BASES)
def test_whole(base: str, href: str) -> None:
    assert absolute(base, href) == whole(base, href)


@given(st.sampled_from(BASES), hrefs)
def test_any(base: str, href: str) -> None:
    address = whole(base, href)
    assert absolute(base, href) == address
    if DEEPER.match(href):
        assert address is None or urlsplit(address).path not in HOMES
