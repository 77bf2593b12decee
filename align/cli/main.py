"""The `align` command and what its commands share: exit status and error messages."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from align.cli.check import check_command
from align.cli.evaluate import evaluate
from align.cli.export import export
from align.cli.files import files
from align.cli.import_ import import_
from align.cli.inspect import inspect
from align.cli.memory import memory
from align.cli.pair import pair
from align.cli.report import report
from align.cli.review import review
from align.cli.run import run
from align.cli.search import search
from align.cli.serve import serve
from align.cli.terms import terms
from align.cli.train import train
from align.errors import AlignError, PluginError, StorageError
from align.system.version import __version__

USAGE, UNREADABLE, UNWRITABLE, INTERRUPTED = 2, 3, 5, 130
_STATUS_OF: dict[type[AlignError], int] = {StorageError: UNWRITABLE, PluginError: USAGE}

_EPILOG = """\b
Exit status:
  0    done
  1    findings, where --fail-on asked for it
  2    the command line is wrong
  3    the input cannot be read
  4    part of the input failed, the rest is done
  5    a result cannot be written; what was there before still stands
  130  interrupted; what was finished is in the memory
"""


@click.group(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="align")
def cli() -> None:
    """Align Korean originals with their English translations and check the terms.

    \b
    Begin with:
      align run corpora/mofa -o out     everything, for a folder of both sides
      align search out/memory.db 위안부   where the memory has a word
      align review out/memory.db        put beads right in the browser
      align pair korean/ english/       which files belong together
      align inspect page.html           what is read from one file
    """


_COMMANDS = (
    *(run, files, pair, inspect, export, import_),
    *(memory, search, serve, review, report, check_command, terms, evaluate, train),
)
for _command in _COMMANDS:
    cli.add_command(_command)


def main() -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(status(sys.argv[1:]))


def status(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status, errors said on standard error."""
    try:
        result = cli.main(list(arguments), prog_name="align", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        return _say(
            "interrupted. What was finished is kept; run the same command to go on", INTERRUPTED
        )
    except AlignError as error:
        return _say(str(error), _STATUS_OF.get(type(error), UNREADABLE))
    except BrokenPipeError:
        # Whoever read the output has had enough; keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _say(f"{place}{error.strerror}. See to the disk and run again", UNWRITABLE)
    return result if isinstance(result, int) else 0


def _say(message: str, status: int) -> int:
    click.echo(f"align: {message}", err=True)
    return status
