"""The tables of the console's private part: who may come in, who did what, and what people bring."""

from __future__ import annotations

import sqlalchemy as sa

from store.columns import Instant, Json, key_type, metadata

account = sa.Table(
    "account",
    metadata,
    sa.Column("name", key_type(), primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("provider", sa.Text),
    sa.Column("password", sa.Text, nullable=False),
    sa.Column("created", Instant, nullable=False),
    sa.Column("disabled", Instant),
)
"""Who may sign in; `password` is an Argon2 hash, `provider` the registry id of a provider's own account."""

provider_link = sa.Table(
    "provider_link",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("provider", sa.Text, nullable=False, index=True),
    sa.Column("key", key_type(), nullable=False, unique=True),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("made", Instant, nullable=False),
    sa.Column("ended", Instant),
)
"""Private links by which a provider comes in; `key` is the SHA-256 of what stands in the address."""

session = sa.Table(
    "session",
    metadata,
    sa.Column("token", key_type(), primary_key=True),
    sa.Column("account", key_type(), sa.ForeignKey("account.name")),
    sa.Column("link", sa.Integer, sa.ForeignKey("provider_link.id")),
    sa.Column("csrf", sa.Text, nullable=False),
    sa.Column("started", Instant, nullable=False),
    sa.Column("seen", Instant, nullable=False),
    sa.Column("expires", Instant, nullable=False),
)
"""Who is signed in, by account or by link; `token` is the SHA-256 of what the cookie holds."""

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
)
"""What was done in the console: the address that was posted to, about what, and the HTTP status of the answer."""

proposal = sa.Table(
    "proposal",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("provider", sa.Text, nullable=False, index=True),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("value", Json, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("made", Instant, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("settled_by", sa.Text),
    sa.Column("settled", Instant),
)
"""What providers ask of staff: that an offer is still correct, or that a value be corrected."""

need = sa.Table(
    "need",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("code", sa.Text),
    sa.Column("asked", sa.Integer, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("uploaded_by", sa.Text, nullable=False),
    sa.Column("uploaded", Instant, nullable=False),
)
"""What people on the park ask for: how many want to learn what, as staff last uploaded it.

`topic` is in the uploader's words, `code` what they were matched to in the topic list.
"""
