"""Aligned examples from a folder of `NAME.ko`, `NAME.en` and `NAME.gold`."""

from __future__ import annotations

from pathlib import Path

from align.aligner.embedding import Embedder
from align.aligner.training import Example
from align.aligner.views.view import make_view
from align.errors import FormatError
from align.scoring.gold import read_gold, read_segments


def read_examples(folder: Path, embedder: Embedder | None) -> list[Example]:
    """Return the examples in a folder, ordered by name.

    Raises:
        InputError: the folder is not there or holds no gold.
        FormatError: a side is missing, or gold beads speak of other segments.

    """
    examples = []
    for name, beads in read_gold(folder).beads.items():
        original = read_segments(folder / f"{name}.ko")
        translation = read_segments(folder / f"{name}.en")
        for document, side in ((original, "original"), (translation, "translation")):
            covered = sorted(index for bead in beads for index in getattr(bead, side))
            if covered != list(range(len(document.segments))):
                raise FormatError(
                    f"has {len(document.segments)} segments that {name}.gold does not cover "
                    "exactly once",
                    where=folder / document.id,
                    remedy="Every line of both sides stands in one bead",
                )
        view = make_view(original, translation, embedder)
        examples.append(Example(name, view, beads))
    return examples
