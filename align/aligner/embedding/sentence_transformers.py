"""LaBSE and other models of the sentence-transformers library, for those who have them.

Feng et al. (2022), "Language-agnostic BERT Sentence Embedding", ACL.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np

from align.aligner.embedding.base import Vectors
from align.errors import PluginError

_LABSE = "sentence-transformers/LaBSE"


class SentenceTransformersEmbedder:
    """A model that runs through sentence-transformers, by default LaBSE.

    `ALIGN_MODEL` names another one, or a folder that holds one.  Such models
    do not add up over tokens as the default one does, so the row of a span is
    the sum of its segments' unit vectors, each weighted by its length; the
    span itself is never encoded.

    Raises:
        PluginError: the library is not installed, or the model not found.

    """

    def __init__(self) -> None:
        self._model_name = os.environ.get("ALIGN_MODEL", _LABSE)
        self.name = f"sentence-transformers/{self._model_name}"
        self._model: Any = None

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), ()  # a worker loads the model for itself

    def pool(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors multiplied by the texts' lengths in characters."""
        model = self._load()
        vectors = model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        lengths = np.array([[max(1, len(text))] for text in texts], dtype=np.float32)
        rows: Vectors = np.asarray(vectors, dtype=np.float32) * lengths
        return rows

    def finish(self, pooled: Vectors) -> Vectors:
        """Return unit vectors for sums of rows from `pool`."""
        norms = np.linalg.norm(pooled, axis=1, keepdims=True)
        unit: Vectors = (pooled / np.where(norms > 0, norms, 1)).astype(np.float32)
        return unit

    def _load(self) -> Any:
        if self._model is not None:
            return self._model
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise PluginError(
                "the embedder sentence-transformers needs the library of that name",
                remedy="Install it with pip install 'daeyeok[sentence-transformers]'",
            ) from error
        try:
            self._model = SentenceTransformer(self._model_name, trust_remote_code=False)
        except (OSError, ValueError) as error:
            raise PluginError(
                f"the model {self._model_name} does not load: {error}",
                remedy="Download it once, or set ALIGN_MODEL to the folder that holds one",
            ) from error
        return self._model
