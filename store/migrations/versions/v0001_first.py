"""Runs, pages, readings, offers, decisions, leases."""

import sqlalchemy as sa
from alembic import op

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decided", MOMENT, nullable=False),
        sa.Column("undone", MOMENT),
        sa.Column("undone_by", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index("ix_decision_kind", "decision", ["kind"])
    op.create_table(
        "lease",
        sa.Column("name", KEY, nullable=False),
        sa.Column("holder", sa.Text()),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )
    op.create_table(
        "offer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("changed", MOMENT, nullable=False),
        sa.Column("vanished", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
    )
    op.create_index("ix_offer_changed", "offer", ["changed"])
    op.create_table(
        "page",
        sa.Column("provider", KEY, nullable=False),
        sa.Column("url", KEY, nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.Text()),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("kind", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("alternates", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.Date(), nullable=False),
        sa.Column("last_seen", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("provider", "url", name="pk_page"),
    )
    op.create_table(
        "retired",
        sa.Column("offer", KEY, nullable=False),
        sa.Column("into", KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("offer", name="pk_retired"),
    )
    op.create_table(
        "run",
        sa.Column("id", KEY, nullable=False),
        sa.Column("provider", KEY, nullable=False),
        sa.Column("today", sa.Date(), nullable=False),
        sa.Column("started", MOMENT, nullable=False),
        sa.Column("finished", MOMENT),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text()),
        sa.Column("detail", sa.Text()),
        sa.Column("stats", sa.Text(), nullable=False),
        sa.Column("recorded", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    op.create_index("ix_run_provider_run_id", "run", ["provider", "id"])
    op.create_table(
        "member",
        sa.Column("provider", KEY, nullable=False),
        sa.Column("url", KEY, nullable=False),
        sa.Column("offer", KEY, nullable=False),
        sa.ForeignKeyConstraint(["offer"], ["offer.id"], name="fk_member_offer_offer"),
        sa.PrimaryKeyConstraint("provider", "url", name="pk_member"),
    )
    op.create_index("ix_member_offer", "member", ["offer"])
    op.create_table(
        "offer_version",
        sa.Column("offer", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("saved", MOMENT, nullable=False),
        sa.Column("today", sa.Date(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["offer"], ["offer.id"], name="fk_offer_version_offer_offer"),
        sa.PrimaryKeyConstraint("offer", "number", name="pk_offer_version"),
    )
    op.create_table(
        "reading",
        sa.Column("provider", KEY, nullable=False),
        sa.Column("url", KEY, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("run", KEY, nullable=False),
        sa.Column("first_seen", sa.Date(), nullable=False),
        sa.Column("last_seen", sa.Date(), nullable=False),
        sa.Column("last_changed", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("gone_status", sa.Integer()),
        sa.Column("missed_runs", sa.Integer(), nullable=False),
        sa.Column("alternates", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name="fk_reading_run_run"),
        sa.PrimaryKeyConstraint("provider", "url", name="pk_reading"),
    )
    op.create_table(
        "reading_version",
        sa.Column("provider", KEY, nullable=False),
        sa.Column("url", KEY, nullable=False),
        sa.Column("run", KEY, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name="fk_reading_version_run_run"),
        sa.PrimaryKeyConstraint("provider", "url", "run", name="pk_reading_version"),
    )


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_table("reading_version")
    op.drop_table("reading")
    op.drop_table("offer_version")
    op.drop_index("ix_member_offer", table_name="member")
    op.drop_table("member")
    op.drop_index("ix_run_provider_run_id", table_name="run")
    op.drop_table("run")
    op.drop_table("retired")
    op.drop_table("page")
    op.drop_index("ix_offer_changed", table_name="offer")
    op.drop_table("offer")
    op.drop_table("lease")
    op.drop_index("ix_decision_kind", table_name="decision")
    op.drop_table("decision")
