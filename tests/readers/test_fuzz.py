"""Damaged files of every format: a document or an error that says why, soon and in bounds."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from align.errors import AlignError
from align.readers import read_bytes
from tests.conftest import FORMATS, MIXED
from tests.readers.fuzzing import mutations

COPIES = 25
SECONDS = 20  # for one damaged file of some kilobytes; nearly all take a tenth of one
MEMORY = 3072  # MiB, of the whole test run, embedder and Kiwi included
FILES = [*sorted(FORMATS.iterdir()), MIXED / "en" / "mail.zip"]


class TooLong(BaseException):
    """Raised into a reader that does not come back; no reader can catch it as an error."""


@pytest.fixture
def in_time() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.slow
@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_damaged_file_is_read_or_refused(path: Path) -> None:
    data = path.read_bytes()
    outcomes = []
    for copy in mutations(data, seed=20171219, count=COPIES):
        signal.alarm(SECONDS)
        outcomes.append(_outcome(copy, path))
    assert all(outcomes)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 < MEMORY


def _outcome(data: bytes, path: Path) -> str:
    """What came of a file: how much was read, or why it was refused; never nothing."""
    try:
        documents = read_bytes(data, path.suffix, name=path.name).documents
    except AlignError as error:
        return error.what
    return str(min(len(document.segments) for document in documents) or "")


def test_damaged_copies_are_the_same_each_time() -> None:
    data = (FORMATS / "forum.ko.docx").read_bytes()
    assert list(mutations(data, 1, 5)) == list(mutations(data, 1, 5))
    assert data not in set(mutations(data, 1, 20))
