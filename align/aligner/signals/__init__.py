"""What speaks for or against a candidate bead, one class a kind of evidence."""

from align.aligner.signals.base import Signal, Table, measure
from align.aligner.signals.registry import all_signals, label_of

__all__ = ["Signal", "Table", "all_signals", "label_of", "measure"]
