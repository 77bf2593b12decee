"""Align Korean originals with their English translations and judge the terms.

The rooms, from the ground up: `model`, `lang` and `errors`; `readers`,
`segment` and `formats`; `aligner` and `pairing`; `terms` and `scoring`;
`memory`; `pipeline`; `cli`.  A module imports only from rooms below its own.
"""

from typing import Any

__all__ = ["__version__"]


def __getattr__(name: str) -> Any:
    # Finding out the version takes longer than showing the command line's help.
    if name == "__version__":
        from align.system.version import __version__

        return __version__
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
