"""What a verb that goes on for days says of its work: lines for people, or JSON for a log collector."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import click
import msgspec

F = TypeVar("F", bound=Callable[..., Any])
PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}
"""What every record has; the rest was given along with it."""


def log_option(command: F) -> F:
    """Give a verb the option that makes its log JSON."""
    return click.option(
        "--log-json", is_flag=True, envvar="LLOKET_LOG_JSON", help="Log a JSON object a line, for a log collector."
    )(command)


class AsJson(logging.Formatter):
    """A record as one line of JSON: time, level, logger, message, what was given along, and what was raised."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in PLAIN}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line, enc_hook=str).decode()


def start_log(*, as_json: bool, level: int) -> None:
    """Write the log on standard error; JSON has all that is of interest, lines what is of this level."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson() if as_json else logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.INFO if as_json else level, force=True)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
