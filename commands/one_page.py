"""One page, from a file or fetched as politely and safely as a crawl would."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from commands.options import WrongUse, clock
from spiders.page import Page
from spiders.registry import Provider, is_web_address

NOWHERE = "https://unknown.invalid/"
"""The address of a saved file whose own is not known."""


def one_page(
    url_or_file: str, *, base_url: str | None = None, provider: Provider | None = None, seen: datetime | None = None
) -> Page:
    """Return the page at an address or in a file; one line in WrongUse where there is none."""
    if base_url is not None and not is_web_address(base_url):
        raise WrongUse(f"'{base_url}' is no http or https address")
    if is_web_address(url_or_file):
        return _fetch(url_or_file, provider)
    path = Path(url_or_file)
    if "://" in url_or_file and not path.exists():
        raise WrongUse(f"'{url_or_file}' is no http or https address")
    try:
        body = path.read_bytes()
    except OSError as error:
        raise WrongUse(f"{url_or_file}: {error.strerror}") from error
    return Page(url=base_url or NOWHERE, body=body, fetched_at=seen)


def _fetch(url: str, provider: Provider | None) -> Page:
    from spiders.archive import Archive
    from spiders.crawl import crawl
    from spiders.urls import canonical

    asked = Provider(
        id="one-page", name=url, website=url, start_urls=(url,), max_depth=0, max_pages=8,
        private_network=bool(provider and provider.private_network),
        same_as=tuple(sorted(f"https://{host}/" for host in provider.hosts)) if provider else (),
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        report = crawl(asked, run=f"{clock():%Y%m%dT%H%M%SZ}-one-page", archive=Path(folder))
        pages = list(Archive(Path(folder)).pages("one-page"))
    asked_for = canonical(url)
    wanted = report.redirects.get(asked_for, asked_for)
    page = next((p for p in pages if {canonical(p.url), p.requested_url} & {wanted, asked_for}), None)
    if page is None:
        raise WrongUse(report.detail or f"{url}: nothing came")
    return page
