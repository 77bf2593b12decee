"""Bead lists as researchers exchange them: `[0, 1]:[2]`, a bead a line, counted from 0.

The form that Vecalign reads and writes; `[]` stands for a side left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import regex

from align.errors import FormatError
from align.formats.base import DEFAULTS, ExportReport, Options
from align.model import Bead, Bitext
from align.system.atomic import write_text

_BEAD = regex.compile(r"\[\s*([\d,\s]*)\]\s*:\s*\[\s*([\d,\s]*)\](?:\s*:.*)?")


@dataclass(frozen=True, slots=True)
class BeadListFormat:
    """Writes the beads of bitexts, a bead a line; texts are not written."""

    suffix: str = ".beads"

    def write(
        self, bitexts: Iterable[Bitext], path: Path, options: Options = DEFAULTS
    ) -> ExportReport:
        """Write every bead, those with an empty side too; the options make no difference."""
        beads = [bead for bitext in bitexts for bead in bitext.beads]
        write_text(path, format_beads(beads))
        return ExportReport(units=len(beads))


def read_beads(path: Path) -> tuple[Bead, ...]:
    """Return the beads in a file.

    Raises:
        FormatError: the file cannot be read, or a line is no bead.

    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"cannot be read: {error}", where=path) from error
    return parse_beads(text, where=str(path))


def parse_beads(text: str, where: str = "") -> tuple[Bead, ...]:
    """Return the beads in `text`; `where` names it in errors."""
    beads = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = _BEAD.fullmatch(line.strip())
        if match is None:
            raise FormatError(
                f"{line.strip()[:60]!r} is no bead",
                where=f"{where}:{number}",
                remedy="Write one as [0, 1]:[2]",
            )
        beads.append(Bead(_indexes(match[1]), _indexes(match[2])))
    return tuple(beads)


def format_beads(beads: Iterable[Bead]) -> str:
    """Return beads as lines of text."""
    return "".join(f"{list(bead.original)}:{list(bead.translation)}\n" for bead in beads)


def _indexes(text: str) -> tuple[int, ...]:
    return tuple(int(index) for index in regex.findall(r"\d+", text))
