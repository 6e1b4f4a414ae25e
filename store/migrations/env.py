"""Run by Alembic inside the transaction that `store.engine` opened."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from store.tables import metadata


def as_column_type(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Write our own types into a new migration as what the database makes of them."""
    return f"sa.{item.impl_instance!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_item=as_column_type
)
with context.begin_transaction():
    context.run_migrations()
