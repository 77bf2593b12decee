"""Bitexts into a file that other tools read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from align.aligner import Aligner
from align.aligner.refine import refine
from align.formats.base import DEFAULTS, ExportReport, Options
from align.formats.registry import format_of
from align.lang.sentences import require_splitters
from align.model import Bitext


def export_bitexts(
    bitexts: Iterable[Bitext],
    path: Path,
    options: Options = DEFAULTS,
    sentences: Aligner | None = None,
) -> ExportReport:
    """Write bitexts in the format that a path's ending names, whole or not at all.

    Args:
        bitexts: what to write, taken one by one.
        path: the file.
        options: how to write units.
        sentences: what aligns sentences, where units are to hold these.

    Raises:
        FormatError: no format has that ending.
        PluginError: sentences are asked for and a splitter is not installed.
        StorageError: the file cannot be written; what stood there stands.

    """
    form = format_of(path)
    if sentences is not None:
        require_splitters()
        bitexts = (refine(bitext, sentences) for bitext in bitexts)
    return form.write(bitexts, path, options)
