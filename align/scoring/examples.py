"""Aligned examples from a folder of `NAME.ko`, `NAME.en` and `NAME.gold`."""

from __future__ import annotations

from pathlib import Path

from align.aligner.embedding import Embedder
from align.aligner.training import Example
from align.aligner.views.view import make_view
from align.errors import FormatError
from align.model import Side
from align.model.bitext import covers
from align.scoring.gold import read_gold, read_segments


def read_examples(folder: Path, embedder: Embedder | None) -> list[Example]:
    """Return the examples in a folder, ordered by name.

    Raises:
        InputError: the folder is not there or holds no gold.
        FormatError: a side is missing, or gold beads speak of other segments.

    """
    examples = []
    for name, beads in read_gold(folder).beads.items():
        documents = [read_segments(folder / f"{name}.{side.language}") for side in Side]
        for side, document in zip(Side, documents, strict=True):
            if not covers(beads, document, side):
                raise FormatError(
                    f"has {len(document.segments)} segments that {name}.gold does not cover "
                    "exactly once",
                    where=folder / document.id,
                    remedy="Every line of both sides stands in one bead",
                )
        view = make_view(documents[0], documents[1], embedder)
        examples.append(Example(name, view, beads))
    return examples
