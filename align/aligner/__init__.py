"""From two documents to a bitext: signals, a lattice of beads, learned weights."""

from align.aligner.align import Aligner, align

__all__ = ["Aligner", "align"]
