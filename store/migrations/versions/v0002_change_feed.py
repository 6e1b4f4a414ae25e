"""The change feed's numbers; what is known already is numbered in the order in which it changed."""

import sqlalchemy as sa
from alembic import op

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "change",
        sa.Column("offer", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["offer"], ["offer.id"], name="fk_change_offer_offer"),
        sa.PrimaryKeyConstraint("offer", name="pk_change"),
    )
    op.create_index("ix_change_number", "change", ["number"], unique=True)
    op.execute(
        "insert into change (offer, number, at) "
        "select id, 499 + row_number() over (order by coalesce(vanished, changed), id), coalesce(vanished, changed) "
        "from offer"
    )


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_index("ix_change_number", table_name="change")
    op.drop_table("change")
