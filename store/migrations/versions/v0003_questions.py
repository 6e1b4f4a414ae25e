"""Questions left to people; addresses that moved."""

import sqlalchemy as sa
from alembic import op

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "question",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_question"),
    )
    op.create_table(
        "moved",
        sa.Column("provider", KEY, nullable=False),
        sa.Column("url", KEY, nullable=False),
        sa.Column("into", sa.Text(), nullable=False),
        sa.Column("run", KEY, nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name="fk_moved_run_run"),
        sa.PrimaryKeyConstraint("provider", "url", name="pk_moved"),
    )


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_table("moved")
    op.drop_table("question")
