"""Whole pages that agree with themselves or do not: rows of `agreement.toml`, `claims.toml` and `witnesses.toml`."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from normalize.read import read_page
from spiders.page import Page

TABLES = ("agreement.toml", "claims.toml", "witnesses.toml")
ROWS = [row for name in TABLES for row in tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))["page"]]
HTML = """<!doctype html><html lang=nl><head><title>{title}</title>{head}</head><body>
<nav><a href="/">Home</a> <a href="/cursussen">Cursussen</a></nav>{body}</body></html>"""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_agreement(row: dict[str, Any]) -> None:
    title = row.get("title", "Voorbeeld Academie")
    html = HTML.format(title=title, head=row.get("head", ""), body=row["body"]).encode()
    seen = datetime(2026, 11, 22, 12, tzinfo=UTC)
    page = Page("https://www.voorbeeld.example/cursussen/een-cursus", html, fetched_at=seen)
    [course] = read_page(page, as_course=True).courses
    reasons = [reason for reason in course.freshness.reasons if reason.code.startswith("conflict_")]
    assert {reason.code.split("_")[1] for reason in reasons} == set(row["wanted"]), reasons
