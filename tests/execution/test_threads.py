"""Models run in one thread of matrix products, whoever calls them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from align.aligner.embedding import default_embedder
from align.execution.threads import one_thread
from tests.conftest import ROOT

_SCRIPT = """
import sys
from pathlib import Path
from align.aligner import Aligner
from align.aligner.embedding import default_embedder
from align.formats.jsonl import JsonlFormat
from align.readers import read

korean, english, out = map(Path, sys.argv[1:])
bitext = Aligner(default_embedder()).align(read(korean), read(english))
JsonlFormat().write([bitext], out)
"""


def numbers() -> set[int]:
    return {library["num_threads"] for library in threadpool_info()}


@pytest.fixture(autouse=True)
def two_threads() -> object:
    np.zeros(1)
    with threadpool_limits(2):
        yield


def test_one_thread_within_and_what_was_before_behind() -> None:
    with one_thread():
        assert numbers() == {1}
        with one_thread():
            assert numbers() == {1}
        assert numbers() == {1}
    assert numbers() == {2}


def test_an_error_gives_the_threads_back() -> None:
    with pytest.raises(ZeroDivisionError), one_thread():
        raise ZeroDivisionError
    assert numbers() == {2}


def test_a_block_that_ends_leaves_one_of_another_thread_alone() -> None:
    inside, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with one_thread():
            inside.set()
            leave.wait(10)

    other = threading.Thread(target=hold)
    with one_thread():
        other.start()
        inside.wait(10)
    assert numbers() == {1}
    leave.set()
    other.join()
    assert numbers() == {2}


def test_the_embedder_works_in_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = default_embedder()
    embedder.pool(["loads the model"])
    seen: list[set[int]] = []
    model = embedder._model()  # type: ignore[attr-defined]
    original = type(model).sums

    def sums(self: object, texts: list[str]) -> object:
        seen.append(numbers())
        return original(self, texts)

    monkeypatch.setattr(type(model), "sums", sums)
    embedder.pool(["한국과 일본", "Korea and Japan"])
    assert seen == [{1}]
    assert numbers() == {2}


@pytest.mark.slow
def test_python_gives_the_digits_of_the_command_line(mofa: Path, tmp_path: Path) -> None:
    korean = next((mofa / "ko").glob("2017-08-30*"))
    english = next((mofa / "en").glob("2017-08-30*"))
    unlimited = {k: v for k, v in os.environ.items() if not k.endswith("_NUM_THREADS")}
    environment = {**unlimited, "PYTHONPATH": str(ROOT)}
    own, theirs = tmp_path / "python.jsonl", tmp_path / "command.jsonl"
    command = "import sys; from align.cli.main import main; main()"
    for arguments in (
        [_SCRIPT, korean, english, own],
        [command, "files", korean, english, "-o", theirs],
    ):
        subprocess.run([sys.executable, "-c", *arguments], env=environment, check=True)
    assert own.read_text("utf-8") == theirs.read_text("utf-8")
