"""The `align` command: its commands, and how errors become messages and exit statuses."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from align.cli.lazy import Lazy, LazyGroup
from align.cli.status import DONE, INTERRUPTED, UNREADABLE, UNWRITABLE, USAGE
from align.errors import AlignError, PluginError, StorageError

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


_COMMANDS = {
    "run": Lazy(
        "align.cli.run:run",
        "Read, pair, align and export everything under PATHS (folders or files).",
    ),
    "files": Lazy(
        "align.cli.files:files",
        "Align ORIGINAL (Korean) with TRANSLATION (English) and write them to OUT.",
    ),
    "pair": Lazy(
        "align.cli.pair:pair",
        "Find which English files under PATHS translate which Korean ones.",
    ),
    "inspect": Lazy(
        "align.cli.inspect:inspect",
        "Print what is read from FILE: facts about the page and its segments.",
    ),
    "export": Lazy(
        "align.cli.export:export", "Write the translation units of MEMORY to a file."
    ),
    "import": Lazy(
        "align.cli.import_:import_", "Take FILE into a memory; its ending names the format."
    ),
    "memory": Lazy("align.cli.memory.group:memory", "Look after memories."),
    "search": Lazy(
        "align.cli.search:search", "Show where MEMORY has TEXT, with its counterpart."
    ),
    "serve": Lazy(
        "align.cli.serve:serve", "Answer searches in MEMORY over HTTP, on this machine alone."
    ),
    "review": Lazy(
        "align.cli.review:review",
        "Open MEMORY in the browser and put right what the aligner got wrong.",
    ),
    "report": Lazy(
        "align.cli.report:report",
        "Write a page about MEMORY: what to look at, terms, documents side by side, checks.",
    ),
    "check": Lazy(
        "align.cli.check:check_command",
        "Look in MEMORY for what differs between the two sides that should not.",
    ),
    "terms": Lazy("align.cli.terms.group:terms", "Check, find, show and convert terms."),
    "evaluate": Lazy(
        "align.cli.evaluate:evaluate",
        "Align every NAME.ko with NAME.en in FOLDER and score it against NAME.gold.",
    ),
    "train": Lazy(
        "align.cli.train:train",
        "Learn weights from SOURCES: folders of gold beads, or memories that were reviewed.",
    ),
}


@click.group(
    cls=LazyGroup,
    lazy=_COMMANDS,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="daeyeok", prog_name="align")  # found out when asked for
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
        return DONE
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _say(f"{place}{error.strerror}. See to the disk and run again", UNWRITABLE)
    return result if isinstance(result, int) else DONE


def _say(message: str, status: int) -> int:
    click.echo(f"align: {message}", err=True)
    return status
