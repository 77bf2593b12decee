"""What an export format is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from align.model import Bitext


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote and what it left out.

    Attributes:
        units: translation units written.
        one_sided: beads left out because one side is empty.
        rejected: beads left out because a person rejected them.
        replaced: characters that the format cannot carry, written as U+FFFD.

    """

    units: int = 0
    one_sided: int = 0
    rejected: int = 0
    replaced: int = 0


class Format(Protocol):
    """One interchange format.  Plug-ins register under `align.formats`."""

    suffix: str
    """The file name ending that it writes, in lower case with its dot."""

    def write(self, bitexts: Iterable[Bitext], path: Path) -> ExportReport:
        """Write bitexts to `path`, whole or not at all.

        Raises:
            StorageError: the file cannot be written.

        """
        ...
