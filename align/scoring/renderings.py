"""Renderings against gold renderings: how many occurrences are found and read right."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.errors import FormatError
from align.lang.english import rendering_key
from align.lang.normalise import match_form
from align.model import Found, Rendering

_COLUMNS = ("document", "segment", "start", "concept", "status", "rendering")
_WITHOUT = {Found.PRONOUN: "pronoun", Found.OMITTED: "omitted", Found.UNTRANSLATED: "none"}


@dataclass(frozen=True, slots=True)
class GoldRendering:
    """What a person says stands for one occurrence.

    `status` is rendered, pronoun or omitted; `start` counts characters of the
    segment in NFC.
    """

    document: str
    segment: int
    start: int
    concept: str
    status: str
    rendering: str


@dataclass(frozen=True, slots=True)
class RenderingScore:
    """How many gold occurrences were found, and how many of them read right."""

    gold: int = 0
    found: int = 0
    right: int = 0
    spurious: int = 0

    def __add__(self, other: RenderingScore) -> RenderingScore:
        return RenderingScore(
            self.gold + other.gold,
            self.found + other.found,
            self.right + other.right,
            self.spurious + other.spurious,
        )

    @property
    def accuracy(self) -> float:
        """The share of gold occurrences whose rendering is right; 1 where there are none."""
        return self.right / self.gold if self.gold else 1.0


def read_gold_renderings(path: Path) -> list[GoldRendering]:
    """Return the gold renderings in a TSV file.

    Raises:
        FormatError: the file cannot be read or lacks a column.

    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
            return [_gold(row) for row in rows]
    except (OSError, UnicodeDecodeError, KeyError, ValueError) as error:
        raise FormatError(
            f"holds no gold renderings: {error}",
            where=path,
            remedy=f"The columns are {', '.join(_COLUMNS)}",
        ) from error


def score_renderings(
    found: Mapping[str, Sequence[Rendering]], gold: Iterable[GoldRendering]
) -> RenderingScore:
    """Return the score of renderings by document against the gold of those documents.

    A rendering is right where its words are the gold's but for case, quotes,
    article and plural; a place without one where the gold has none of the
    same kind (a pronoun, or left out).  A segment without a counterpart counts
    as right whatever the gold says of it, since there the gold names the
    words of a translation that the aligner did not find, only if both agree
    that there is none.
    """
    places = {
        (document, r.occurrence.segment, r.occurrence.start, r.occurrence.concept): r
        for document, renderings in found.items()
        for r in renderings
    }
    relevant = [item for item in gold if item.document in found]
    keys = [(g.document, g.segment, g.start, g.concept) for g in relevant]
    hits = [(g, places[key]) for g, key in zip(relevant, keys, strict=True) if key in places]
    right = sum(_agrees(rendering, item) for item, rendering in hits)
    spurious = len(set(places) - set(keys))
    return RenderingScore(len(relevant), len(hits), right, spurious)


def _agrees(rendering: Rendering, gold: GoldRendering) -> bool:
    if gold.status != "rendered":
        return _WITHOUT.get(rendering.found) == gold.status
    return _key(rendering.text) == _key(gold.rendering)


def _key(text: str) -> str:
    return rendering_key(match_form(text))


def _gold(row: Mapping[str, str]) -> GoldRendering:
    return GoldRendering(
        row["document"],
        int(row["segment"]),
        int(row["start"]),
        row["concept"],
        row["status"],
        row["rendering"],
    )
