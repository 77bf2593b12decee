"""Reading a file, and aligning two texts."""

from __future__ import annotations

from collections.abc import Sequence

from align.aligner.embedding import Embedder
from align.aligner.embedding.base import DEFAULT
from align.aligner.refine import refine
from align.aligner.sides import sides
from align.aligner.views.candidates import BeadType
from align.aligner.weights import Weights
from align.api.given import FilePath, Text, aligner_of, document_of, text_file
from align.lang.sentences import require_splitters
from align.model import Bitext, Document, Language, Level, Side
from align.readers import read as read_file


def read(
    path: FilePath, *, encoding: str | None = None, language: Language | str | None = None
) -> Document:
    """Read a file that holds one document, in any format that is read.

    Args:
        path: HWP, HWPX, DOCX, ODT, PDF, HTML, MHTML, Markdown or text.
        encoding: its encoding, None to find it out.
        language: `ko` or `en`, None to find it out.

    Raises:
        InputError: the file is not there, cannot be read, or holds several documents.
        LanguageError: the text is neither Korean nor English.

    """
    said = None if language is None else Language(language)
    return read_file(text_file(path), encoding=encoding, language=said)


def align(
    original: Text,
    translation: Text,
    *,
    embedder: Embedder | str | None = DEFAULT,
    weights: Weights | FilePath | None = None,
    bead_types: Sequence[BeadType] | str | None = None,
    level: Level | str = Level.PARAGRAPH,
    encoding: str | None = None,
) -> Bitext:
    """Align a Korean text with its English translation.

    Each side is a path (text or `Path`), a list or a column of texts, one a segment, or a
    `Document`, in any mixture.  A `str` is always a path; a whole text goes in as the list of
    its paragraphs, such as `[line for line in text.splitlines() if line.strip()]`.  The sides
    may be given in either order: the Korean one is the bitext's original.

    Args:
        original: the Korean side.
        translation: the English side.
        embedder: a name such as `use`, an embedder, or None to do without.
        weights: those that ship, or a file that `align train` wrote.
        bead_types: types that may occur, as `1-2,2-1` or pairs of numbers; by default up to
            8-1, 1-8 and 3-3.
        level: `paragraph`, or `sentence`, which needs `daeyeok[sentences]`.
        encoding: of both files, None to find it out.

    Raises:
        InputError: a file is not there or cannot be read, a text is empty, or one side is
            50 times as long as the other and more.
        LanguageError: both sides are in one language, or a file is in neither.
        PluginError: the embedder, or what splits sentences, is not installed.
        TypeError: a side is nothing of these.

    """
    wanted = Level(level)
    if wanted is Level.SENTENCE:
        require_splitters()
    documents = sides(
        document_of(original, Side.ORIGINAL, encoding),
        document_of(translation, Side.TRANSLATION, encoding),
    )
    aligner = aligner_of(embedder, weights, bead_types)
    bitext = aligner.align(*documents)
    return refine(bitext, aligner) if wanted is Level.SENTENCE else bitext
