"""Align Korean originals with their English translations and judge the terms.

What is named here is for programs and notebooks; a name is loaded when it is first used.

The rooms, from the ground up: `errors`, `model`, `system`, `lang`, `execution`; `readers`,
`formats`; `aligner`, `pairing`; `checks`, `scoring`, `terms`, `cleaning`; `memory`;
`report`; `pipeline`; `web`; `api` and `cli`.  A module imports only from rooms below its own;
docs/architecture.md names the edges.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from align.api.collection import pair, run
    from align.api.memory import (
        check,
        check_terms,
        export,
        read_termbase,
        search,
        write_report,
    )
    from align.api.texts import align, read
    from align.errors import AlignError
    from align.memory import Memory
    from align.model import Bead, Bitext, Document, Language, Segment, Termbase
    from align.system.version import __version__

__all__ = [
    "AlignError",
    "Bead",
    "Bitext",
    "Document",
    "Language",
    "Memory",
    "Segment",
    "Termbase",
    "__version__",
    "align",
    "check",
    "check_terms",
    "export",
    "pair",
    "read",
    "read_termbase",
    "run",
    "search",
    "write_report",
]

_ROOMS = {
    "align.api.texts": ("align", "read"),
    "align.api.collection": ("pair", "run"),
    "align.api.memory": (
        *("check", "check_terms", "export", "read_termbase", "search", "write_report"),
    ),
    "align.errors": ("AlignError",),
    "align.memory": ("Memory",),
    "align.model": ("Bead", "Bitext", "Document", "Language", "Segment", "Termbase"),
    "align.system.version": ("__version__",),  # found out in a twentieth of a second
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a public name (PEP 562): `import align` alone loads nothing that takes time."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
