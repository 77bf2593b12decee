"""An embedder that remembers what it made of texts, as long as it lives."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.aligner.embedding.base import Embedder, Vectors


class RememberingEmbedder:
    """Encodes no text twice, where many documents have the same.

    Args:
        plain: what makes the rows.

    """

    def __init__(self, plain: Embedder) -> None:
        self.name = plain.name
        self._plain = plain
        self._rows: dict[str, Vectors] = {}

    def pool(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text; see `Embedder`."""
        new = [text for text in dict.fromkeys(texts) if text not in self._rows]
        rows = self._plain.pool(new)
        self._rows.update(zip(new, rows, strict=True))
        return np.stack([self._rows[text] for text in texts]) if texts else rows

    def finish(self, pooled: Vectors) -> Vectors:
        """Return unit vectors; see `Embedder`."""
        return self._plain.finish(pooled)
