"""`align serve`: a memory for other tools, over HTTP."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from align.cli.options import PATH
from align.memory import Memory
from align.web.server import listen, require_server, serve_on


@click.command()
@click.argument("memory", type=PATH)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port; a free one by default."
)
@click.option(
    "--token",
    envvar="ALIGN_TOKEN",
    help="What clients must show; made anew by default. ALIGN_TOKEN sets it too.",
)
def serve(memory: Path, port: int, token: str | None) -> None:
    """Answer searches in MEMORY over HTTP, on this machine alone.

    GET /search takes the same as align search, and /openapi.json says how.
    Nothing is ever changed. Stop with Ctrl-C.

    \b
    Examples:
      align serve out/memory.db --port 8700
      curl -G -H 'Authorization: Bearer TOKEN' http://127.0.0.1:8700/search \\
          --data-urlencode text=위안부
    """
    with Memory(memory, create=False):
        pass  # says now, not to a client, what is wrong with the file
    require_server()
    from align.web.search_api import Service

    service = Service(memory, token or secrets.token_urlsafe(24))
    listening = listen(port)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    click.echo(f"Searches at {address}/search, described at {address}/openapi.json")
    click.echo(f"Authorization: Bearer {service.token}\nStop with Ctrl-C.")
    serve_on(service.application(), listening)
