"""How the Korean words of one bead go with the English ones, by the table of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from align.terms.find.choices import Matrix
from align.terms.find.spans import Spans
from align.terms.find.tokens import Word
from align.terms.find.vectors import WordVectors
from align.terms.find.word_table import WordTable


@dataclass(frozen=True)
class Links:
    """How each Korean word of a bead goes with each English one, by the table of words.

    Attributes:
        source: probability that the English word comes from the Korean, shape (Korean, all
            English words); 0 for words that say nothing.
        target: probability that the Korean one goes to the English one.
        both: geometric mean of both.

    """

    source: Matrix
    target: Matrix
    both: Matrix

    @classmethod
    def of(
        cls,
        korean: Sequence[str],
        words: Sequence[Word],
        vectors: WordVectors | None,
        table: WordTable,
    ) -> Links:
        """Return the links of a bead.

        Args:
            korean: its Korean words; see `korean_words`.
            words: its English ones.
            vectors: what the embedder makes of words; None without one.
            table: what the collection teaches of its words.

        """
        content = [k for k, word in enumerate(words) if word.is_content]
        source = np.zeros((len(korean), len(words)))
        target = np.zeros_like(source)
        if content and korean:
            english = [words[k].stem for k in content]
            if vectors is None:
                cosines = np.zeros((len(korean), len(english)), dtype=np.float32)
            else:
                cosines = vectors.likeness(korean, [words[k].text for k in content])
            source[:, content], target[:, content] = table.links(korean, english, cosines)
        return cls(source, target, np.sqrt(source * target))

    def others(self, row: int) -> Matrix:
        """Return how strongly each English word is linked to the nearest other Korean word."""
        rest = np.delete(self.both, row, axis=0)
        return np.asarray(rest.max(axis=0, initial=0.0))

    def of_spans(self, row: int, spans: Spans) -> Mapping[str, Matrix]:
        """Return how the words of each run are linked to one Korean word."""
        inside, content = spans.inside, spans.content
        count = np.maximum(1, content.sum(axis=1))
        source, both, others = self.source[row], self.both[row], self.others(row)
        total = both.sum()
        link = (both[inside] * content).sum(axis=1)
        first, last = spans.ends[:, 0], spans.ends[:, 1]
        padded = np.concatenate([[0.0], both, [0.0]])  # a word further on: one before the first
        left = np.maximum.accumulate(padded)[first]
        right = np.maximum.accumulate(padded[::-1])[::-1][last + 2]
        near = np.maximum(padded[first] * spans.joined[0], padded[last + 2] * spans.joined[1])
        top = int(both.argmax())
        return {
            "from.mean": (source[inside] * content).sum(axis=1) / count,
            "from.least": np.where(content, source[inside], 1.0).min(axis=1),
            "to.sum": (self.target[row][inside] * content).sum(axis=1),
            "link.sum": link,
            "link.mean": link / count,
            "link.dice": 2 * link / (total + count),
            "link.log": np.log(1e-4 + np.where(content, both[inside], 0.0).max(axis=1)),
            "mutual": ((both >= others)[inside] & content).sum(axis=1) / count,
            "strongest": ((first <= top) & (top <= last)).astype(np.float64),
            "missed": np.maximum(left, right),
            "beside": near,
            "others.mean": (others[inside] * content).sum(axis=1) / count,
            "others.most": np.where(content, others[inside], 0.0).max(axis=1),
        }
