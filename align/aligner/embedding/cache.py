"""What an embedder made of texts, kept in a file by content and model.

The file holds nothing that cannot be computed again; it may be deleted.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from align.aligner.embedding.base import Embedder, Vectors
from align.errors import StorageError

_TABLE = (
    "CREATE TABLE IF NOT EXISTS pooled (model TEXT, text BLOB, row BLOB, "
    "PRIMARY KEY (model, text)) WITHOUT ROWID"
)
_AT_ONCE = 500


class CachedEmbedder:
    """An embedder that asks a file before it encodes; use it in a `with` block.

    Rows are kept as 32-bit floats, about 2 KB a text with the default model,
    so what comes from the file is what was computed.

    Raises:
        StorageError: the file cannot be read or written.

    """

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self.name = embedder.name
        self.encoded = 0  # texts that were not in the file
        self._embedder = embedder
        self._path = path
        with self._reporting():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute(_TABLE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()

    def pool(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text; see `Embedder.pool`."""
        if not texts:
            return self._embedder.pool(texts)
        keys = [
            hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts
        ]
        known = self._known(sorted(set(keys)))
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if new:
            rows = self._embedder.pool(list(new.values()))
            self.encoded += len(new)
            known |= dict(zip(new, rows, strict=True))
            self._keep(new, rows)
        return np.stack([known[key] for key in keys])

    def finish(self, pooled: Vectors) -> Vectors:
        """Return unit vectors; see `Embedder.finish`."""
        return self._embedder.finish(pooled)

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        found: dict[bytes, Vectors] = {}
        with self._reporting():
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                query = f"SELECT text, row FROM pooled WHERE model = ? AND text IN ({marks})"
                for key, row in self._db.execute(query, (self.name, *some)):
                    found[key] = np.frombuffer(row, dtype=np.float32)
        return found

    def _keep(self, keys: Iterable[bytes], rows: Vectors) -> None:
        values = [
            (self.name, key, row.astype(np.float32).tobytes())
            for key, row in zip(keys, rows, strict=True)
        ]
        with self._reporting():
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany("INSERT OR IGNORE INTO pooled VALUES (?, ?, ?)", values)
            self._db.execute("COMMIT")

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.DatabaseError, OSError) as error:
            raise StorageError(
                f"cannot be used: {error}",
                where=self._path,
                remedy="Delete it: it holds nothing that cannot be computed again",
            ) from error
