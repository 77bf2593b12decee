"""Runs, and what was computed in them: kept as long as somebody asks for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from align.memory.database import Database, now
from align.system.version import __version__


class Results(Database):
    """A memory's runs, the files that it took in, and results that can be computed again."""

    def begin_run(self, settings: Mapping[str, object]) -> int:
        """Note that a run begins and return its number."""
        return self._insert(
            "run",
            {
                "started": now(),
                "version": __version__,
                "settings": json.dumps(settings, ensure_ascii=False),
            },
        )

    def end_run(self, run: int) -> None:
        """Note that a run is complete."""
        with self.transaction():
            self._db.execute("UPDATE run SET finished = ? WHERE id = ?", (now(), run))

    def was_taken(self, name: str, digest: str) -> bool:
        """Whether a file of bitexts was taken in as it is now."""
        query = "SELECT 1 FROM taken WHERE name = ? AND digest = ?"
        return self._one(query, (name, digest)) is not None

    def note_taken(self, name: str, digest: str) -> None:
        """Note that a file of bitexts was taken in."""
        with self.transaction():
            self._db.execute("INSERT OR IGNORE INTO taken VALUES (?, ?)", (name, digest))

    def derived(self, kind: str, key: str, maker: str = "") -> object | None:
        """Return a kept result of some computation, None if it is not there."""
        query = "SELECT value FROM derived WHERE kind = ? AND maker = ? AND key = ?"
        row = self._one(query, (kind, maker, key))
        return json.loads(row["value"]) if row else None

    def keep_derived(self, kind: str, key: str, value: object, maker: str = "") -> None:
        """Keep a result that can be written as JSON, so that it need not be computed again.

        In a file that this user may only read nothing is kept.

        Args:
            kind: what was computed.
            key: of what.
            value: what came out.
            maker: signature of everything else that decides the value.

        """
        if not self.writable:
            return
        with self.transaction():
            self._db.execute(
                "INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?)",
                (kind, maker, key, json.dumps(value, ensure_ascii=False)),
            )

    def prune_derived(self, kind: str, maker: str, keys: Iterable[str]) -> int:
        """Drop the results of a kind that are not of `keys` by `maker`; return how many."""
        if not self.writable:
            return 0
        self.make_scratch("wanted", "key TEXT")
        for key in keys:
            self.note_scratch("wanted", (key,))
        unwanted = (
            "FROM derived WHERE kind = ? "
            "AND (maker != ? OR key NOT IN (SELECT key FROM temp.wanted))"
        )
        row = self._one(f"SELECT count(*) AS n {unwanted}", (kind, maker))
        count = int(row["n"]) if row else 0
        if count:
            with self.transaction():
                self._db.execute(f"DELETE {unwanted}", (kind, maker))
        return count
