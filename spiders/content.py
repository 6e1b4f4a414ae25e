"""The content of a page, without what changes at every visit: session tokens, nonces, comments."""

from __future__ import annotations

import re
from hashlib import blake2b

LOOKED_AT = 8 * 1024 * 1024
"""Bytes of a page that are looked at."""
LONG_SCRIPT = 5000
"""A script as long as this may hold the page's data, and counts."""

_COMMENT = re.compile(rb"<!--.{0,5000}?-->", re.DOTALL)
_SCRIPT = re.compile(rb"<script\b(?![^>]{0,500}json)[^>]{0,2000}>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_STYLE = re.compile(rb"<style\b[^>]{0,500}>.*?</style\s*>", re.IGNORECASE | re.DOTALL)
_FIELD = re.compile(
    rb"<(?:input\b(?=[^>]{0,500}\bhidden)|meta\b(?=[^>]{0,300}(?:csrf|token|nonce)))[^>]{0,3000}>", re.IGNORECASE
)
_TOKEN = re.compile(
    rb"\b(?:nonce|integrity|data-(?:nonce|token|csrf|cf)[\w-]{0,40})\s*=\s*(?:\"[^\"]{0,5000}\"|'[^']{0,5000}')"
    rb"|[?&;](?:PHPSESSID|jsessionid|sid|session_?id|ver|v|_|t|ts|cb|nonce|token)=[\w.%-]{0,200}",
    re.IGNORECASE,
)
_SPACE = re.compile(rb"\s+")


def main_hash(body: bytes) -> str:
    """Return the hash of a page's content; equal for two answers that differ in what no reader sees."""
    text = _COMMENT.sub(b"", body[:LOOKED_AT])
    text = _SCRIPT.sub(lambda found: found[1] if len(found[1]) >= LONG_SCRIPT else b"", text)
    text = _FIELD.sub(b"", _STYLE.sub(b"", text))
    return blake2b(_SPACE.sub(b" ", _TOKEN.sub(b"", text)), digest_size=16).hexdigest()
