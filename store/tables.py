"""The tables. What was crawled, what is published and what people decided stand apart."""

from __future__ import annotations

import sqlalchemy as sa

from store.columns import Instant, Json, key_type, metadata
from store.desk_tables import account, audit, need, proposal, provider_link, session

__all__ = ["account", "audit", "metadata", "need", "proposal", "provider_link", "session"]

run = sa.Table(
    "run",
    metadata,
    sa.Column("id", key_type(), primary_key=True),
    sa.Column("provider", key_type(), nullable=False),
    sa.Column("today", sa.Date, nullable=False),
    sa.Column("started", Instant, nullable=False),
    sa.Column("finished", Instant),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("cause", sa.Text),
    sa.Column("detail", sa.Text),
    sa.Column("stats", Json, nullable=False),
    sa.Column("recorded", Json),
    sa.Index(None, "provider", "id"),
)
"""One refresh of one provider; `state` is `open` until it ends, and `held` while it waits for a person."""

page = sa.Table(
    "page",
    metadata,
    sa.Column("provider", key_type(), primary_key=True),
    sa.Column("url", key_type(), primary_key=True),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("content_hash", sa.Text),
    sa.Column("etag", sa.Text),
    sa.Column("last_modified", sa.Text),
    sa.Column("kind", sa.Text),
    sa.Column("language", sa.Text),
    sa.Column("alternates", Json, nullable=False),
    sa.Column("first_seen", sa.Date, nullable=False),
    sa.Column("last_seen", sa.Date, nullable=False),
)
"""Pages as last fetched."""

reading = sa.Table(
    "reading",
    metadata,
    sa.Column("provider", key_type(), primary_key=True),
    sa.Column("url", key_type(), primary_key=True),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("run", key_type(), sa.ForeignKey("run.id"), nullable=False),
    sa.Column("first_seen", sa.Date, nullable=False),
    sa.Column("last_seen", sa.Date, nullable=False),
    sa.Column("last_changed", sa.Date, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("gone_status", sa.Integer),
    sa.Column("gone_why", sa.Text),
    sa.Column("missed_runs", sa.Integer, nullable=False),
    sa.Column("alternates", Json, nullable=False),
)
"""Each course as its site last had it; `run` is the one that brought this content."""

reading_version = sa.Table(
    "reading_version",
    metadata,
    sa.Column("provider", key_type(), primary_key=True),
    sa.Column("url", key_type(), primary_key=True),
    sa.Column("run", key_type(), sa.ForeignKey("run.id"), primary_key=True),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
)
"""Every content that a course ever had, with the run that brought it."""

difference = sa.Table(
    "difference",
    metadata,
    sa.Column("run", key_type(), sa.ForeignKey("run.id"), primary_key=True),
    sa.Column("url", key_type(), primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
)
"""What a run changed: `new`, `changed`, `missing`, `gone` or `returned`, by address of the course."""

held = sa.Table(
    "held",
    metadata,
    sa.Column("run", key_type(), sa.ForeignKey("run.id"), primary_key=True),
    sa.Column("worth", sa.Text, nullable=False),
    sa.Column("found", sa.Text, nullable=False),
)
"""What a run found that waits for a person, as JSON; `worth` is what it counts for once it is accepted."""

offer = sa.Table(
    "offer",
    metadata,
    sa.Column("id", key_type(), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("seen", sa.Text, nullable=False),
    sa.Column("changed", Instant, nullable=False),
    sa.Column("vanished", Instant),
    sa.Index(None, "changed"),
)
"""What is published, assembled from readings; one with `vanished` no longer is."""

offer_version = sa.Table(
    "offer_version",
    metadata,
    sa.Column("offer", key_type(), sa.ForeignKey("offer.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("saved", Instant, nullable=False),
    sa.Column("today", sa.Date, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
)
"""Every content that an offer ever had."""

change = sa.Table(
    "change",
    metadata,
    sa.Column("offer", key_type(), sa.ForeignKey("offer.id"), primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index(None, "number", unique=True),
)
"""The last change of each offer, as the change feed numbers it."""

member = sa.Table(
    "member",
    metadata,
    sa.Column("provider", key_type(), primary_key=True),
    sa.Column("url", key_type(), primary_key=True),
    sa.Column("offer", key_type(), sa.ForeignKey("offer.id"), nullable=False, index=True),
)
"""Which offer a reading belongs to; kept for a vanished offer, so that it returns under its id."""

retired = sa.Table(
    "retired",
    metadata,
    sa.Column("offer", key_type(), primary_key=True),
    sa.Column("into", key_type(), nullable=False),
    sa.Column("at", Instant, nullable=False),
)
"""Ids of offers that went up in another."""

decision = sa.Table(
    "decision",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False, index=True),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("value", Json, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("decided", Instant, nullable=False),
    sa.Column("undone", Instant),
    sa.Column("undone_by", sa.Text),
)
"""What people decided, apart from what was crawled."""

question = sa.Table(
    "question",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("value", Json, nullable=False),
)
"""What the last publication leaves to people: `unsure` pairs, the likeliest first, and `contradiction`s."""

moved = sa.Table(
    "moved",
    metadata,
    sa.Column("provider", key_type(), primary_key=True),
    sa.Column("url", key_type(), primary_key=True),
    sa.Column("into", sa.Text, nullable=False),
    sa.Column("run", key_type(), sa.ForeignKey("run.id"), nullable=False),
)
"""Addresses that answered with a redirect, and where to; the last run that saw it."""

watched = sa.Table(
    "watched",
    metadata,
    sa.Column("provider", key_type(), primary_key=True),
    sa.Column("page", key_type(), primary_key=True),
    sa.Column("url", key_type(), primary_key=True),
    sa.Column("looked", sa.Date, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("since", sa.Date),
    sa.Column("failed", sa.Date),
    sa.Column("words", sa.Text, nullable=False),
)
"""Links of pages that are looked at between refreshes; on how many days in a row, and since when, each was dead."""

lease = sa.Table(
    "lease",
    metadata,
    sa.Column("name", key_type(), primary_key=True),
    sa.Column("holder", sa.Text),
    sa.Column("token", sa.Integer, nullable=False),
    sa.Column("since", Instant, nullable=False),
    sa.Column("until", Instant, nullable=False),
)
"""Who may write what; `token` grows with every taker, `holder` is null when it is free."""
