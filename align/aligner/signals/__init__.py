"""What speaks for or against a candidate bead, one class a kind of evidence."""

from align.aligner.signals.base import Signal, measure
from align.aligner.signals.embedding import EmbeddingSignal
from align.aligner.signals.figures import FiguresSignal
from align.aligner.signals.layout import LayoutSignal
from align.aligner.signals.length import LengthSignal
from align.aligner.signals.names import NamesSignal
from align.aligner.signals.shape import ShapeSignal
from align.aligner.signals.words import WordsSignal

SIGNALS: tuple[type[Signal], ...] = (
    ShapeSignal,
    EmbeddingSignal,
    WordsSignal,
    LengthSignal,
    FiguresSignal,
    NamesSignal,
    LayoutSignal,
)
"""All of them; each may be left out, and the model still aligns."""

__all__ = ["SIGNALS", "Signal", "measure"]
