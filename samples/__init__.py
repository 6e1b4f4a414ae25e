"""Sample provider sites of the demo and the tests: fictional, generated, served over real HTTP.

with samples.serve(date(2027, 1, 11)) as sites:
    registry.write_text(sites.registry)     # providers.toml
    compare(found, sites.truth)             # what a careful reader finds, see samples.truth and samples.score
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date

from samples.facts import load, names
from samples.server import SiteServer
from samples.sites import Site
from samples.truth import Truth, records

__all__ = ["SampleSites", "serve"]


@dataclass(frozen=True, slots=True)
class SampleSites:
    """The sites while they are served."""

    bases: Mapping[str, str]
    """Site id → address without a closing slash."""
    registry: str
    """Text of a providers.toml that names them: id, name and website only, loopback permitted."""
    truth: list[Truth]
    """The true records, see samples.truth."""
    sites: Mapping[str, Site]
    """Site id → site."""


@contextmanager
def serve(today: date, *, first_port: int = 0) -> Iterator[SampleSites]:
    """Serve all sample sites on 127.0.0.1 as they are on a day, each on a port of its own.

    With `first_port` 0 the system chooses the ports. Raises OSError where a port is taken.
    """
    all_facts = [load(name, today) for name in names()]
    with ExitStack() as stack:
        servers = {}
        for number, facts in enumerate(all_facts):
            servers[facts.id] = stack.enter_context(SiteServer(first_port and first_port + number))
        bases = {name: server.base for name, server in servers.items()}
        sites = {facts.id: Site(facts, bases[facts.id], today, bases) for facts in all_facts}
        for name, server in servers.items():
            server.give(sites[name])
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            stack.callback(server.shutdown)
        yield SampleSites(bases, registry(sites), records(all_facts, bases, today), sites)


def registry(sites: Mapping[str, Site]) -> str:
    """Return the text of a providers.toml for sites at their addresses."""
    entries = [
        f'[[provider]]\nid = "{name}"\nname = "{site.facts.name}"\nwebsite = "{site.base}/"\n'
        "private_network = true\ndelay = 0\n"
        for name, site in sites.items()
    ]
    return "# The sample sites of the demo, for as long as they are served.\n\n" + "\n".join(entries)
