"""Collections made of releases with gold beads, to learn pairing from and to measure it by.

A folder of gold has a few dozen pairs, too few and too unlike one another.  Made documents
are paragraphs of the releases thrown together, five to twelve a document and each with
its translation, with figures of their own; so many documents share each paragraph, and
only the mixture and the figures tell them apart.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import regex

from align.aligner.embedding import Embedder, Vectors
from align.errors import FormatError, InputError
from align.formats.beadlist import read_beads
from align.model import Document, Language, Metadata
from align.readers.layout.segments import segment_lines
from align.readers.parts.line import Line

UNPAIRED = 0.3
"""The share of a collection's documents that have no partner."""
Bead = tuple[tuple[str, ...], tuple[str, ...]]
_DAY = regex.compile(r"(\d{4})-(\d\d)-(\d\d)")
_FIGURE = regex.compile(r"\d{2,}")
_FIRST_DAY, _DAYS = datetime.date(2010, 1, 1), 5500


@dataclass(frozen=True, slots=True)
class Release:
    """A release as its gold has it: its beads of Korean and English paragraphs."""

    name: str
    beads: tuple[Bead, ...]
    sides: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class MadeCollection:
    """Documents of both languages, and the ids of those that belong together."""

    documents: list[Document]
    truth: set[tuple[str, str]]


def read_releases(folder: Path) -> list[Release]:
    """Return the releases of a folder of NAME.ko, NAME.en and NAME.gold, ordered by name.

    Raises:
        InputError: the folder holds no gold.
        FormatError: a side cannot be read, or gold beads speak of lines that are not there.

    """
    releases = [_release(gold) for gold in sorted(folder.glob("*.gold"))]
    if not releases:
        raise InputError(
            "holds no gold beads", where=folder, remedy="A gold folder has files NAME.gold"
        )
    return releases


def withheld(pairs: Sequence[tuple[Document, Document]], draw: random.Random) -> MadeCollection:
    """Return pairs of which some lost a side, so that 30 % of all documents have no partner."""
    order = draw.sample(range(len(pairs)), len(pairs))
    singles = round(len(pairs) * 2 * UNPAIRED / (1 + UNPAIRED))
    documents: list[Document] = []
    truth = set()
    for place, index in enumerate(order):
        korean, english = pairs[index]
        if place < singles:
            documents.append(korean if place % 2 else english)
            continue
        documents += [korean, english]
        truth.add((korean.id, english.id))
    draw.shuffle(documents)
    return MadeCollection(documents, truth)


class Maker:
    """Makes documents, and remembers what the embedder made of each text.

    Args:
        embedder: None makes documents for pairing without embeddings.
        seed: of all that is drawn; the same one makes the same documents.

    """

    def __init__(self, embedder: Embedder | None, seed: int) -> None:
        self.random = random.Random(seed)
        self.pooled: dict[str, Vectors] = {}
        self._embedder = embedder
        self._count = 0
        self._rows: dict[str, Vectors] = {}

    def real(self, release: Release, dated: bool) -> tuple[Document, Document]:
        """Return a release as it is, under names that tell nothing."""
        day = _DAY.match(release.name)
        date = datetime.date(*map(int, day.groups())) if dated and day else None
        self._count += 1
        return (
            self._document(
                f"ko/문서{self._count}.txt", Language.KOREAN, release.sides[0], date
            ),
            self._document(
                f"en/d{self._count * 7919}.txt", Language.ENGLISH, release.sides[1], date
            ),
        )

    def made(self, pool: Sequence[Release], number: int) -> tuple[Document, Document]:
        """Return a document and its translation, thrown together from a pool of releases."""
        draw = self.random
        beads = self._beads(pool)
        date = _FIRST_DAY + datetime.timedelta(days=draw.randrange(_DAYS))
        later = date + datetime.timedelta(days=draw.choice((0, 0, 0, 1, 2)))
        dated = draw.random() < 0.5
        korean, english = ([text for bead in beads for text in bead[side]] for side in (0, 1))
        if draw.random() < 0.3:  # translators leave paragraphs out
            korean.insert(draw.randint(1, len(korean)), draw.choice(pool).beads[-1][0][0])
        names = self._names(number, date)
        dates = (date, later) if dated else (None, None)
        return (
            self._document(names[0], Language.KOREAN, korean, dates[0]),
            self._document(names[1], Language.ENGLISH, english, dates[1]),
        )

    def _beads(self, pool: Sequence[Release]) -> list[Bead]:
        """A title, and paragraphs of two to four releases."""
        draw = self.random
        title = draw.choice(pool).beads[0]
        beads: list[Bead] = []
        for release in draw.choices(pool, k=draw.randint(2, 4)):
            beads += draw.sample(release.beads[1:], min(len(release.beads) - 1, 3))
        chosen = draw.sample(beads, min(len(beads), draw.randint(4, 11)))
        return [self._with_own_figures(bead) for bead in (title, *chosen)]

    def _with_own_figures(self, bead: Bead) -> Bead:
        """The bead with other digits in the figures that both sides print alike."""
        both = set(_FIGURE.findall(" ".join(bead[0]))) & set(_FIGURE.findall(" ".join(bead[1])))
        draw = self.random
        new = {  # in order, for that of a set differs from run to run
            old: str(draw.randrange(10 ** (len(old) - 1), 10 ** len(old)))
            for old in sorted(both)
        }

        def change(text: str) -> str:
            return str(_FIGURE.sub(lambda match: new.get(match[0], match[0]), text))

        return tuple(map(change, bead[0])), tuple(map(change, bead[1]))

    def _names(self, number: int, date: datetime.date) -> tuple[str, str]:
        """Names of two files: three in ten share a number or the day."""
        self._count += 1
        kind = self.random.random()
        if kind < 0.15:
            return f"ko/{date:%Y%m%d}_{number}.txt", f"en/press {date:%Y-%m-%d} {number}.txt"
        if kind < 0.3:
            return f"ko/보도자료 {number:05}.txt", f"en/{number:05}_eng.txt"
        return f"ko/문서 {number}-1.txt", f"en/d{self._count * 7919}.txt"

    def _document(
        self, name: str, language: Language, texts: Sequence[str], date: datetime.date | None
    ) -> Document:
        segments = segment_lines([Line(text) for text in texts], titled=True)
        document = Document(name, language, segments, Metadata(date=date, digest=name))
        if self._embedder is not None:
            bodies = [segment.body for segment in segments]
            self.pooled[name] = self._pool(bodies, self._embedder)
        return document

    def _pool(self, bodies: Sequence[str], embedder: Embedder) -> Vectors:
        new = [body for body in dict.fromkeys(bodies) if body not in self._rows]
        if new:
            self._rows.update(zip(new, embedder.pool(new), strict=True))
        return np.vstack([self._rows[body] for body in bodies])


def _release(gold: Path) -> Release:
    korean, english = (_lines(gold.with_suffix(f".{side}")) for side in ("ko", "en"))
    pairs = [bead for bead in read_beads(gold) if bead.is_pair]
    for bead in pairs:
        if bead.original[-1] >= len(korean) or bead.translation[-1] >= len(english):
            raise FormatError(
                f"has the bead {list(bead.original)}:{list(bead.translation)} of lines that "
                "are not there",
                where=gold,
                remedy="Every line of both sides stands in one bead",
            )
    beads = tuple(
        (tuple(korean[i] for i in bead.original), tuple(english[j] for j in bead.translation))
        for bead in pairs
    )
    return Release(gold.stem, beads, (korean, english))


def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text("utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"cannot be read: {error}", where=path) from error
