"""The command `lloket`: gathers the verbs of `commands/` and turns every failure into one line."""

from __future__ import annotations

import gc
import importlib
import os
import sys

import click

VERBS = {
    "refresh": "commands.refresh:refresh",
    "read": "commands.refresh:read",
    "demo": "commands.demo:demo",
    "check": "commands.check:check",
    "export": "commands.publish:export",
    "report": "commands.publish:report",
    "providers": "commands.providers:providers",
    "runs": "commands.runs:runs",
    "diff": "commands.diff:diff",
    "correct": "commands.decisions:correct",
    "hide": "commands.decisions:hide",
    "confirm": "commands.decisions:confirm",
    "undo": "commands.decisions:undo",
    "decisions": "commands.decisions:decisions",
    "links": "commands.links:links",
    "notices": "commands.notices:notices",
    "match": "commands.match:match",
    "matches": "commands.matches:matches",
    "fixture": "commands.fixture:fixture",
    "schedule": "commands.schedule:schedule",
    "serve": "commands.serve:serve",
    "accounts": "commands.accounts:accounts",
}
"""Verb to where it lives; imported only when used, so that `lloket check` starts at once."""

STOPPED = 130
WRONG_USE = 2


class Verbs(click.Group):
    """A group that imports a verb when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which people meet them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a verb, None for an unknown one."""
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="lloket", prog_name="lloket")
def lloket() -> None:
    """The loket for lifelong learning: refresh what providers offer, check it, publish it.

    \b
    Start here:
      lloket demo                       the whole job on eight sample sites
      lloket check https://…            what the program reads from one page
      lloket providers add https://…    a new provider; its address is enough
      lloket refresh                    crawl every provider and publish

    Exit status: 0 done; 1 done, but something needs a person; 2 wrong usage or configuration.
    """


def main() -> None:
    """Run the command line; what goes wrong is one line on standard error."""
    gc.set_threshold(50_000, 20, 50)  # what starting makes lives as long as the program; there is nothing to collect
    try:
        status = lloket.main(standalone_mode=False, prog_name="lloket")
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except (click.Abort, KeyboardInterrupt):
        fail("stopped; what was published stays as it was", STOPPED)
    except click.UsageError as error:
        hint = f" (see: {error.ctx.command_path} --help)" if error.ctx else ""
        fail(error.format_message() + hint, WRONG_USE)
    except click.ClickException as error:
        fail(error.format_message(), error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)


def fail(reason: str, status: int) -> None:
    """Print one line on standard error and leave."""
    click.echo(f"lloket: {' '.join(reason.split())}", err=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
