"""The data that flows through the toolkit: segments, documents, beads, bitexts, terms.

All of it is frozen: a room takes these values and returns new ones.
"""

from align.model.bands import Band, band_of
from align.model.bitext import Bead, Bitext, Level, Side, Status
from align.model.document import Document, Dropped, Kind, Language, Metadata, Segment
from align.model.terms import (
    Concept,
    FormKind,
    Found,
    Occurrence,
    Rendering,
    Term,
    Termbase,
    TermStatus,
)

__all__ = [
    "Band",
    "Bead",
    "Bitext",
    "Concept",
    "Document",
    "Dropped",
    "FormKind",
    "Found",
    "Kind",
    "Language",
    "Level",
    "Metadata",
    "Occurrence",
    "Rendering",
    "Segment",
    "Side",
    "Status",
    "Term",
    "TermStatus",
    "Termbase",
    "band_of",
]
