"""`align review`: the review in the browser."""

from __future__ import annotations

import getpass
import webbrowser
from pathlib import Path

import click

from align.aligner import Aligner
from align.cli.options import PATH, aligner_options, termbase_option
from align.cli.output import tell
from align.memory import Memory
from align.terms.termbase import read_termbase, require_writable
from align.web.server import listen, require_server, serve_on


@click.command()
@click.argument("memory", type=PATH)
@termbase_option("Termbase that renderings are confirmed into.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port; a free one by default."
)
@click.option("--who", default=None, help="Your name, noted with each decision.")
@click.option("--browser/--no-browser", default=True, help="Open the page in the browser.")
@aligner_options
def review(
    memory: Path,
    termbase_path: Path | None,
    port: int,
    who: str | None,
    browser: bool,
    aligner: Aligner,
) -> None:
    """Open MEMORY in the browser and put right what the aligner got wrong.

    The page listens on this machine alone, and its address holds a key. Every
    decision is saved at once; undo goes back without end, also after a
    restart. Stop with Ctrl-C.

    \b
    Examples:
      align review out/memory.db
      align review out/memory.db -t terms.csv
      align review out/memory.db --who kim --no-browser --port 8765
    """
    with Memory(memory, create=False):
        pass  # says now, not in the browser, what is wrong with the file
    if termbase_path is not None:
        require_writable(termbase_path)
        tell(read_termbase(termbase_path).notes)
    require_server()
    from align.web.review.app import Review

    listening = listen(port)
    work = Review(memory, aligner, who or getpass.getuser(), termbase_path)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/?token={work.token}"
    click.echo(f"Review at {address}\nStop with Ctrl-C.")
    if browser:
        webbrowser.open(address)
    serve_on(work.application(), listening)
