"""Align Korean originals with their English translations and judge the terms.

The rooms, from the ground up: `model`, `lang` and `errors`; `readers`,
`segment` and `formats`; `aligner` and `pairing`; `terms` and `scoring`;
`memory`; `pipeline`; `cli`.  A module imports only from rooms below its own.
"""

from align.system.version import __version__

__all__ = ["__version__"]
