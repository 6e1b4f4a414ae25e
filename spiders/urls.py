"""Addresses: one spelling for each page, and which addresses are only variants of one another."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

MAX_URL = 1000
"""Longer addresses are left alone, in characters."""
REMEMBERED = 8192
"""Addresses whose spelling is remembered: every page of a site links to the same few."""

TRACKING = re.compile(
    r"(?:utm_\w*|_?ga|_gl|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id"
    r"|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|hsctatracking|vero_id|oly_(?:anon|enc)_id|wt_mc|pk_\w*|mtm_\w*|piwik_\w*"
    r"|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|sessionid|session_id|sess_id|nocache|_)$",
    re.IGNORECASE,
)
"""Query keys that never say which page is meant."""
SESSION = re.compile(r"(?:sid|s|session|sess|token|nonce)$", re.IGNORECASE)
"""Query keys that hold a session where their value is long and random, and may hold something else."""
RANDOM = re.compile(r"(?=[^\d]*\d)[0-9a-z_-]{16,}$", re.IGNORECASE)
"""A value no person would type: long, letters and digits mixed."""
PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?;]*", re.IGNORECASE)

DEFAULT_PORTS = {"http": ":80", "https": ":443"}
UNRESERVED = re.compile(r"%([0-9A-Fa-f]{2})")
KEPT = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

PAGE_KEYS = frozenset(
    ("page", "_page", "p", "pg", "paged", "pagina", "paginanummer", "pagenumber", "page_number", "pagenr", "pageindex")
)  # fmt: skip
"""Query keys that number the pages of a listing."""
OFFSET_KEYS = frozenset(("offset", "start", "skip", "from", "startindex", "startrow", "first"))
"""Query keys that count the items before this page of a listing."""
PAGE_PATH = re.compile(r"/(?:page|pagina|p)[/-](\d{1,5})(?=/|$)", re.IGNORECASE)
"""The same in a path: /page/2/."""

RECORD_KEY = re.compile(r"(?:id|nr|no|code|slug|name|naam|cursus|course|opleiding|event|item)$", re.IGNORECASE)
"""Query keys that say which record is meant."""
DATE_KEYS = re.compile(r"(?:date|datum|day|dag|month|maand|year|jaar|week|tribe-bar-date|cal_?\w*|van|tot|until)$")
DATE_PATH = re.compile(
    r"(?<=/)(?:(?:19|20)\d\d(?:[-/](?:0?[1-9]|1[0-2]))?(?:[-/](?:0?[1-9]|[12]\d|3[01]))?|(?:0?[1-9]|1[0-2])[-/](?:19|20)\d\d)"
    r"(?=/|$)"
)


@lru_cache(maxsize=REMEMBERED)
def canonical(url: str) -> str:
    """Return the one spelling under which a page is known.

    Lower-case scheme and host, no default port, no user name, no fragment, no tracking or session keys, query
    sorted by key, percent-encoding as RFC 3986 section 6.2.2 wants it (so `%e2%80%99` stays an encoded curly
    quote). Returns "" for what is no http or https address, or longer than MAX_URL.
    """
    try:
        parts = urlsplit(safe_url_string(url.strip()[: MAX_URL * 2]))
        host = (parts.hostname or "").rstrip(".")
        port = f":{parts.port}" if parts.port is not None else ""
    except (ValueError, UnicodeError):
        return ""
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not host:
        return ""
    netloc = (f"[{host}]" if ":" in host else host.lower()) + ("" if port == DEFAULT_PORTS[scheme] else port)
    path = _percent(PATH_SESSION.sub("", parts.path)) or "/"
    pairs = [piece for piece in parts.query.split("&") if piece and not _is_noise(piece)]
    pairs.sort(key=lambda piece: piece.partition("=")[0])
    result = urlunsplit((scheme, netloc, path, _percent("&".join(pairs)), ""))
    return result if len(result) <= MAX_URL else ""


def join(base: str, link: str) -> str:
    """Return the canonical address a link on the page `base` leads to; "" where it leads to no web page."""
    try:
        return canonical(urljoin(base, link.strip()[: MAX_URL * 2]))
    except ValueError:
        return ""


@lru_cache(maxsize=REMEMBERED)
def host(url: str) -> str:
    """Return host and port of an address as `Provider.hosts` spells them."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def path_and_query(url: str) -> str:
    """Return what the registry's `allow` and `deny` patterns look at."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def is_page_number(url: str) -> bool:
    """Tell whether an address is one page of a listing: ?page=2, ?offset=20, /page/2/."""
    parts = urlsplit(url)
    keys = {key.lower() for key, _ in parse_qsl(parts.query, keep_blank_values=True)}
    return bool(keys & PAGE_KEYS or keys & OFFSET_KEYS or PAGE_PATH.search(parts.path))


def next_number(url: str) -> str:
    """Return the address of the listing page after this one, "" where the address holds no page number."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for place, (key, value) in enumerate(pairs):
        if key.lower() in PAGE_KEYS and value.isdecimal() and len(value) < 5:
            pairs[place] = (key, str(int(value) + 1))
            return canonical(urlunsplit(parts._replace(query=urlencode(pairs))))
    return ""


