"""A run holds few of the bitexts that its memory holds."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from align.aligner import Aligner
from align.memory import Memory, Origin
from align.model import Bead, Bitext, Document, Language, Metadata, Segment
from align.pipeline import Job, run
from align.pipeline.outputs import MEMORY
from align.terms.termbase import read_termbase
from tests.conftest import MOFA
from tests.pipeline.test_growth import pages

T = TypeVar("T")
MANY, FEW = 150, 60


def alive() -> int:
    return sum(isinstance(each, Bitext) for each in gc.get_objects())


class Watching:
    """Counts the bitexts that are there whenever one more comes."""

    def __init__(self) -> None:
        self._before = alive()  # those of other tests
        self.most = 0

    def track(self, items: Iterable[T], stage: str, total: int | None) -> Iterator[T]:
        for item in items:
            if isinstance(item, Bitext):
                self.most = max(self.most, alive() - self._before)
            yield item


def imported(number: int) -> Bitext:
    documents = [
        Document(
            f"old-{number}.{language}",
            language,
            (Segment(text),),
            Metadata(digest=f"{number}{language}"),
        )
        for language, text in (
            (Language.KOREAN, f"제{number}차 위안부 협의가 열렸다."),
            (Language.ENGLISH, f"Round {number} on comfort women was held."),
        )
    ]
    return Bitext(documents[0], documents[1], (Bead((0,), (0,)),))


def test_few_bitexts_of_many_are_held_at_once(tmp_path: Path) -> None:
    with Memory(tmp_path / "out" / MEMORY) as memory, memory.transaction():
        for number in range(MANY):
            memory.put_bitext(imported(number), "import:tmx", origin=Origin.IMPORTED)
    job = Job(
        [pages(tmp_path / "in", range(2))],
        tmp_path / "out",
        termbase=read_termbase(MOFA / "terms.csv"),
    )
    watching = Watching()
    result = run(job, Aligner(None), watching)
    assert result.summary["bitexts"] == MANY + 2
    assert result.export.units > MANY
    assert len(list((tmp_path / "out" / "report_documents").glob("*.html"))) == MANY + 2
    assert 0 < watching.most < FEW
