"""Aligned examples from a folder of `NAME.ko`, `NAME.en` and `NAME.gold`."""

from __future__ import annotations

from pathlib import Path

from align.aligner.embedding import Embedder
from align.aligner.made import Source
from align.aligner.training import Example
from align.aligner.views.view import make_view
from align.scoring.gold import read_bitexts


def read_examples(folder: Path, embedder: Embedder | None) -> list[Example]:
    """Return the examples in a folder, ordered by name.

    Raises:
        InputError: the folder is not there or holds no gold.
        FormatError: a side is missing, or gold beads speak of other segments.

    """
    return [
        Example(name, make_view(bitext.original, bitext.translation, embedder), bitext.beads)
        for name, bitext in read_bitexts(folder).items()
    ]


def read_sources(folder: Path) -> list[Source]:
    """Return the documents of a folder to make others of, ordered by name; one corpus.

    Raises:
        InputError: the folder is not there or holds no gold.
        FormatError: a side is missing, or gold beads speak of other segments.

    """
    corpus = Path(*folder.resolve().parts[-2:]).as_posix()  # the same wherever it lies
    return [Source(f"{corpus}/{name}", corpus, b) for name, b in read_bitexts(folder).items()]
