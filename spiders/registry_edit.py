"""Changes to the registry file, made so that people's comments and order stay as they are."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import tomlkit
from tomlkit.items import AoT, Table

from spiders.registry import Provider, RegistryError, is_web_address, load, problem_of

SECOND_LEVEL = ("co.uk", "ac.uk", "org.uk", "com.au", "co.nz")
"""Public suffixes of two labels that a Dutch registry may meet."""


def add(path: Path, website: str, *, id: str | None = None, name: str | None = None) -> Provider:
    """Append a provider that is known by its address alone, and return it.

    Raises RegistryError, and writes nothing, where address or id is none, or the id or the host is there already.
    """
    if not is_web_address(website):
        raise RegistryError(f"'{website}' is no http or https address")
    providers = load(path) if path.exists() else []
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    slug = id or slug_of(host)
    taken = next((p for p in providers if p.id == slug), None)
    if taken is not None:
        raise RegistryError(f"{path}: provider '{slug}' is there already ({taken.website}); choose another with --id")
    same = next((p for p in providers if host_of(p.website) == host), None)
    if same is not None and id is None:
        raise RegistryError(f"{path}: {host} is there already as '{same.id}'; to add it again give it an --id")
    values = {"id": slug, "name": name or host, "website": website}
    for key, value in values.items():
        if problem := problem_of(key, value):
            raise RegistryError(f"{key}: {problem}")
    document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
    entry = tomlkit.table()
    entry.update(values)
    entries = document.get("provider")
    if isinstance(entries, AoT):
        entries.append(entry)
    else:
        fresh = tomlkit.aot()
        fresh.append(entry)
        document["provider"] = fresh
    _write(path, tomlkit.dumps(document))
    return next(p for p in load(path) if p.id == slug)


def remove(path: Path, id: str) -> None:
    """Take a provider out of the registry. Raises RegistryError where it is not there."""
    document, entries, position = _find(path, id)
    entries.pop(position)
    _write(path, tomlkit.dumps(document))


def enable(path: Path, id: str, enabled: bool = True) -> None:
    """Let a refresh of all providers hold this one, or not. Raises RegistryError where it is not there."""
    change(path, id, {"enabled": None if enabled else False})


def change(path: Path, id: str, values: Mapping[str, object]) -> None:
    """Give settings of a provider these values; None takes a setting out, so that the usual holds again.

    Raises RegistryError where the provider is not there, or a value is none for its setting; nothing is written then.
    """
    document, entries, position = _find(path, id)
    entry: Table = entries[position]
    for key, value in values.items():
        if value is None:
            entry.pop(key, None)
            continue
        if problem := problem_of(key, value):
            raise RegistryError(f"{key}: {problem}")
        entry[key] = value
    _write(path, tomlkit.dumps(document))


def _find(path: Path, id: str) -> tuple[tomlkit.TOMLDocument, AoT, int]:
    known = [p.id for p in load(path)]
    if id not in known:
        raise RegistryError(f"{path}: there is no provider '{id}'")
    document = tomlkit.parse(path.read_text(encoding="utf-8"))
    entries = document["provider"]
    if not isinstance(entries, AoT):
        raise RegistryError(f"{path}: write each provider as a [[provider]] entry")
    return document, entries, known.index(id)


def _write(path: Path, text: str) -> None:
    """Replace the file as a whole; a crash leaves the old one."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            Path(name).chmod(path.stat().st_mode & 0o777)
        else:
            Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise RegistryError(f"{path}: {error.strerror}") from error


def host_of(url: str) -> str:
    """Return the host of an address in lower case, without `www.`."""
    return (urlsplit(url).hostname or "").lower().removeprefix("www.")


def slug_of(host: str) -> str:
    """Return a provider id made from a host: its name without the public suffix.

    >>> slug_of("courses.example.co.uk")
    'courses-example'
    """
    labels = host.lower().split(".")
    tail = 2 if ".".join(labels[-2:]) in SECOND_LEVEL else 1
    kept = labels[:-tail] if len(labels) > tail else labels
    return re.sub(r"[^a-z0-9]+", "-", "-".join(kept)).strip("-")[:60] or "provider"
