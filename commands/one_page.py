"""One page, from a file or an address as typed."""

from __future__ import annotations

from datetime import datetime

from acts.page import fetched_page, saved_page
from acts.refused import Refused
from commands.options import WrongUse, clock
from spiders.page import Page
from spiders.registry import Provider, is_web_address


def one_page(
    url_or_file: str, *, base_url: str | None = None, provider: Provider | None = None, seen: datetime | None = None
) -> Page:
    """Return the page at an address or in a file; one line in WrongUse where there is none."""
    if base_url is not None and not is_web_address(base_url):
        raise WrongUse(f"'{base_url}' is no http or https address")
    try:
        if is_web_address(url_or_file):
            return fetched_page(url_or_file, provider, now=clock())
        return saved_page(url_or_file, base_url=base_url, seen=seen)
    except Refused as error:
        raise WrongUse(str(error)) from error
