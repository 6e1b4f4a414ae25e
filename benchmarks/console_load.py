"""Readers of the console, as many as asked for at once, over plain sockets: what they got, and how long it took."""

from __future__ import annotations

import asyncio
import gzip
import random
import re
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from urllib.parse import quote

EDITION = re.compile(rb"\(editie (\d+)\)")
"""What the titles of one publication have in common."""
QUERIES = (
    "gmp", "celkweek", "statistiek", "laboratorium", "veiligheid", "data", "projectmanagement", "cel kweken",
    "stralingsbescherming", "laboratorum", "gmp praktijk", "kwaliteit", "introduction", "analisten", "",
)  # fmt: skip
"""What is searched for: common and rare words, two words, a typing error, nothing."""
NARROWED = ("", "", "&language=nl", "&sort=price", "&delivery=online", "&past=1")


@dataclass
class Load:
    """What readers met."""

    seconds: list[float] = field(default_factory=list)
    """Of each answer, in the order they came."""
    sizes: list[int] = field(default_factory=list)
    """Bytes of each answer's page, unpacked."""
    failed: list[str] = field(default_factory=list)
    """Answers that were none, in words."""
    mixed: int = 0
    """Answers that held courses of two publications."""
    editions: set[bytes] = field(default_factory=set)
    """Publications that were seen."""

    def quantile(self, share: float) -> float:
        """Return the seconds within which that share of the answers came."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(share * len(self.seconds)))]


def searches(chance: random.Random) -> str:
    """Return the address of a list, as a reader might ask for it."""
    query, more = chance.choice(QUERIES), chance.choice(NARROWED)
    return f"/?q={quote(query)}{more}" if query else f"/?{more.lstrip('&')}"


def pages_of(ids: list[str]) -> Callable[[random.Random], str]:
    """Return what gives addresses of course pages."""
    return lambda chance: f"/cursus/{chance.choice(ids)}"


def always(address: str) -> Callable[[random.Random], str]:
    """Return what always gives one address."""
    return lambda _chance: address


def read(port: int, addresses: Callable[[random.Random], str], readers: int, seconds: float, pause: float) -> Load:
    """Let readers ask side by side for so long, each pausing up to twice `pause` seconds between pages."""
    load = Load()

    async def all_of_them() -> None:
        until = time.perf_counter() + seconds
        await asyncio.gather(
            *(_reader(port, addresses, until, pause, random.Random(number), load) for number in range(readers))
        )

    asyncio.run(all_of_them())
    return load


async def _reader(
    port: int, addresses: Callable[[random.Random], str], until: float, pause: float, chance: random.Random, load: Load
) -> None:
    incoming, outgoing = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
    await asyncio.sleep(chance.random() * 2 * pause)
    while time.perf_counter() < until:
        address = addresses(chance)
        began = time.perf_counter()
        try:
            status, body = await _get(incoming, outgoing, address)
            if status == 303:  # a list has one address; a browser follows
                address = body.decode()
                status, body = await _get(incoming, outgoing, address)
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            load.failed.append(f"{address}: {type(error).__name__} {error}")
            incoming, outgoing = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
            continue
        load.seconds.append(time.perf_counter() - began)
        load.sizes.append(len(body))
        if status != 200:
            load.failed.append(f"{address}: {status}")
        found = set(EDITION.findall(body))
        load.mixed += len(found) > 1
        load.editions |= found
        await asyncio.sleep(chance.random() * 2 * pause)
    outgoing.close()


async def _get(incoming: asyncio.StreamReader, outgoing: asyncio.StreamWriter, address: str) -> tuple[int, bytes]:
    """Return status and page; of a redirect its address."""
    outgoing.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    await outgoing.drain()
    head = (await incoming.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split()[1])
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
    if "chunked" in headers.get("transfer-encoding", ""):
        body = b"".join([piece async for piece in _chunks(incoming)])
    else:
        body = await incoming.readexactly(int(headers.get("content-length", 0)))
    if status == 303:
        return status, headers["location"].encode()
    return status, gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body


async def _chunks(incoming: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while size := int(await incoming.readuntil(b"\r\n"), 16):
        yield (await incoming.readexactly(size + 2))[:-2]
    await incoming.readexactly(2)
