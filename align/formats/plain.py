"""Plain parallel text, as Moses takes it: two files with a segment a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from align.errors import FormatError
from align.formats.base import DEFAULTS, ExportReport, Options, selected
from align.formats.unit import Unit
from align.model import Bitext, Side
from align.system.atomic import replacing

_BREAKS = dict.fromkeys(map(ord, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")
_ENDINGS = tuple(f".{side.language}" for side in Side)


@dataclass(frozen=True, slots=True)
class MosesFormat:
    """`NAME.moses` stands for the two files `NAME.ko` and `NAME.en`; only texts are kept."""

    suffix: str = ".moses"

    def write(
        self, bitexts: Iterable[Bitext], path: Path, options: Options = DEFAULTS
    ) -> ExportReport:
        """Write the units' texts; whatever breaks a line becomes a space."""
        report = ExportReport()
        korean, english = (path.with_suffix(ending) for ending in _ENDINGS)
        with (
            replacing(korean) as left,
            replacing(english) as right,
            left.open("w", encoding="utf-8", errors="replace") as original,
            right.open("w", encoding="utf-8", errors="replace") as translation,
        ):
            for unit in selected(bitexts, options, report):
                original.write(unit.original.translate(_BREAKS) + "\n")
                translation.write(unit.translation.translate(_BREAKS) + "\n")
        return report

    def read(self, path: Path) -> Iterator[Unit]:
        """Yield the units of two files whose lines belong together.

        Raises:
            FormatError: a file is missing, or one has more lines.

        """
        try:
            yield from _units(path)
        except OSError as error:
            raise FormatError(
                f"cannot be read: {error.strerror}", where=error.filename
            ) from error
        except ValueError as error:
            raise FormatError(
                f"the lines do not belong together: {error}",
                where=path,
                remedy="NAME.ko and NAME.en need as many lines as each other, in UTF-8",
            ) from error


def _units(path: Path) -> Iterator[Unit]:
    korean, english = (path.with_suffix(ending) for ending in _ENDINGS)
    with korean.open(encoding="utf-8") as left, english.open(encoding="utf-8") as right:
        for original, translation in zip(left, right, strict=True):
            unit = Unit(original.rstrip("\n"), translation.rstrip("\n"))
            if unit.original or unit.translation:
                yield unit
