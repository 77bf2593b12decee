"""The file under the memory: opened with care, changed in whole transactions, left clean.

Who writes leaves a mark in the file, and takes it away on closing.  A mark whose process
is gone tells the next one that the last close was not clean; the file is checked then.
"""

from __future__ import annotations

import datetime
import os
import socket
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from align.errors import AlignError, FormatError, StorageError
from align.lang.grams import index_tokens
from align.memory import schema
from align.memory.place import require_local
from align.system.closing import Closing

_APPLICATION_ID = 0x6461_6579  # “daey”, in the file's header
_PATIENCE = 10.0  # seconds to wait for another writer
_PAUSE = 0.02  # and between two tries, where SQLite does not wait by itself
_CACHE = 64 * 1024  # KiB of pages kept in memory
_CLOCKS_APART = 2.0  # seconds by which two readings of a process's start may differ
SAVE = "See what can be saved with align memory verify, and save it with align memory rescue"
"""What to do about a damaged memory."""

Values = tuple[object, ...]


class Database(Closing):
    """One SQLite file of the memory's schema; use it in a `with` block.

    Args:
        path: the file.
        create: whether to make it where it is not there.
        salvaging: whether to read a file that may be damaged: nothing is checked, brought
            up to date or written.

    Raises:
        FormatError: the file is something else, damaged, or of a newer version.
        StorageError: it cannot be opened or written, or lies on a network share.

    """

    def __init__(
        self, path: Path | str, *, create: bool = True, salvaging: bool = False
    ) -> None:
        path = self.path = Path(path)
        self._session: int | None = None
        if not create and not path.exists():
            raise FormatError("is not there", where=path, remedy="Make it with align run")
        if path.is_dir():
            raise FormatError(
                "is a folder", where=path, remedy="Name the memory in it, such as memory.db"
            )
        require_local(path)
        with self._reporting():
            path.parent.mkdir(parents=True, exist_ok=True)
            fixed = _is_fixed(path)
            self._db = sqlite3.connect(
                f"{path.absolute().as_uri()}?immutable=1" if fixed else path,
                isolation_level=None,
                timeout=_PATIENCE,
                uri=fixed,
            )
        try:
            with self._reporting():
                if salvaging:
                    # Lets SQLite read a file that is shorter than it says of itself.
                    self._db.execute("PRAGMA writable_schema = ON")
                    self._db.execute("PRAGMA query_only = ON")
                self._prepare(salvaging)
            if not salvaging:
                self._check_after_crash()
        except BaseException:
            self._db.close()
            raise

    @property
    def writable(self) -> bool:
        """Whether this user may write the file, and beside it, as SQLite must."""
        needed = self.path, self.path.absolute().parent
        return all(os.access(path, os.W_OK) for path in needed)

    def close(self) -> None:
        """Take away our mark and close the file."""
        if self._session is not None:
            # A mark that cannot be taken away, as on a full disk, only has the file checked.
            with suppress(sqlite3.DatabaseError):
                self._db.execute("DELETE FROM session WHERE id = ?", (self._session,))
            self._session = None
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes in a block together, or none; blocks may nest."""
        if self._db.in_transaction:
            yield
            return
        with self._reporting():
            if self._session is None:
                self._session = self._mark("")
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                self._db.rollback()
                raise

    def claim(self, purpose: str) -> None:
        """Be the only process that works on the file for a purpose, until it is closed.

        Raises:
            StorageError: another process is at it.

        """
        with self.transaction():
            for row in self._all("SELECT * FROM session WHERE purpose = ?", (purpose,)):
                if row["id"] != self._session and _alive(row):
                    raise StorageError(
                        f"is in use by another align {purpose} "
                        f"(process {row['pid']}, since {row['since']})",
                        where=self.path,
                        remedy="Wait until it is done, or stop it; nothing was changed",
                    )
            self._db.execute(
                "UPDATE session SET purpose = ? WHERE id = ?", (purpose, self._session)
            )

    def damage(self) -> list[str]:
        """Return what SQLite finds wrong with the file, one line each."""
        try:
            lines = [row[0] for row in self._db.execute("PRAGMA integrity_check")]
            broken = self._db.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.DatabaseError as error:
            return [str(error)]
        lines = [line for line in lines if line != "ok"]
        return lines + [
            f"row {row['rowid']} of {row['table']} refers to nothing" for row in broken
        ]

    def shrink(self) -> None:
        """Give back the room of what was deleted, and merge the parts of the index."""
        for index in schema.INDEXES:
            with self.transaction():
                self._db.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
        with self._reporting():
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def stream(self, query: str, values: Values = ()) -> Iterator[sqlite3.Row]:
        """Yield the rows that a query finds, as they are asked for."""
        with self._reporting():
            yield from self._db.execute(query, values)

    def make_scratch(self, name: str, columns: str) -> None:
        """Make an empty table that goes when the file is closed, keyed by its columns."""
        keys = ", ".join(column.split()[0] for column in columns.split(","))
        with self._reporting():
            self._db.execute(
                f"CREATE TEMP TABLE IF NOT EXISTS {name} "
                f"({columns}, PRIMARY KEY ({keys})) WITHOUT ROWID"
            )
            # It is not dropped, which SQLite does only when nobody is reading anything.
            self._db.execute(f"DELETE FROM temp.{name}")

    def note_scratch(self, name: str, values: Values) -> bool:
        """Put a row into such a table and return whether it is new."""
        marks = ", ".join("?" * len(values))
        with self._reporting():
            query = f"INSERT OR IGNORE INTO temp.{name} VALUES ({marks})"
            return self._db.execute(query, values).rowcount > 0

    # -- for those who know the tables -----------------------------------------------

    def _insert(self, table: str, values: Mapping[str, object]) -> int:
        marks = ", ".join("?" * len(values))
        query = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
        with self.transaction():
            return int(self._db.execute(query, tuple(values.values())).lastrowid or 0)

    def _one(self, query: str, values: Values = ()) -> sqlite3.Row | None:
        rows = self._all(query, values)
        return rows[0] if rows else None

    def _all(self, query: str, values: Values = ()) -> list[sqlite3.Row]:
        with self._reporting():
            return self._db.execute(query, values).fetchall()

    def _migrated(self, version: int) -> None:
        """Fill what a migration from version `found` added."""

    # -- inside ---------------------------------------------------------------------

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.DatabaseError, OSError) as error:
            raise self._explained(error) from error

    def _explained(self, error: Exception) -> AlignError:
        text = str(error)
        if "not a database" in text:
            return FormatError(
                "is no memory", where=self.path, remedy="Choose another -o, or move it away"
            )
        if "malformed" in text:
            return FormatError("is damaged", where=self.path, remedy=SAVE)
        if "locked" in text:
            return StorageError(
                f"is locked by {self._others() or 'another program'}",
                where=self.path,
                remedy="Nothing was changed; close what has it open and try again",
            )
        return StorageError(
            f"cannot be written: {text}",
            where=self.path,
            remedy="What it held before still stands; free some space, "
            "or close what else has it open",
        )

    def _others(self) -> str:
        """Which processes have the file open for writing, as far as their marks tell."""
        try:
            marks = self._db.execute("SELECT * FROM session").fetchall()
        except sqlite3.DatabaseError:  # locked for readers too
            return ""
        others = sorted({m["pid"] for m in marks if m["id"] != self._session and _alive(m)})
        return f"process {', '.join(map(str, others))}" if others else ""

    def _prepare(self, salvaging: bool) -> None:
        self._db.row_factory = sqlite3.Row
        self._db.create_function("grams", 1, index_tokens, deterministic=True)
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.execute(f"PRAGMA cache_size = -{_CACHE}")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        owner = self._db.execute("PRAGMA application_id").fetchone()[0]
        if tables and owner != _APPLICATION_ID:
            raise FormatError("is a database of something else", where=self.path)
        if version > schema.VERSION:
            raise FormatError(
                f"is of version {version}, newer than this program",
                where=self.path,
                remedy="Update daeyeok",
            )
        if salvaging:
            return
        if tables and version < schema.VERSION:
            self._migrate(version)
        if not tables:
            self._make_tables()

    def _make_tables(self) -> None:
        self._write_ahead()
        try:
            self._db.executescript(
                f"BEGIN IMMEDIATE; {schema.TABLES}"
                f"PRAGMA application_id = {_APPLICATION_ID};"
                f"PRAGMA user_version = {schema.VERSION}; COMMIT;"
            )
        except sqlite3.OperationalError as error:
            self._db.rollback()
            if "already exists" not in str(error):  # made by another process just now
                raise

    def _write_ahead(self) -> None:
        """Turn to a write-ahead log, which SQLite refuses at once while others look on."""
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                self._db.execute("PRAGMA journal_mode = WAL").fetchall()
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)

    def _migrate(self, before: int) -> None:
        """Bring an older file to this version, wholly or not at all."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have done it while this one waited.
            now_is = self._db.execute("PRAGMA user_version").fetchone()[0]
            before = max(before, now_is)
            for version in range(before, schema.VERSION):
                for statement in schema.MIGRATIONS[version]:
                    self._db.execute(statement)
            self._migrated(before)
            self._db.execute(f"PRAGMA user_version = {schema.VERSION}")
            self._db.execute("COMMIT")
        except BaseException:
            self._db.rollback()
            raise

    def _check_after_crash(self) -> None:
        """Check the file if a process that wrote it is gone without closing it."""
        left = [row["id"] for row in self._all("SELECT * FROM session") if not _alive(row)]
        if not left:
            return
        wrong = [row[0] for row in self._all("PRAGMA quick_check") if row[0] != "ok"]
        if wrong:
            raise FormatError(
                f"is damaged ({wrong[0]}); it was not closed cleanly",
                where=self.path,
                remedy=SAVE,
            )
        if self.writable:
            with self.transaction():
                self._db.executemany("DELETE FROM session WHERE id = ?", [(n,) for n in left])

    def _mark(self, purpose: str) -> int:
        process = psutil.Process()
        values = {
            "pid": process.pid,
            "born": process.create_time(),
            "host": socket.gethostname(),
            "since": now(),
            "purpose": purpose,
        }
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        query = f"INSERT INTO session ({names}) VALUES ({marks})"
        return int(self._db.execute(query, tuple(values.values())).lastrowid or 0)


def now() -> str:
    """Return the time in UTC as 2017-12-19T10:00:00+00:00."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _is_fixed(path: Path) -> bool:
    """Whether SQLite is to take a file as one that nobody changes.

    It cannot read one otherwise where it may write nothing beside it.  If somebody else is
    writing the file there is a log of that beside it, and the file is read with the log.
    """
    beside = os.access(path.absolute().parent, os.W_OK)
    return not beside and path.exists() and not path.with_name(f"{path.name}-wal").exists()


def _alive(session: sqlite3.Row) -> bool:
    """Whether the process that left a mark still runs, on this machine."""
    if session["host"] != socket.gethostname():
        return False
    if session["pid"] == os.getpid():
        return True
    try:
        born = psutil.Process(session["pid"]).create_time()
    except psutil.Error:
        return False
    return bool(abs(born - session["born"]) < _CLOCKS_APART)
