"""What discovery puts first, against verdicts and against a termbase of the same texts.

`python -m tests.benchmarks.discovery [SHARED]`, SHARED being the folder of benches that
holds `news`, `docs/po` and `terms`.  A verdict says whether a terminologist would enter a
term; two readings gave them, and what either refused is refused
(`judgements/discovered.tsv`, without the texts).  The termbase tells how many of the
terms that occur three times and more are among the first.  Reports and asserts nothing.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from align.cli.output import print_table
from align.lang.morphology import Morphology, installed
from align.model import Bead, Bitext, Document, Language, Segment, Termbase
from align.scoring.gold import read_bitexts
from align.terms.discovery import candidates
from align.terms.find.occurrences import OccurrenceFinder, form_key
from align.terms.termbase import read_termbase

VERDICTS = Path(__file__).parent / "judgements" / "discovered.tsv"
SHARED = Path(__file__).parents[3] / "shared" / "bench"
FIRST = (25, 100)
RECALL = (100, 200, 300)
OFTEN = 3


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    shared = parser.parse_args().shared
    termbase = read_termbase(shared / "terms" / "termbase.csv")
    ways = {"endings": None, **({"kiwi": found} if (found := installed()) else {})}
    print_table(
        [
            measured(source, bitexts, termbase, way, morphology)
            for source, bitexts in sources(shared)
            for way, morphology in ways.items()
        ]
    )


def sources(shared: Path) -> Iterator[tuple[str, list[Bitext]]]:
    """Yield the texts by the names that the verdicts have for them."""
    yield "news", list(read_bitexts(shared / "news").values())
    yield "pairs", [_pairs(shared / "terms" / "pairs.tsv")]
    yield "po", list(read_bitexts(shared / "docs" / "po").values())


def measured(
    source: str,
    bitexts: Sequence[Bitext],
    termbase: Termbase,
    way: str,
    morphology: Morphology | None,
) -> dict[str, Any]:
    """Return a row of figures of one source."""
    known = verdicts(source)
    started = time.perf_counter()
    found = [candidate.text for candidate in candidates(bitexts, morphology=morphology)]
    row: dict[str, Any] = {
        "source": source,
        "nouns by": way,
        "seconds": round(time.perf_counter() - started, 1),
    }
    for first in FIRST:
        judged = [known[text] for text in found[:first] if text in known]
        row[f"terms of {first}"] = f"{sum(judged)} of {len(judged)} judged"
    wanted = _frequent(bitexts, termbase, morphology) if source == "pairs" else []
    keys = [form_key(text) for text in found]
    for first in RECALL:
        hits = sum(key in keys[:first] for key in wanted)
        row[f"termbase in {first}"] = f"{hits} of {len(wanted)}" if wanted else ""
    return row


def verdicts(source: str) -> dict[str, bool]:
    """Return whether each judged term of a source is one."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {r["term"]: r["verdict"] == "y" for r in rows if r["source"] == source}


def _pairs(path: Path) -> Bitext:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    sides = [
        Document(f"pairs.{language}", language, tuple(Segment(row[column]) for row in rows))
        for language, column in (
            (Language.KOREAN, "original"),
            (Language.ENGLISH, "translation"),
        )
    ]
    return Bitext(sides[0], sides[1], tuple(Bead((i,), (i,)) for i in range(len(rows))))


def _frequent(
    bitexts: Sequence[Bitext], termbase: Termbase, morphology: Morphology | None
) -> list[str]:
    """The preferred Korean terms that occur often, as keys."""
    finder = OccurrenceFinder(termbase, morphology)
    counts = Counter(
        form_key(occurrence.surface)
        for bitext in bitexts
        for occurrence in finder.find(bitext.original.segments)
    )
    terms = (c.in_language(Language.KOREAN)[0] for c in termbase.concepts)
    return [key for term in terms if counts[key := form_key(term.text)] >= OFTEN]


if __name__ == "__main__":
    main()
