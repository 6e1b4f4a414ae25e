"""`courses.parquet`: the records as they are, lists and objects too, for analysts (DuckDB, Polars, pandas).

The columns follow from the record's own types: an object is a struct, an object of free keys a map.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from exports.clean import Offer
from exports.exporter import Sink, Target
from exports.json_feeds import field_docs
from normalize.course import SCHEMA_VERSION, Course

if TYPE_CHECKING:
    import pyarrow

ROWS = 2000
"""Records in a row group: what is held before it is written."""
DAYS = {("Freshness", "first_seen"), ("Freshness", "last_seen"), ("Freshness", "last_changed"), ("Source", "last_seen")}
"""Fields that hold a day and nothing else."""


class CoursesParquet:
    """`courses.parquet`."""

    def __init__(self, target: Target, file: str, media_type: str) -> None:
        from pyarrow import parquet

        self._sink = target.open(file, media_type)
        self._schema = arrow_schema()
        self._writer = parquet.ParquetWriter(_File(self._sink), self._schema, compression="zstd")
        target.on_abandon(self._abandon)
        self._held: list[dict[str, Any]] = []

    def feed(self, offer: Offer) -> None:
        """Hold the record until its row group is full."""
        self._held.append(plain(offer.course))
        self._sink.records += 1
        if len(self._held) == ROWS:
            self._flush()

    def finish(self) -> None:
        """Write the last row group and the description of them all."""
        if self._held or not self._sink.records:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        from pyarrow import RecordBatch

        self._writer.write_batch(RecordBatch.from_pylist(self._held, self._schema))
        self._held.clear()

    def _abandon(self) -> None:
        self._writer.is_open = False  # else it would write its end when it is collected


class _File:
    """The file that pyarrow wants, over a sink."""

    closed = False

    def __init__(self, sink: Sink) -> None:
        self.write = sink.write
        self._sink = sink

    def tell(self) -> int:
        """Return how much was written."""
        return self._sink.bytes

    def flush(self) -> None:
        """Do nothing: the sink is brought to the disk when it is closed."""

    def close(self) -> None:
        """Do nothing: the target closes the sink."""


def arrow_schema() -> pyarrow.Schema:
    """Return the columns of the record, each with its description."""
    import pyarrow as pa

    return pa.schema(_fields(msgspec.inspect.type_info(Course)), metadata={"schema_version": SCHEMA_VERSION})


def _fields(kind: Any) -> list[pyarrow.Field]:
    import pyarrow as pa

    documented, owner = field_docs(), kind.cls.__name__
    return [
        pa.field(
            field.name,
            pa.date32() if (owner, field.name) in DAYS else _arrow(field.type),
            metadata={"description": documented[owner, field.name]},
        )
        for field in kind.fields
    ]


def _arrow(kind: msgspec.inspect.Type) -> pyarrow.DataType:
    import pyarrow as pa

    match kind:
        case msgspec.inspect.UnionType():
            (present,) = [one for one in kind.types if not isinstance(one, msgspec.inspect.NoneType)]
            return _arrow(present)
        case msgspec.inspect.StructType():
            return pa.struct(_fields(kind))
        case msgspec.inspect.ListType():
            return pa.list_(_arrow(kind.item_type))
        case msgspec.inspect.DictType():
            return pa.map_(_arrow(kind.key_type), _arrow(kind.value_type))
        case msgspec.inspect.FloatType():
            return pa.float64()
        case msgspec.inspect.StrType() | msgspec.inspect.LiteralType():
            return pa.string()
        case _:
            raise TypeError(f"the record holds {kind}, for which no column is known")


def plain(course: Course) -> dict[str, Any]:
    """Return the record as pyarrow takes it: maps as pairs, days as days."""
    record: dict[str, Any] = msgspec.to_builtins(course)
    record["titles"] = list(record["titles"].items())
    record["evidence"] = list(record["evidence"].items())
    for holder in (record["freshness"], *record["sources"]):
        for name in ("first_seen", "last_seen", "last_changed"):
            if name in holder:
                holder[name] = _day(holder[name])
    return record


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
