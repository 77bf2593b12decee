"""Whether two paths are one file, so that nothing is written over what was given to read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from align.errors import InputError


def is_same_file(first: Path, second: Path) -> bool:
    """Whether two paths lead to one file, through links and other spellings too."""
    try:
        return first.samefile(second)
    except OSError:  # one of them is not there, so that only names can tell
        return os.path.realpath(first) == os.path.realpath(second)


def require_apart(given: Path | None, written: Iterable[Path], remedy: str) -> None:
    """Refuse to write over a file that is given to be read.

    Args:
        given: the file, None where there is none.
        written: what is going to be written.
        remedy: what to do instead.

    Raises:
        InputError: one of those is the file that is given.

    """
    for path in written:
        if given is not None and is_same_file(given, path):
            raise InputError(
                f"is given to be read, and the results would be written over it as {path}",
                where=given,
                remedy=remedy,
            )
