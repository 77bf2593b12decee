"""The memory under bad conditions: the old state stands, and the message says what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from align.cli.main import status
from align.errors import FormatError, StorageError
from align.memory import Memory, database, place
from align.memory.maintenance import rescue, salvageable, verify
from align.memory.place import file_system
from align.memory.search import concordance
from align.model import Status
from tests.memory.earlier import take_back
from tests.memory.test_search import made

LONG = [
    (f"정부는 제{n}차 협의를 가졌다. " * 20, f"Round {n} was held. " * 20) for n in range(30)
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A memory of many pages, with a decision in each bitext."""
    path = tmp_path / "memory.db"
    with Memory(path) as memory:
        for number in range(12):
            memory.put_bitext(made(f"d{number}", LONG, status=Status.ACCEPTED), "a")
    return path


@contextmanager
def dead_process(path: Path) -> Iterator[None]:
    """Leave the mark of a process that did not close the file."""
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom align.memory import Memory\n"
        "memory = Memory(Path(sys.argv[1]))\nmemory.claim('run')\nos._exit(1)"
    )
    subprocess.run([sys.executable, "-c", script, path], check=False)
    yield


def marks(path: Path) -> int:
    with sqlite3.connect(path) as opened:
        return int(opened.execute("SELECT count(*) FROM session").fetchone()[0])


