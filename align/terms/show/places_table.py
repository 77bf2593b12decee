"""The table of renderings that an editor gets: one row a place, both texts beside it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from align.model import Bitext, Concept, Rendering, Termbase
from align.system.atomic import replacing
from align.terms.judge.consistency import label
from align.terms.judge.tiers import tier_of

COLUMNS = (
    *("concept", "term", "surface", "found", "rendering", "status", "form", "tier"),
    *("certainty", "evidence", "document", "translation", "date", "segment", "outline"),
    *("original_text", "translation_text"),
)


Add = Callable[[Bitext, Sequence[Rendering]], None]


@contextmanager
def places_table(termbase: Termbase, path: Path) -> Iterator[Add]:
    """Write a table while bitexts go by; give what takes each with its renderings.

    UTF-8 with a byte order mark, by which spreadsheets know Korean text.

    Raises:
        StorageError: the file cannot be written; what stood there stands.

    """
    concepts = {concept.id: concept for concept in termbase.concepts}
    with (
        replacing(path) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        yield lambda bitext, renderings: writer.writerows(_rows(bitext, renderings, concepts))


def _rows(
    bitext: Bitext, renderings: Sequence[Rendering], concepts: Mapping[str, Concept]
) -> Iterator[tuple[object, ...]]:
    beads = {i: bead for bead in bitext.beads for i in bead.original}
    date = bitext.original.metadata.date
    for rendering in renderings:
        place = rendering.occurrence
        concept = concepts[place.concept]
        status = label(rendering, concept)[1] if rendering.text else ""
        yield (
            concept.id,
            concept.name,
            place.surface,
            rendering.found.value,
            rendering.text,
            status,
            rendering.form.value if rendering.text else "",
            tier_of(rendering, concept)[0].value,
            f"{rendering.certainty:.2f}",
            rendering.evidence,
            bitext.original.id,
            bitext.translation.id,
            date.isoformat() if date else "",
            place.segment,
            bitext.original.segments[place.segment].outline,
            bitext.original.segments[place.segment].text,
            bitext.translation_text(beads[place.segment]),
        )
