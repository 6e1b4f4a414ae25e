"""Addresses: one spelling a page, which are variants, and which may not be connected to."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy.resolver import dnscache

from spiders.addresses import PrivateAddressError, PublicResolver, is_refused, literal_address, networks
from spiders.urls import NoiseKeys, canonical, is_page_number, join, next_number, shape

CANONICAL = [
    ("HTTPS://Www.Example.NL:443/Cursus#prijs", "https://www.example.nl/Cursus"),
    ("http://example.nl:8080", "http://example.nl:8080/"),
    ("http://example.nl?", "http://example.nl/"),
    ("https://example.nl/a?b=2&a=1&utm_source=mail&fbclid=x", "https://example.nl/a?a=1&b=2"),
    ("https://example.nl/a?b=&c", "https://example.nl/a?b=&c"),
    ("https://example.nl/a?x=2&x=1", "https://example.nl/a?x=2&x=1"),
    ("https://example.nl/a;jsessionid=0A1B2C?PHPSESSID=0a1b", "https://example.nl/a"),
    ("https://example.nl/a?sid=a1b2c3d4e5f6a7b8c9", "https://example.nl/a"),
    ("https://example.nl/a?sid=12", "https://example.nl/a?sid=12"),
    ("https://example.nl/%e2%80%98leren%E2%80%99%7e", "https://example.nl/%E2%80%98leren%E2%80%99~"),
    ("https://example.nl/\u2018leren\u2019", "https://example.nl/%E2%80%98leren%E2%80%99"),
    ("https://example.nl/a%2Fb", "https://example.nl/a%2Fb"),
    ("https://user:secret@example.nl/", "https://example.nl/"),
    ("ftp://example.nl/", ""),
    ("mailto:a@example.nl", ""),
    ("https://", ""),
    ("http://[::1", ""),
    ("http://example.nl:99999/", ""),
    ("https://example.nl/" + "a" * 1000, ""),
]


@pytest.mark.parametrize(("url", "known"), CANONICAL)
def test_canonical(url: str, known: str) -> None:
    assert canonical(url) == known
    assert canonical(known) == known


def test_join() -> None:
    assert join("https://example.nl/a/b?x=1", "../c/?page=2#d") == "https://example.nl/c/?page=2"
    assert join("https://example.nl/a", "//other.nl/") == "https://other.nl/"
    assert join("https://example.nl/a", "javascript:alert(1)") == ""


SHAPES = [
    ("https://e.nl/cursus/91065/slug", None),
    ("https://e.nl/nascholing/2025/slug/", None),
    ("https://e.nl/kalender/2025/03/", "<dates>"),
    ("https://e.nl/kalender/2025-03-01", "<dates>"),
    ("https://e.nl/agenda?month=3", "<dates>"),
    ("https://e.nl/aanbod?duur=1&plaats=x", "<facets>"),
    ("https://e.nl/aanbod/page/3/", "/<page>"),
    ("https://e.nl/aanbod?page=3", "page"),
    ("https://e.nl/cursus.php?id=3", "id"),
]


@pytest.mark.parametrize(("url", "mark"), SHAPES)
def test_shape(url: str, mark: str | None) -> None:
    found = shape(url)
    assert (found is None) == (mark is None)
    assert found is None or mark is None or mark in found[0]


def test_page_numbers() -> None:
    assert is_page_number("https://e.nl/a?page=2")
    assert is_page_number("https://e.nl/a/page/2/")
    assert not is_page_number("https://e.nl/a?id=2")
    assert next_number("https://e.nl/a?f=1&page=9") == "https://e.nl/a?f=1&page=10"
    assert next_number("https://e.nl/a?id=9") == ""


def test_keys_that_never_change_the_page_are_learned() -> None:
    noise = NoiseKeys()
    for number in range(3):
        noise.learn(f"https://e.nl/c/{number}?cf=a&cd={number}&id=3&taal=en", f"https://e.nl/c/{number}?taal=en")
        noise.learn(f"https://e.nl/c/{number}?page=3", f"https://e.nl/c/{number}")
        noise.learn(f"https://e.nl/c/{number}?kleur=3", f"https://e.nl/d/{number}")
    assert (
        noise.without("https://e.nl/x?cf=b&cd=9&id=3&page=2&taal=nl&kleur=1")
        == "https://e.nl/x?id=3&page=2&taal=nl&kleur=1"
    )
    assert NoiseKeys().without("https://e.nl/x?cf=b") == "https://e.nl/x?cf=b"


REFUSED = [
    "127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "192.0.2.1", "224.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
    "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "not an address",
]  # fmt: skip


@pytest.mark.parametrize("address", REFUSED)
def test_refused(address: str) -> None:
    assert is_refused(address, private_allowed=False)


def test_permitted() -> None:
    assert not is_refused("93.184.216.34", private_allowed=False)
    assert not is_refused("2606:2800:220:1::1", private_allowed=False)
    assert not is_refused("::ffff:93.184.216.34", private_allowed=False)
    assert not is_refused("127.0.0.1", private_allowed=True)
    assert is_refused("10.1.2.3", private_allowed=True, never=networks(["10.0.0.0/8"]))


SPELLINGS = [
    ("127.0.0.1", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("0x7f000001", "127.0.0.1"), ("0177.0.0.1", "127.0.0.1"),
    ("127.1", "127.0.0.1"), ("0x7f.1", "127.0.0.1"), ("[::1]", "::1"), ("example.nl", None), ("1.example", None),
    ("4294967296", "0.0.0.0"), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("spelled", "address"), SPELLINGS)
def test_literal_address(spelled: str, address: str | None) -> None:
    assert literal_address(spelled) == address


def test_a_name_that_resolves_to_a_private_address_is_refused() -> None:
    from twisted.internet import reactor

    resolver = PublicResolver(reactor, 10, 1.0)
    failed: list[Any] = []
    dnscache["rebound.example"] = "10.0.0.1"
    try:
        resolver.getHostByName("rebound.example").addErrback(failed.append)
    finally:
        del dnscache["rebound.example"]
    assert failed[0].check(PrivateAddressError)
    assert resolver.refused == {"rebound.example": "10.0.0.1"}