def spoil(path: Path, table: str, count: int = 4) -> None:
    """Overwrite some pages of a table."""
    query = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno"
    with sqlite3.connect(path) as opened:
        pages = [row[0] for row in opened.execute(query, (table,))]
        (size,) = opened.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    for page in pages[len(pages) // 2 :][:count]:
        data[size * (page - 1) : size * page] = bytes([0x5A]) * size
    path.write_bytes(data)


def test_a_file_that_was_closed_bears_no_mark(path: Path) -> None:
    assert marks(path) == 0
    with Memory(path) as memory:
        memory.put_bitext(made("e"), "a")
        assert marks(path) == 1
    assert marks(path) == 0


def test_a_file_that_was_not_closed_is_checked_and_goes_on(path: Path) -> None:
    with dead_process(path):
        assert marks(path) == 1
        with Memory(path) as memory:
            assert len(list(memory.bitexts())) == 12
        assert marks(path) == 0


def test_a_file_that_was_not_closed_and_is_damaged_is_not_worked_on(path: Path) -> None:
    with dead_process(path):
        spoil(path, "segment")
        with pytest.raises(FormatError, match=r"damaged.*align memory verify"):
            Memory(path)


def test_what_can_be_saved_of_a_damaged_file_is_saved(path: Path, tmp_path: Path) -> None:
    spoil(path, "segment")
    assert verify(path)
    found = salvageable(path)
    assert 0 < found.bitexts < 12
    assert found.decided == 30 * found.bitexts
    assert found.lost
    saved = tmp_path / "saved.db"
    assert rescue(path, saved).bitexts == found.bitexts
    assert verify(saved) == []
    with Memory(saved) as memory:
        beads = [bead for bitext in memory.bitexts() for bead in bitext.beads]
        assert {bead.status for bead in beads} == {Status.ACCEPTED}
        assert concordance(memory, "협의").total == len(beads)


def test_a_damaged_index_costs_nothing(path: Path, tmp_path: Path) -> None:
    spoil(path, "original_grams_data")
    assert verify(path)
    assert rescue(path, tmp_path / "saved.db").bitexts == 12
    assert verify(tmp_path / "saved.db") == []


def test_the_command_says_what_can_be_saved(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(path, "segment")
    assert status(["memory", "verify", str(path)]) == 1
    assert "decided beads" in capsys.readouterr().err
    assert status(["memory", "rescue", str(path), str(tmp_path / "new.db")]) == 4
    assert "lost" in capsys.readouterr().err
    assert status(["memory", "rescue", str(path), str(tmp_path / "new.db")]) == 5
    assert "is there already" in capsys.readouterr().err


def test_a_truncated_file_is_said_to_be_damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(FormatError, match=r"damaged.*align memory rescue"), Memory(path) as m:
        list(m.bitexts())
    assert verify(path)


def test_an_empty_file_becomes_a_memory_and_a_text_does_not(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with Memory(tmp_path / "empty.db") as memory:
        assert list(memory.bitexts()) == []
    (tmp_path / "text.db").write_text("not a database at all" * 100)
    with pytest.raises(FormatError, match="is no memory"):
        Memory(tmp_path / "text.db")


def test_a_full_disk_leaves_the_old_state(path: Path) -> None:
    with Memory(path) as memory:
        before = list(memory.bitexts())
        memory.put_bitext(made("small"), "a")
        pages = memory._db.execute("PRAGMA page_count").fetchone()[0]
        memory._db.execute(f"PRAGMA max_page_count = {pages + 3}")
        with pytest.raises(StorageError, match=r"full.*free some space"):
            memory.put_bitext(made("large", LONG), "a")
        assert {b.original.id for b in memory.bitexts()} == {
            *(b.original.id for b in before),
            "small.ko",
        }
    assert verify(path) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of three megabytes, where this process may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_disk_that_is_really_full_leaves_the_old_state(small_disk: Path) -> None:
    path = small_disk / "memory.db"
    kept: list[str] = []

    def fill() -> None:
        with Memory(path) as memory:
            for number in range(100):
                memory.put_bitext(made(f"d{number}", LONG, status=Status.ACCEPTED), "a")
                kept.append(f"d{number}.ko")

    with pytest.raises(StorageError, match="free some space"):
        fill()
    assert 0 < len(kept) < 100
    room = small_disk.parent / "saved.db"
    shutil.copy(path, room)
    for suffix in ("-wal", "-shm"):
        other = path.with_name(path.name + suffix)
        if other.exists():
            shutil.copy(other, room.with_name(room.name + suffix))
    with Memory(room) as memory:
        assert sorted(b.original.id for b in memory.bitexts()) == sorted(kept)
    assert verify(room) == []


def test_a_locked_file_is_said_to_be_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 0.1)
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with Memory(path) as memory:
            assert len(list(memory.bitexts())) == 12  # reading goes on
            with pytest.raises(StorageError, match="locked by another program"):
                memory.put_bitext(made("e"), "a")
        other.execute("ROLLBACK")
    with Memory(path) as memory:
        memory.put_bitext(made("e"), "a")


def test_who_locks_a_file_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 0.1)
    with Memory(path) as importing, importing.transaction(), Memory(path) as other:
        other._session = 0  # as if it had left its mark before
        with pytest.raises(StorageError, match=f"locked by process {os.getpid()}"):
            other.put_bitext(made("e"), "a")


def test_a_memory_where_nothing_can_be_written_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dead_process(path), sqlite3.connect(path) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    opened.close()
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    before = {file.name for file in path.parent.iterdir()}
    assert status(["check", str(path)]) == 0
    with Memory(path, create=False) as memory:
        assert not memory.writable
        with pytest.raises(StorageError):
            memory.begin_run({})
    assert {file.name for file in path.parent.iterdir()} == before


def test_two_runs_at_once_are_not_let(path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom align.memory import Memory\n"
        "memory = Memory(Path(sys.argv[1]))\nmemory.claim('run')\n"
        "print('claimed', flush=True)\nsys.stdin.read()\nmemory.close()"
    )
    pipe = subprocess.PIPE
    other = subprocess.Popen(
        [sys.executable, "-c", script, path], stdin=pipe, stdout=pipe, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "claimed\n"
    with Memory(path) as memory, pytest.raises(StorageError, match=f"process {other.pid}"):
        memory.claim("run")
    other.communicate("")
    with Memory(path) as memory:
        memory.claim("run")


_OPENING = """
import sys, time
from pathlib import Path
from align.memory import Memory
time.sleep(max(0.0, float(sys.argv[2]) - time.time()))
with Memory(Path(sys.argv[1])) as memory:
    print(len(list(memory.bitexts())))
"""


def opened_at_once(path: Path) -> list[str]:
    """What several processes say that open a file at the same moment."""
    at = str(time.time() + 1.5)
    command = [sys.executable, "-c", _OPENING, path, at]
    pipe = subprocess.PIPE
    running = [subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) for _ in range(4)]
    return [process.communicate()[0] for process in running]


def test_a_memory_is_made_once_whoever_comes_first(tmp_path: Path) -> None:
    assert opened_at_once(tmp_path / "new.db") == ["0\n"] * 4
    assert verify(tmp_path / "new.db") == []


def test_a_memory_is_brought_up_to_date_once(path: Path) -> None:
    take_back(path, 5)
    assert opened_at_once(path) == ["12\n"] * 4
    assert verify(path) == []


def test_a_network_share_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share = SimpleNamespace(mountpoint=str(path.parent), fstype="nfs4", opts="rw")
    monkeypatch.setattr(place.psutil, "disk_partitions", lambda **_: [share])
    with pytest.raises(StorageError, match=r"network share.*nfs4"):
        Memory(path)


def test_the_file_system_of_a_path_is_told(tmp_path: Path) -> None:
    assert file_system(Path("/proc/self")) in ("proc", "")
    assert file_system(tmp_path) not in ("proc", "nfs")
