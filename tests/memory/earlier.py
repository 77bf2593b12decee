"""Memories as earlier versions of the schema made them, to be brought up to date in tests."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from align.lang.grams import index_tokens
from align.memory.schema import INDEXES

_APPLICATION_ID = 0x6461_6579
_KEPT = ("run", "document", "segment", "bead", "signal")


def version6(path: Path) -> sqlite3.Connection:
    """Make an empty memory of version 6 and return it open."""
    database = sqlite3.connect(path)
    database.create_function("grams", 1, index_tokens, deterministic=True)
    database.execute("PRAGMA journal_mode = WAL")
    database.executescript(Path(__file__).with_name("version6.sql").read_text("utf-8"))
    database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    database.execute("PRAGMA user_version = 6")
    return database


def take_back(path: Path, version: int) -> None:
    """Make a memory of this version, whatever it holds, one of an earlier version."""
    now = path.rename(path.with_suffix(".now"))
    database = version6(path)
    database.execute("ATTACH ? AS now", (str(now),))
    for table in _KEPT:
        columns = ", ".join(row[1] for row in database.execute(f"PRAGMA table_info({table})"))
        database.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM now.{table}")
    database.execute(
        "INSERT INTO bitext SELECT id, original, translation, aligner, level, superseded, run "
        "FROM now.bitext"
    )
    database.execute("INSERT INTO unit SELECT u.* FROM now.unit u")
    database.commit()
    database.execute("DETACH now")
    now.unlink()
    for number in range(5, version - 1, -1):
        _BACK[number](database)
    database.execute(f"PRAGMA user_version = {version}")
    database.commit()
    database.close()


def _without(table: str, *columns: str) -> Callable[[sqlite3.Connection], None]:
    def back(database: sqlite3.Connection) -> None:
        for column in columns:
            database.execute(f"ALTER TABLE {table} DROP COLUMN {column}")

    return back


def _without_search(database: sqlite3.Connection) -> None:
    for table in ("unit", "session", *INDEXES, *(f"{name}_terms" for name in INDEXES)):
        database.execute(f"DROP TABLE {table}")
    database.execute("DROP INDEX document_digest")
    database.execute("DROP INDEX bitext_translation")


def _without_history(database: sqlite3.Connection) -> None:
    database.execute("DROP TABLE history")


_BACK: dict[int, Callable[[sqlite3.Connection], None]] = {
    5: _without_search,
    4: _without_history,
    3: _without("segment", "page", "anchor", "language"),
    2: _without("bitext", "level"),
    1: _without("bead", "note", "original_text", "translation_text"),
}