@lru_cache(maxsize=REMEMBERED)
def shape(url: str) -> tuple[str, int] | None:
    """Return the family an address varies in, and how many of that family a crawl may visit.

    None for an ordinary address. A family shares everything but dates in the path and values in the query:
    the days of an endless calendar, the facets of a search page, the pages of a listing.
    """
    parts = urlsplit(url)
    dateless = DATE_PATH.sub("<date>", parts.path)
    keys = sorted({key.lower() for key, _ in parse_qsl(parts.query, keep_blank_values=True)})
    calendar = dateless.endswith(("<date>", "<date>/")) or any(DATE_KEYS.fullmatch(key) for key in keys)
    paged = PAGE_PATH.sub("/<page>", dateless)
    others = [key for key in keys if key not in PAGE_KEYS and key not in OFFSET_KEYS]
    if calendar:
        return f"{host(url)}{paged}?<dates>", 24
    if len(others) > 1:
        return f"{host(url)}{paged}?<facets>", 60
    if others:
        return f"{host(url)}{paged}?{'&'.join(keys)}", 500 if keys == others else 60
    if keys or paged != dateless:
        return f"{host(url)}{paged}?{'&'.join(keys)}", 200
    return None


class NoiseKeys:
    """Learns from a site's canonical links which query keys never change the page, and leaves them out.

    A key counts as noise when the canonical address of three pages lacks it and of none has it. Keys that number pages
    or name a record are never learned: too many sites have one canonical address for all of them, by mistake.
    """

    def __init__(self) -> None:
        self._lacking: dict[str, int] = {}
        self._meant: set[str] = set()

    def learn(self, url: str, own: str) -> None:
        """Take in what a page says its own address is."""
        if not own or host(own) != host(url) or urlsplit(own).path != urlsplit(url).path:
            return
        kept = {key for key, _ in parse_qsl(urlsplit(own).query, keep_blank_values=True)}
        self._meant |= kept
        for key in {key for key, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)} - kept:
            if key.lower() not in PAGE_KEYS | OFFSET_KEYS and not RECORD_KEY.search(key):
                self._lacking[key] = self._lacking.get(key, 0) + 1

    def without(self, url: str) -> str:
        """Return the address without the keys that were learned to be noise."""
        noise = {key for key, times in self._lacking.items() if times >= 3 and key not in self._meant}
        if not noise or "?" not in url:
            return url
        parts = urlsplit(url)
        pieces = [piece for piece in parts.query.split("&") if piece.partition("=")[0] not in noise]
        return urlunsplit(parts._replace(query="&".join(pieces)))


def _percent(text: str) -> str:
    """Upper-case the hex digits and decode what needs no encoding."""

    def one(match: re.Match[str]) -> str:
        char = chr(int(match[1], 16))
        return char if char in KEPT else f"%{match[1].upper()}"

    return UNRESERVED.sub(one, text)


def _is_noise(piece: str) -> bool:
    key, _, value = piece.partition("=")
    return bool(TRACKING.match(key) or (SESSION.match(key) and RANDOM.match(value)))
