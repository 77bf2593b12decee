"""Press releases of an invented ministry by two translators, and its termbase."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from align.memory import Memory
from align.model import Bead, Bitext, Document, Language, Metadata, Segment

TERMS = (
    "concept,language,term,status\n"
    "buoy,ko,부표,preferred\nbuoy,en,marker buoy,preferred\nbuoy,en,floater,deprecated\n"
    "lighthouse,ko,등대,preferred\nlighthouse,en,lighthouse,preferred\n"
)
GOOD = "The Coast Guard placed a marker buoy off the harbour."
BAD = "The Coast Guard placed a floater off the harbour."
KOREAN = "해양경찰은 항구 앞바다에 부표를 설치하였다."


def release(
    name: str, date: str, *english: str, korean: Sequence[str] = (), plain: str = KOREAN
) -> Bitext:
    """A release with a sentence on buoys for each of its English sentences."""
    originals = korean or [f"{plain} ({name} {k})" for k, _ in enumerate(english)]
    metadata = Metadata(date=datetime.date.fromisoformat(date) if date else None)
    return Bitext(
        Document(f"{name}.ko.txt", Language.KOREAN, tuple(map(Segment, originals)), metadata),
        Document(f"{name}.en.txt", Language.ENGLISH, tuple(map(Segment, english))),
        tuple(Bead((k,), (k,)) for k in range(len(english))),
    )


def put(path: Path, *bitexts: Bitext) -> Path:
    """Put releases into a memory."""
    with Memory(path) as memory:
        for bitext in bitexts:
            memory.put_bitext(bitext, "a")
    return path
