from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import StorageError
from align.system.atomic import replacing, write_text


def test_a_file_appears_whole(tmp_path: Path) -> None:
    write_text(tmp_path / "new" / "a.txt", "글\n")
    assert (tmp_path / "new" / "a.txt").read_text("utf-8") == "글\n"


@pytest.mark.parametrize("failure", [KeyboardInterrupt, ValueError])
def test_a_block_that_fails_leaves_the_older_file(
    tmp_path: Path, failure: type[BaseException]
) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "older")
    with pytest.raises(failure), replacing(path) as temporary:
        temporary.write_text("half", "utf-8")
        raise failure
    assert path.read_text("utf-8") == "older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(StorageError):
        write_text(tmp_path / "file" / "a.txt", "text")
