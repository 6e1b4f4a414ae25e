"""Texts made fit to compare and to keep."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from normalize.values.alternatives import question

NOISE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
URL = re.compile(r"\(?https?://[^\s<>()]{1,500}\)?")
PHONE = re.compile(
    r"(?<![\w€.,/-])(?:\+\d{2}|0031|0\d{1,3})[\s()./-]{0,3}(?:\(0\)\s?)?(?:\d[\s-]?){6,9}\d?(?![\w.,-]?\d)"
)
WORDS = re.compile(r"[^\W_]+")
ASCII_WORDS = bytes(ord(chr(n).lower()) if chr(n).isalnum() else ord(" ") for n in range(128)) + b" " * 128
"""Makes the words of ASCII lower case and all other signs spaces; on bytes, which costs a quarter of a search."""
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
FIGURES = re.compile(r"\d{3}")
SENTENCE = re.compile(
    r"\s(?<=[.!?]\s)\s*(?=[A-ZÀ-Þ0-9€\"'“‘(•])"
    r"|(?<=[a-z)][.!?])(?=(?:Deze|Dit|De|Het|Een|In|Je|U|Na|Voor|The|This|You|It|We|Wij|Er|Om|Als|Bij|Met) [a-z])"
)
ABBREVIATIONS = (
    "bijv bv nl d.w.z o.a m.u.v i.v.m incl excl ca max min mr dr drs ir ing prof e.g i.e vs jan feb mrt apr jun jul aug"
    " sept sep okt oct nov dec no nr tel p.p"
)
ABBREVIATED = question(rf"(?:\b(?:{'|'.join(map(re.escape, ABBREVIATIONS.split()))})|\b[A-Z])\.$", re.IGNORECASE)


def tidy(text: str, limit: int) -> str:
    """Fold whitespace, drop soft hyphens and zero-width signs, cut to the limit."""
    text = text[: 4 * limit]
    if not text.isascii():
        for sign in NOISE:
            text = text.replace(sign, "")
    return " ".join(text.split())[:limit].rstrip()


def tidied(texts: Iterable[str], limit: int, apart: str = "") -> str:
    """Tidy texts as one, and look at no more of them than that takes: elements may hold each other a thousand deep."""
    parts: list[str] = []
    left = 4 * limit
    for text in texts:
        parts.append(text)
        left -= len(text)
        if left <= 0:
            break
    return tidy(apart.join(parts), limit)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return the words of a text in lower case, without accents and signs, parted by one space."""
    if not text.isascii():
        text = NOT_ASCII.sub(lambda sign: _as_ascii(sign[0]), text)
    if text.isascii():
        return b" ".join(text.encode().translate(ASCII_WORDS).split()).decode()
    plain = text.casefold()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join([c for c in parts if c < "\u0300" or not unicodedata.combining(c)])
    return " ".join(WORDS.findall(plain))


@lru_cache(maxsize=4096)
def _as_ascii(sign: str) -> str:
    """Return what a sign becomes without accents, a space for what is no letter or figure; itself where it has none."""
    parts = [part for part in unicodedata.normalize("NFKD", sign.casefold()) if not unicodedata.combining(part)]
    plain = "".join(parts)
    if not plain or (plain.isascii() and (plain.islower() or plain.isdecimal())):
        return plain
    return sign if any(map(str.isalnum, plain)) else " "


def sentences(text: str) -> list[str]:
    """Cut a text into sentences."""
    parts: list[str] = []
    for piece in SENTENCE.split(text):
        if parts and parts[-1].endswith((".", ".\n")) and ABBREVIATED.search(parts[-1][-12:]):
            parts[-1] += " " + piece
        else:
            parts.append(piece)
    return parts


def without_personal(text: str) -> str:
    """Strip e-mail addresses, phone numbers, and bare web addresses, which no reader of a text needs."""
    if "@" in text:
        text = EMAIL.sub("", text)
    if "http" in text:
        text = URL.sub("", text)
    return " ".join(PHONE.sub("", text).split()) if FIGURES.search(text) else text


def cut(text: str, limit: int) -> str:
    """Cut a text at the last sentence that ends within the limit, in a long list at an item, else at a word."""
    if len(text) <= limit:
        return text
    kept = ""
    for sentence in sentences(text[: limit + 200]):
        if len(kept) + len(sentence) + 1 > limit:
            break
        kept = f"{kept} {sentence}".strip()
    item = text.rfind(";", 0, limit)
    if item > max(len(kept), limit // 2):
        return text[:item]
    return kept or text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
