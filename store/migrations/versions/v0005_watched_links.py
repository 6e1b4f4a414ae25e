"""Links that are watched."""

import sqlalchemy as sa
from alembic import op

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "watched",
        sa.Column("provider", KEY, nullable=False),
        sa.Column("page", KEY, nullable=False),
        sa.Column("url", KEY, nullable=False),
        sa.Column("looked", sa.Date(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("failed", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("provider", "page", "url", name="pk_watched"),
    )


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_table("watched")
