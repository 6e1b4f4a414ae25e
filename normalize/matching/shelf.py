"""Where matching keeps what it remembers: a SQLite file of which a change reads and writes its own part only.

Nothing in it is knowledge: a file of another version, or a broken one, is thrown away.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from functools import cache
from hashlib import blake2b
from pathlib import Path

SCHEMA = """
create table state (name text primary key, value blob);
create table record (id integer primary key, key text unique, digest blob, plain text, entry integer, cluster integer);
create index record_plain on record (plain);
create index record_entry on record (entry);
create table reading (record integer primary key, traits blob, counted blob, looked blob, searched text);
create table asked (what integer, record integer, primary key (what, record)) without rowid;
create table entry (
    id integer primary key, alike blob unique, place blob, first text, traits blob, rare blob, numbers blob
);
create table posting (number integer, entry integer, primary key (number, entry)) without rowid;
create table token (word integer, entry integer, primary key (word, entry)) without rowid;
create table scored (one integer, two integer, bits real, blocks integer, primary key (one, two)) without rowid;
create index scored_two on scored (two);
create table doubt (
    one integer, two integer, bits real, "left" text, "right" text, comparison blob, primary key (one, two)
) without rowid;
"""
"""record: a page; reading: what it was read as; asked: what it looked up, by number, in the vocabulary; entry: records
that are one beyond doubt (`alike`), in order of `place` and `first`, a record's key; posting and token: the entries of
a candidate key and of a title's word; scored: pairs merged or unsure; doubt: those put before a person."""
TABLES = ("state", "record", "reading", "asked", "entry", "posting", "token", "scored", "doubt")


class Shelf:
    """The file, or memory alone."""

    def __init__(self, path: Path | None) -> None:
        """Open a file of this very version; begin an empty one where there is none."""
        self.path = path
        self.rows = sqlite3.connect(path or ":memory:", isolation_level=None)
        try:
            found = self.rows.execute("select value from state where name = 'version'").fetchone()
        except sqlite3.DatabaseError:
            found = None
        if found != (version(),):
            self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self.rows.close()
        if self.path is not None:
            for ending in ("", "-journal"):
                Path(f"{self.path}{ending}").unlink(missing_ok=True)
        self.rows = sqlite3.connect(self.path or ":memory:", isolation_level=None)
        self.rows.executescript(SCHEMA)
        self.put("version", version())

    def put(self, name: str, value: bytes) -> None:
        """Keep a value under a name."""
        self.rows.execute("insert or replace into state values (?, ?)", (name, value))

    def get(self, name: str) -> bytes | None:
        """Return the value under a name."""
        found = self.rows.execute("select value from state where name = ?", (name,)).fetchone()
        return None if found is None else bytes(found[0])

    def find(self, query: str, among: Collection[int] | Collection[str]) -> sqlite3.Cursor:
        """Run a query of which `among` stands for these values."""
        values = "(select value from json_each(:values))"
        return self.rows.execute(query.replace("among", values), {"values": json.dumps(list(among))})

    def next_id(self, table: str) -> int:
        """Return a number that no row of the table has."""
        assert table in TABLES
        return int(self.rows.execute(f"select coalesce(max(id), -1) + 1 from {table}").fetchone()[0])  # noqa: S608

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Keep all that is written within, or nothing."""
        self.rows.execute("begin immediate")
        try:
            yield
        except BaseException:
            if self.rows.in_transaction:
                self.rows.execute("rollback")
            raise
        self.rows.execute("commit")

    def save(self, path: Path) -> None:
        """See that all of it is in this file."""
        if self.path is None or self.path.resolve() != path.resolve():
            path.unlink(missing_ok=True)
            with closing(sqlite3.connect(path)) as copy:
                self.rows.backup(copy)

    def close(self) -> None:
        """Close the file."""
        self.rows.close()


def packed(numbers: Collection[int]) -> bytes:
    """Return 64-bit numbers as bytes."""
    return array("q", numbers).tobytes()


def unpacked(packs: bytes) -> array[int]:
    """Return the numbers of `packed`."""
    numbers = array("q")
    numbers.frombytes(packs)
    return numbers


@cache
def version() -> bytes:
    """Return what tells one version of the matching code, and of the Python that runs it, from another."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return blake2b(b"\n".join([sys.version.encode(), *(file.read_bytes() for file in files)]), digest_size=16).digest()
