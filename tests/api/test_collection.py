from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import align
from align.errors import AlignError, EmptyInputError, FormatError, InputError
from align.pipeline.outputs import MEMORY, TERMS, TMX

NAME = "2015-03-05_kenya.html"
TERMBASE = "concept,language,term\nminister,ko,장관\nminister,en,Minister\n"


@pytest.fixture
def folder(mofa: Path, tmp_path: Path) -> Path:
    """One pair of the sample, and a termbase."""
    for side in ("ko", "en"):
        (tmp_path / "in" / side).mkdir(parents=True)
        shutil.copy(mofa / side / NAME, tmp_path / "in" / side)
    (tmp_path / "in" / TERMS).write_text(TERMBASE, "utf-8")
    return tmp_path / "in"


def test_the_files_of_a_folder_are_paired(folder: Path) -> None:
    (pair,) = align.pair(str(folder), embedder=None).pairs
    assert pair.names == (f"ko/{NAME}", f"en/{NAME}")
    (pair,) = align.pair([folder / "ko", str(folder / "en")], embedder=None).pairs
    assert pair.names == (f"ko/{NAME}", f"en/{NAME}")


def test_a_file_that_cannot_be_read_is_an_error_unless_somebody_takes_it(folder: Path) -> None:
    (folder / "ko" / "empty.txt").write_text("", "utf-8")
    with pytest.raises(InputError, match=r"empty\.txt: is empty"):
        align.pair(folder, embedder=None)
    problems: list[AlignError] = []
    assert align.pair(folder, embedder=None, skipped=problems.append).pairs
    assert [problem.what for problem in problems] == ["is empty"]


def test_paths_that_hold_nothing_are_told(tmp_path: Path) -> None:
    with pytest.raises(EmptyInputError, match="no files that can be read"):
        align.pair(tmp_path)
    with pytest.raises(InputError, match="is not there"):
        align.pair(tmp_path / "nowhere", skipped=print)
    with pytest.raises(InputError, match="is not there"):
        align.run(tmp_path / "nowhere", tmp_path / "out")


@pytest.mark.parametrize("paths", [5, ["a", 5]])
def test_what_is_no_path_is_a_type_error(paths: Any, tmp_path: Path) -> None:
    for function in (align.pair, lambda p: align.run(p, tmp_path / "out")):
        with pytest.raises(TypeError, match="not an int"):
            function(paths)


def test_a_run_leaves_its_results_and_takes_the_termbase_of_the_folder(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    result = align.run(str(folder), str(out), embedder=None)
    assert len(list(result.bitexts())) == 1
    assert list(result.findings())
    assert {MEMORY, TMX, TERMS} <= {path.name for path in out.iterdir()}
    again = align.run([folder], out, embedder=None)
    assert again.reused.bitexts == 1


def test_a_termbase_pairs_and_terms_to_align_by_can_be_given(
    folder: Path, tmp_path: Path
) -> None:
    termbase = align.read_termbase(str(folder / TERMS))
    pairs = tmp_path / "pairs.csv"
    pairs.write_text(f"original,translation\nko/{NAME},en/{NAME}\n", "utf-8")
    result = align.run(
        [folder], tmp_path / "out", termbase=termbase, pairs=pairs, embedder=None,
        align_by_terms=True, bead_types="1-2", level="paragraph",
    )  # fmt: skip
    assert result.pairing.pairs[0].probability == 1.0
    assert "lexicon:none" not in result.aligner
    pairs.write_text("original\n", "utf-8")
    with pytest.raises(FormatError, match="no column translation"):
        align.run(folder, tmp_path / "out", pairs=pairs)


def test_workers_do_the_same_work(folder: Path, tmp_path: Path) -> None:
    alone = align.run(folder, tmp_path / "one", embedder=None)
    spread = align.run(folder, tmp_path / "two", embedder=None, workers=2)
    assert list(spread.bitexts()) == list(alone.bitexts())
    with pytest.raises(ValueError, match="exclude each other"):
        align.run(folder, tmp_path / "x", workers=2, scheduler="tcp://127.0.0.1:1")
