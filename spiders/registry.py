"""The registry, `providers.toml`: who is crawled, where, how often.

Reading is strict: a key that is not known, or a value of another kind, is answered with file,
line and reason. What is written is written through tomlkit, so that people's comments and the
order of the file stay as they are (see `registry_edit`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

FIELD_NAMES = (
    "title", "provider", "description", "audience", "entry_requirements", "level", "delivery", "languages",
    "price", "duration", "sessions", "location", "certificate", "accreditation",
)  # fmt: skip
"""What `fields` may hold a CSS selector for."""

EDUDEX_NAMES = ("org_unit", "application_type", "payment_due", "degree", "program_form", "program_type")
"""What `edudex` may hold: facts that EDU-DEX requires and sites seldom state, as the provider gave them."""


class RegistryError(ValueError):
    """The registry can't be used; the text is `file:line: reason`, fit to show as it is."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider as the registry has it. Only `id`, `name` and `website` are needed."""

    id: str
    """Lower-case slug, stable for ever."""
    name: str
    """As people write it."""
    website: str
    """Home page."""
    start_urls: tuple[str, ...] = ()
    """Where the crawl begins; the home page where empty."""
    sitemaps: tuple[str, ...] = ()
    """Sitemaps that robots.txt does not name."""
    allow: tuple[str, ...] = ()
    """URL path patterns of pages worth visiting; all where empty."""
    deny: tuple[str, ...] = ()
    """URL path patterns of pages never visited; wins over `allow`."""
    languages: tuple[str, ...] = ("nl", "en")
    """Languages whose pages are read, ISO 639-1."""
    same_as: tuple[str, ...] = ()
    """The provider's other hosts, as addresses."""
    location: str | None = None
    """Where it gives its courses unless a page says otherwise; shown in reports, never filled in."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Course field to CSS selector, where reading by itself falls short."""
    schedule: str | None = None
    """Cron line in Europe/Amsterdam; None leaves the provider to the general schedule."""
    private_network: bool = False
    """Permits loopback and private addresses."""
    description_chars: int = 600
    """The longest description that is published, in characters."""
    enabled: bool = True
    """Whether a refresh of all providers holds this one."""
    min_courses: int = 0
    """A run that finds fewer courses is held back for a person."""
    review: bool = False
    """Whether the first run waits for a person before anything of it is published."""
    edudex: Mapping[str, str] = field(default_factory=dict)
    """What EDU-DEX requires of this provider's courses and no page states, in EDU-DEX's own words."""
    note: str | None = None
    """For people: what is known, what is a guess."""
    delay: float = 1.0
    """Seconds between two requests to one host, at least."""
    max_pages: int = 1000
    """Requests a crawl may make."""
    max_depth: int = 6
    """Links a crawl may follow from its start."""

    @property
    def hosts(self) -> frozenset[str]:
        """The provider's own hosts, lower case, each without and with `www.`; with port where one is given."""
        own = {urlsplit(url).netloc.lower() for url in (self.website, *self.start_urls, *self.sitemaps, *self.same_as)}
        bare = {host.removeprefix("www.") for host in own if host}
        return frozenset(bare | {f"www.{host}" for host in bare})


