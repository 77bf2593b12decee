"""What an embedder made of texts, kept in a file by content and model.

The file holds nothing that cannot be computed again; it may be deleted.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from align.aligner.embedding.base import Embedder, Vectors
from align.errors import StorageError
from align.system.closing import Closing

_TABLE = (
    "CREATE TABLE IF NOT EXISTS pooled (model TEXT, text BLOB, row BLOB, "
    "PRIMARY KEY (model, text)) WITHOUT ROWID"
)
_AT_ONCE = 500
_TOGETHER = 64  # texts in a batch of a lent embedder
_LEAST = 8  # texts from which each has the same digits, however many there are
_FILLER = "the"


class CachedEmbedder(Closing):
    """An embedder that asks a file before it encodes; use it in a `with` block.

    Rows are kept as 32-bit floats, about 2 KB a text with the default model,
    so what comes from the file is what was computed.

    Raises:
        StorageError: the file cannot be read or written.

    """

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self.name = embedder.name
        self.encoded = 0  # texts that were not in the file
        self.plain = embedder  # without the file
        self._path = path
        with self._reporting():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            # What the last seconds before a power cut brought can be computed again.
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute(_TABLE)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def pool(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text; see `Embedder.pool`."""
        if not texts:
            return self.plain.pool(texts)
        keys = [_key(text) for text in texts]
        known = self._known(sorted(set(keys)))
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if new:
            rows = self.plain.pool(list(new.values()))
            self.encoded += len(new)
            known |= dict(zip(new, rows, strict=True))
            self._keep(new, rows)
        return np.stack([known[key] for key in keys])

    def unknown(self, texts: Iterable[str]) -> list[str]:
        """Return those of some texts that the file does not hold, each once, in order."""
        keys = {_key(text): text for text in texts}
        known = self._known(sorted(keys))
        return [text for key, text in keys.items() if key not in known]

    def keep(self, texts: Sequence[str], rows: Vectors) -> None:
        """Keep what the embedder made of texts elsewhere."""
        self._keep(map(_key, texts), rows)
        self.encoded += len(texts)

    def finish(self, pooled: Vectors) -> Vectors:
        """Return unit vectors; see `Embedder.finish`."""
        return self.plain.finish(pooled)

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        rows: dict[bytes, Vectors] = {}
        with self._reporting():
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                query = f"SELECT text, row FROM pooled WHERE model = ? AND text IN ({marks})"
                for key, row in self._db.execute(query, (self.name, *some)):
                    rows[key] = np.frombuffer(row, dtype=np.float32)
        return rows

    def _keep(self, keys: Iterable[bytes], rows: Vectors) -> None:
        values = [
            (self.name, key, row.astype(np.float32).tobytes())
            for key, row in zip(keys, rows, strict=True)
        ]
        with self._reporting():
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany("INSERT OR IGNORE INTO pooled VALUES (?, ?, ?)", values)
            self._db.execute("COMMIT")

    def lent(self) -> LentEmbedder:
        """Return an embedder for short texts that reads this file wherever it is at hand."""
        return LentEmbedder(self.plain, self._path)

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


class LentEmbedder(Closing):
    """An embedder that asks a file which another process writes, and remembers what was new.

    Texts are encoded in batches filled up to a multiple of eight: what a matrix product gives
    for a row depends, in its last digits, on how few rows there are, and so on what was asked
    for before.
    """

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self.name = embedder.name
        self._embedder = embedder
        self._path = path
        self._known: dict[str, Vectors] = {}
        self._new: list[str] = []
        self._db: sqlite3.Connection | None = None

    def __reduce__(self) -> tuple[object, ...]:
        return LentEmbedder, (self._embedder, self._path)

    def pool(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text; see `Embedder.pool`."""
        if not texts:
            return self._embedder.pool(texts)
        wanted = list(dict.fromkeys(text for text in texts if text not in self._known))
        for first in range(0, len(wanted), _AT_ONCE):
            self._known |= self._kept(wanted[first : first + _AT_ONCE])
        new = [text for text in wanted if text not in self._known]
        for first in range(0, len(new), _TOGETHER):
            some = new[first : first + _TOGETHER]
            rows = self._embedder.pool([*some, *[_FILLER] * (-len(some) % _LEAST)])
            self._known.update(zip(some, rows, strict=False))
        self._new += new
        return np.stack([self._known[text] for text in texts])

    def finish(self, pooled: Vectors) -> Vectors:
        """Return unit vectors; see `Embedder.finish`."""
        return self._embedder.finish(pooled)

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def taken(self) -> dict[str, Vectors]:
        """Return what was encoded since this was last asked, for the file, and let go of it.

        Whoever only reads a file and is the last to close it leaves SQLite's log behind.
        """
        self.close()
        encoded = {text: self._known[text] for text in self._new}
        self._new = []
        return encoded

    def _kept(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """What the file holds of some texts; nothing where this machine does not see it."""
        if self._db is None:
            if not self._path.exists():
                return {}
            uri = f"{self._path.absolute().as_uri()}?mode=ro"
            self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        keys = {_key(text): text for text in texts}
        marks = ",".join("?" * len(keys))
        query = f"SELECT text, row FROM pooled WHERE model = ? AND text IN ({marks})"
        found = self._db.execute(query, (self.name, *keys))
        return {keys[key]: np.frombuffer(row, dtype=np.float32) for key, row in found}


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
