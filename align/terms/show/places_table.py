"""The table of renderings that an editor gets: one row a place, both texts beside it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from align.model import Bitext, Found, Rendering, Termbase, TermStatus
from align.system.atomic import replacing
from align.terms.judge.consistency import label

COLUMNS = (
    *("concept", "term", "surface", "found", "rendering", "status", "deviates", "certainty"),
    *("evidence", "document", "translation", "date", "segment", "outline"),
    *("original_text", "translation_text"),
)
Findings = Sequence[tuple[Bitext, Sequence[Rendering]]]
"""Bitexts with the renderings found in them."""


def write_table(found: Findings, termbase: Termbase, path: Path) -> int:
    """Write every occurrence as CSV and return how many there are.

    UTF-8 with a byte order mark, by which spreadsheets know Korean text.
    """
    count = 0
    with (
        replacing(path) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in _rows(found, termbase):
            writer.writerow(row)
            count += 1
    return count


def _rows(found: Findings, termbase: Termbase) -> Iterator[tuple[object, ...]]:
    concepts = {concept.id: concept for concept in termbase.concepts}
    for bitext, renderings in found:
        beads = {i: bead for bead in bitext.beads for i in bead.original}
        date = bitext.original.metadata.date
        for rendering in renderings:
            place = rendering.occurrence
            concept = concepts[place.concept]
            rendered = rendering.found in (Found.KNOWN, Found.LOCATED)
            status = label(rendering, concept)[1] if rendered else ""
            yield (
                concept.id,
                concept.name,
                place.surface,
                rendering.found.value,
                rendering.text,
                status,
                "yes" if rendered and status != TermStatus.PREFERRED else "no",
                f"{rendering.certainty:.2f}",
                rendering.evidence,
                *bitext.names,
                date.isoformat() if date else "",
                place.segment,
                bitext.original.segments[place.segment].outline,
                bitext.original.segments[place.segment].text,
                bitext.translation_text(beads[place.segment]),
            )