def load(path: Path) -> list[Provider]:
    """Return the providers of a registry file in its order.

    Raises RegistryError with file, line and reason for the first mistake.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8 text"
        raise RegistryError(f"{path}: {reason}") from error
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        where = line.group(1) if line else str(text.count("\n") + 1)
        raise RegistryError(f"{path}:{where}: not valid TOML: {error}") from error
    return _Reader(path, text).providers(document)


class _Reader:
    """Turns the parsed file into providers, and knows on which line each entry and key stands."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.entries = [n for n, line in enumerate(self.lines) if re.match(r"\s*\[\[\s*provider\s*\]\]", line)]

    def error(self, reason: str, entry: int | None = None, key: str | None = None) -> RegistryError:
        number = self.entries[entry] if entry is not None and entry < len(self.entries) else 0
        if key is not None:
            past = self.entries[entry + 1] if entry is not None and entry + 1 < len(self.entries) else len(self.lines)
            pattern = re.compile(rf"\s*\[?(provider\.)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
            number = next((n for n in range(number, past) if pattern.match(self.lines[n])), number)
        return RegistryError(f"{self.path}:{number + 1}: {reason}")

    def providers(self, document: dict[str, Any]) -> list[Provider]:
        for key in document:
            if key != "provider":
                raise self.error(f"unknown key '{key}': the registry holds [[provider]] entries only", None, key)
        entries = document.get("provider", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self.error("write each provider as a [[provider]] entry", None, "provider")
        found: list[Provider] = []
        for number, entry in enumerate(entries):
            provider = self.provider(number, entry)
            if any(provider.id == other.id for other in found):
                raise self.error(f"id '{provider.id}' is used twice", number, "id")
            found.append(provider)
        return found

    def provider(self, number: int, entry: dict[str, Any]) -> Provider:
        known = {f.name for f in fields(Provider)}
        for key in entry:
            if key not in known:
                raise self.error(f"unknown key '{key}' in provider '{entry.get('id', '?')}'", number, key)
        for key in ("id", "name", "website"):
            if not isinstance(entry.get(key), str) or not entry[key].strip():
                raise self.error(f"a provider needs '{key}', a text", number, key)
        values: dict[str, Any] = {}
        for key, value in entry.items():
            problem = problem_of(key, value)
            if problem:
                raise self.error(f"{key}: {problem}", number, key)
            values[key] = tuple(value) if isinstance(value, list) else value
        return Provider(**values)


URLS = {"website", "start_urls", "sitemaps", "same_as"}
PATTERNS = {"allow", "deny"}
TEXTS = {"id", "name", "website", "location", "schedule", "note"}
LISTS = {"start_urls", "sitemaps", "allow", "deny", "languages", "same_as"}
FLAGS = {"private_network", "enabled", "review"}
COUNTS = {
    "description_chars": (0, 100_000),
    "max_pages": (1, 1_000_000),
    "max_depth": (0, 100),
    "min_courses": (0, 100_000),
}


def problem_of(key: str, value: object) -> str | None:  # noqa: PLR0911 - one line per kind of value reads best flat
    """Return what is wrong with a value of a setting, None where nothing is."""
    if key in LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            return "expected a list of texts"
        return next((p for p in (_text_problem(key, item) for item in value) if p), None)
    if key in TEXTS:
        return _text_problem(key, value) if isinstance(value, str) else "expected a text"
    if key in FLAGS:
        return None if isinstance(value, bool) else "expected true or false"
    if key in COUNTS:
        low, high = COUNTS[key]
        fits = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return None if fits else f"expected a whole number from {low} to {high}"
    if key == "delay":
        fits = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 3600
        return None if fits else "expected a number of seconds from 0 to 3600"
    if key == "edudex":
        return _table_problem(value, EDUDEX_NAMES, "EDU-DEX word", "no setting")
    return _table_problem(value, FIELD_NAMES, "CSS selector", "no course field") or _selector_problem(value)


def _text_problem(key: str, value: str) -> str | None:
    if key == "id" and not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,59}", value):
        return f"'{value}' is no slug: use lower-case letters, digits, - and _, at most 60"
    if key in URLS and not is_web_address(value):
        return f"'{value}' is no http or https address"
    if key in PATTERNS:
        try:
            re.compile(value)
        except re.error as error:
            return f"'{value}' is no pattern: {error}"
    if key == "languages" and not re.fullmatch(r"[a-z]{2}", value):
        return f"'{value}' is no two-letter language code"
    if key == "schedule":
        return _cron_problem(value)
    return None


def _cron_problem(line: str) -> str | None:
    from spiders.cron import LocalCron

    try:
        LocalCron(line)
    except ValueError as error:
        return f"'{line}' is no cron line such as '0 5 * * *': {error}"
    return None


def _table_problem(value: object, known: tuple[str, ...], kind: str, names: str) -> str | None:
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        return f"expected a table of field = {kind}"
    unknown = [name for name in value if name not in known]
    return f"'{unknown[0]}' is {names}; known: {', '.join(known)}" if unknown else None


def _selector_problem(value: Any) -> str | None:
    from lxml.cssselect import CSSSelector, SelectorError

    for name, selector in value.items():
        try:
            CSSSelector(selector)
        except SelectorError as error:
            return f"'{selector}' for {name} is no CSS selector: {error}"
    return None


def is_web_address(url: str) -> bool:
    """Tell whether the text is an absolute http or https address with a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
