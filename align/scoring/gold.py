"""A folder of gold: what a person says the beads and renderings of some documents are.

`NAME.gold` holds the beads of a pair, `NAME.ko` and `NAME.en` its segments, a
segment a line.  `pairs.tsv` (document, ko-file, en-file) tells which files a
NAME stands for, and `terms.tsv` holds the gold renderings.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from align.errors import FormatError, InputError, LanguageError
from align.formats.beadlist import read_beads
from align.lang.detect import detect_blocks
from align.model import Bead, Bitext, Document, Language, Rendering, Side
from align.model.bitext import covers
from align.readers.layout.segments import looks_like_title, segment_lines
from align.readers.parts.line import Line
from align.scoring.beads import BeadScore, score_beads
from align.scoring.renderings import (
    GoldRendering,
    RenderingScore,
    read_gold_renderings,
    score_renderings,
)


@dataclass(frozen=True)
class Gold:
    """The gold of a folder, by the names of its pairs."""

    beads: Mapping[str, tuple[Bead, ...]]
    files: Mapping[tuple[str, str], str]
    renderings: Sequence[GoldRendering]

    def name_of(self, bitext: Bitext) -> str | None:
        """Return the name under which the gold knows a bitext, None if it does not."""
        for files, name in self.files.items():
            if all(map(str.endswith, bitext.names, files)):
                return name
        stem = PurePosixPath(bitext.original.id).stem
        return stem if stem in self.beads else None

    def score_beads(self, bitexts: Sequence[Bitext]) -> BeadScore:
        """Return the score of the bitexts that have gold beads, added up.

        Raises:
            FormatError: gold beads speak of segments that the documents lack.

        """
        score = BeadScore()
        for bitext in bitexts:
            name = self.name_of(bitext)
            if name is not None and name in self.beads:
                _check_same_segments(name, self.beads[name], bitext)
                score += score_beads(bitext.beads, self.beads[name])
        return score

    def score_renderings(
        self, found: Sequence[tuple[Bitext, Sequence[Rendering]]]
    ) -> RenderingScore:
        """Return how many gold renderings were found and read right."""
        by_name = {
            name: [_in_nfc(bitext, rendering) for rendering in renderings]
            for bitext, renderings in found
            if (name := self.name_of(bitext)) is not None
        }
        return score_renderings(by_name, self.renderings)


def read_gold(folder: Path) -> Gold:
    """Return the gold in a folder.

    Raises:
        InputError: the folder is not there or holds no gold.
        FormatError: one of its files is not as it should be.

    """
    beads = {path.stem: read_beads(path) for path in sorted(folder.glob("*.gold"))}
    if not beads:
        raise InputError(
            "holds no gold beads", where=folder, remedy="A gold folder has files NAME.gold"
        )
    terms = folder / "terms.tsv"
    renderings = read_gold_renderings(terms) if terms.exists() else []
    return Gold(beads, dict(_pairs(folder / "pairs.tsv")), renderings)


def read_segments(path: Path) -> Document:
    """Return the document in a file of one segment a line, `NAME.ko` or `NAME.en`.

    Raises:
        FormatError: the file cannot be read.

    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"cannot be read: {error}", where=path) from error
    lines = [Line(line, number) for number, line in enumerate(text.splitlines(), start=1)]
    titled = bool(lines) and looks_like_title(lines[0].text)
    language = Language(path.suffix.removeprefix("."))
    return Document(path.name, language, segment_lines(lines, titled=titled))


def read_bitexts(folder: Path) -> dict[str, Bitext]:
    """Return the documents of a folder with their gold beads, ordered by name.

    Raises:
        InputError: the folder is not there or holds no gold.
        FormatError: a side is missing or holds no text, or gold beads speak of other segments.
        LanguageError: a side is in the language of the other.

    """
    beads = read_gold(folder).beads
    return {name: _bitext(folder, name, own) for name, own in beads.items()}


def _bitext(folder: Path, name: str, beads: tuple[Bead, ...]) -> Bitext:
    documents = [read_segments(folder / f"{name}.{side.language}") for side in Side]
    for side, document in zip(Side, documents, strict=True):
        _check_language(document, folder)
        if not covers(beads, document, side):
            raise FormatError(
                f"has {len(document.segments)} segments that {name}.gold does not cover "
                "exactly once",
                where=folder / document.id,
                remedy="Every line of both sides stands in one bead",
            )
    return Bitext(documents[0], documents[1], beads)


def _check_language(document: Document, folder: Path) -> None:
    texts = [segment.text for segment in document.segments]
    if not any(map(str.strip, texts)):
        raise FormatError(
            "holds no text", where=folder / document.id, remedy="Leave the pair out"
        )
    found = detect_blocks(texts)
    if found in set(Language) - {document.language}:
        raise LanguageError(
            f"is in {Language(found).name.title()}",
            where=folder / document.id,
            remedy=f"NAME.{document.language} is to be in {document.language.name.title()}",
        )


def _pairs(path: Path) -> Iterator[tuple[tuple[str, str], str]]:
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            try:
                yield (row["ko-file"], row["en-file"]), row["document"]
            except KeyError as error:
                raise FormatError(f"has no column {error}", where=path) from error


def _in_nfc(bitext: Bitext, rendering: Rendering) -> Rendering:
    """A rendering whose occurrence is counted in NFC characters, as gold counts."""
    place = rendering.occurrence
    before = bitext.original.segments[place.segment].text[: place.start]
    start = len(unicodedata.normalize("NFC", before))
    return replace(rendering, occurrence=replace(place, start=start))


def _check_same_segments(name: str, gold: Sequence[Bead], bitext: Bitext) -> None:
    for side in Side:
        document = bitext.document(side)
        expected = sum(len(bead.on(side)) for bead in gold)
        if expected != len(document.segments):
            raise FormatError(
                f"has {len(document.segments)} segments, the gold of {name} {expected}",
                where=document.id,
                remedy="Make the gold again from the documents as they are read now",
            )
