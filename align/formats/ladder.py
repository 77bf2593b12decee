"""The ladder that hunalign writes and InterText reads: a rung a bead boundary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from align.errors import FormatError
from align.formats.base import DEFAULTS, ExportReport, Options
from align.model import Bitext
from align.system.atomic import write_text


@dataclass(frozen=True, slots=True)
class LadderFormat:
    """Where each bead begins on either side, and its confidence; no texts."""

    suffix: str = ".ladder"

    def write(
        self, bitexts: Iterable[Bitext], path: Path, options: Options = DEFAULTS
    ) -> ExportReport:
        """Write the ladder of one bitext; the options make no difference.

        A ladder cannot cross itself: a crossing bead is two rungs, as if
        neither side had a counterpart.

        Raises:
            FormatError: there is more than one bitext.

        """
        listed = list(bitexts)
        if len(listed) > 1:
            raise FormatError(
                f"a ladder holds one bitext, not {len(listed)}",
                where=path,
                remedy="Write .jsonl or .tsv, or align two files",
            )
        report = ExportReport()
        lines = []
        i = j = 0
        for bead in (bead for bitext in listed for bead in bitext.beads):
            lines.append(f"{i}\t{j}\t{bead.confidence:.4f}\n")
            follows = not bead.crossing
            i = bead.original[-1] + 1 if bead.original else i
            j = bead.translation[-1] + 1 if bead.translation and follows else j
            report.units += 1
        if listed:
            last = len(listed[0].original.segments), len(listed[0].translation.segments)
            lines.append(f"{last[0]}\t{last[1]}\t0\n")
        write_text(path, "".join(lines))
        return report
