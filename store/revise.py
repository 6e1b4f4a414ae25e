"""Write the next migration from what `tables.py` says now: `python -m store.revise "What changes"`.

A field of the course record needs none: records are kept whole.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory

from store.engine import migration_config, open_database


def revise(words: str) -> Path:
    """Write the next migration and return its file; read it before it is committed."""
    config = migration_config()
    config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
    head = ScriptDirectory.from_config(config).get_current_head() or "0"
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/newest.db")
        with database.write() as connection:
            config.attributes["connection"] = connection
            number = f"{int(head) + 1:04}"
            command.revision(config, words, autogenerate=True, rev_id=number)
        database.close()
    written = ScriptDirectory.from_config(config).get_revision(number)
    return Path(written.path)


if __name__ == "__main__":
    revise(" ".join(sys.argv[1:]))
