"""What the embedder makes of a document, clause by clause, and of any run of its segments.

Rows of clauses add up to rows of segments and of lines put together, so that nothing is encoded
twice, whatever the signals compare.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import regex

from align.aligner.embedding import Embedder, Vectors
from align.aligner.views.candidates import Indexes
from align.lang.hanja import read_hanja, readings
from align.lang.normalise import match_form
from align.lang.sure_sentences import clauses
from align.model import Document, Language, Segment

_WIDE = regex.compile(r"\p{Hangul}(?:\s+\p{Hangul}){1,11}")


@dataclass(frozen=True)
class Pooled:
    """Rows of an embedder that may be added up.

    Attributes:
        clauses: a row for each clause, shape (clauses, p).
        starts: where each segment's clauses begin, shape (segments + 1,).

    """

    clauses: Vectors
    starts: Indexes

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def segments(self) -> Vectors:
        """A row for each segment, shape (segments, p)."""
        if not len(self):
            return self.clauses
        sums: Vectors = np.add.reduceat(self.clauses, self.starts[:-1], axis=0)
        return sums

    def chosen(self, indexes: Sequence[int]) -> Pooled:
        """The rows of some segments."""
        own = [np.arange(self.starts[i], self.starts[i + 1]) for i in indexes]
        rows = np.concatenate([np.zeros(0, np.int64), *own])
        return Pooled(self.clauses[rows], np.cumsum([0, *map(len, own)]))

    def joined(self, runs: Sequence[range]) -> Pooled:
        """The rows of runs of segments, which cover them all in order."""
        return Pooled(self.clauses, self.starts[[0, *(run.stop for run in runs)]])


def pool(document: Document, embedder: Embedder | None) -> Pooled | None:
    """Return what the embedder makes of a document's segments, None without one."""
    if embedder is None:
        return None
    parts = [_clauses(text) for text in match_texts(document)]
    rows = embedder.pool([clause for group in parts for clause in group])
    return Pooled(rows, np.cumsum([0, *map(len, parts)]))


def embedded_texts(document: Document) -> list[str]:
    """Return the texts of a document that the embedder gets."""
    return [clause for text in match_texts(document) for clause in _clauses(text)]


def match_texts(document: Document) -> list[str]:
    """Return each segment's body in the form for matching."""
    known = hanja_readings(document)
    return [match_text(segment, known) for segment in document.segments]


def match_text(segment: Segment, hanja: Mapping[str, str]) -> str:
    """Return a segment's body in the form for matching.

    Chinese characters are read in Hangul, and a title that is set wide is one word: 전 문.
    """
    text = read_hanja(match_form(segment.body), hanja)
    return "".join(text.split()) if _WIDE.fullmatch(text.strip()) else text


def hanja_readings(document: Document) -> Mapping[str, str]:
    """Return how a document itself reads the Chinese characters that it uses."""
    if document.language is not Language.KOREAN:
        return {}
    return readings(segment.text for segment in document.segments)


def _clauses(text: str) -> list[str]:
    return clauses(text) or [text]
