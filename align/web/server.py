"""What commands share that serve on this machine: the review, and the search for tools."""

from __future__ import annotations

import socket
from importlib.util import find_spec
from typing import Any

from align.errors import InputError, PluginError


def require_server() -> None:
    """Raise PluginError where Starlette or uvicorn is missing."""
    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise PluginError(
            "this needs Starlette and uvicorn",
            remedy="Install them with pip install 'daeyeok[review]'",
        )


def listen(port: int) -> socket.socket:
    """Return a socket on this machine's own address; port 0 takes a free one.

    Raises:
        InputError: the port is in use.

    """
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError as error:
        raise InputError(
            f"port {port} cannot be used: {error.strerror}",
            remedy="Leave --port out, or choose another",
        ) from error
    return listening


def serve_on(application: Any, listening: socket.socket) -> None:
    """Serve an ASGI application until Ctrl-C."""
    import uvicorn

    config = uvicorn.Config(application, log_level="warning", server_header=False)
    uvicorn.Server(config).run(sockets=[listening])
