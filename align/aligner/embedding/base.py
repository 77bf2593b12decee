"""What an embedder is, and where the default one comes from.

An embedder works in two steps, so that nothing is encoded twice: `pool` turns
each text into a sum over its tokens, and `finish` turns such a sum, or the sum
of several, into a unit vector.  A span of segments is thus one addition away.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from align.system import plugins

Vectors = NDArray[np.float32]
DEFAULT = "use"


class Embedder(Protocol):
    """One model of sentence embeddings.  Plug-ins register under `align.embedders`."""

    name: str
    """Model and version; two embedders with one name give the same numbers."""

    def pool(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, shape (texts, p), that may be added to other rows."""
        ...

    def finish(self, pooled: Vectors) -> Vectors:
        """Return unit vectors, shape (rows, d), for sums of pooled rows."""
        ...


@cache
def default_embedder() -> Embedder:
    """Return the embedder that ships with the package, loaded once a process."""
    return load_embedder(DEFAULT)


def load_embedder(name: str) -> Embedder:
    """Return the embedder registered under `name`.

    Raises:
        PluginError: there is none, or it does not load.

    """
    embedder: Embedder = plugins.load("align.embedders", name)()
    return embedder
