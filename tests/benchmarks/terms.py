"""How well terms and their renderings are found on the sample corpus, which we wrote.

`python -m tests.benchmarks.terms [--errors] [--part dev|held-out|all]`.  Gold beads, so that
only the terminology is measured.  `--speed N` measures N paragraphs and 500 terms.  For real
text see `tests.benchmarks.real_terms`.  A benchmark reports and asserts nothing.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import regex

from align.aligner.embedding import default_embedder
from align.cli.output import print_table
from align.lang.english import rendering_key
from align.lang.normalise import match_form
from align.model import Bitext, Concept, Found, Language, Rendering, Term, Termbase, TermStatus
from align.scoring.gold import read_bitexts
from align.scoring.renderings import GoldRendering, read_gold_renderings
from align.terms.find.forms import form_of
from align.terms.find.renderings import RenderingFinder
from align.terms.termbase import read_termbase
from tests.benchmarks.process import alone, peak_mb

MOFA = Path(__file__).parent.parent.parent / "corpora" / "mofa"
HELD_OUT = (  # not looked at while the finder was built
    "2013-11-20-relief-team",
    "2014-09-03-human-rights",
    "2016-06-08-trade",
    "2018-04-27-inter-korean",
    "2020-09-24-climate",
    "2021-12-10-human-rights-day",
    "2023-09-05-overseas",
    "2025-06-20-dokdo",
)


@dataclass
class Tally:
    """Counts of one part of the truth."""

    gold: int = 0
    found: int = 0
    spurious: int = 0
    listed: list[bool] = field(default_factory=list)
    unlisted: list[bool | None] = field(default_factory=list)  # None: nothing was located
    without: list[bool] = field(default_factory=list)  # gold has none: was none reported
    reported_without: list[bool] = field(default_factory=list)
    contradictions: list[bool] = field(default_factory=list)

    def rows(self) -> list[dict[str, Any]]:
        located = [right for right in self.unlisted if right is not None]
        return [
            _row("occurrences: recall", self.found, self.gold),
            _row("occurrences: precision", self.found, self.found + self.spurious),
            _row("renderings in the termbase: right", sum(self.listed), len(self.listed)),
            _row("renderings not in it: located", len(located), len(self.unlisted)),
            _row("  of those right", sum(located), len(located)),
            _row("without a rendering: told", sum(self.without), len(self.without)),
            _row(
                "reported without one: right",
                sum(self.reported_without),
                len(self.reported_without),
            ),
            _row(
                "contradictions reported: right",
                sum(self.contradictions),
                len(self.contradictions),
            ),
        ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--part", default="all", choices=["dev", "held-out", "all"])
    parser.add_argument("--speed", type=int)
    arguments = parser.parse_args()
    if arguments.speed:
        print_table([alone(speed, arguments.speed)])
        return
    termbase = read_termbase(MOFA / "terms.csv")
    names, bitexts = zip(*truth(), strict=True)
    finder = RenderingFinder(termbase, default_embedder())
    gold = read_gold_renderings(MOFA / "truth" / "terms.tsv")
    concepts = {concept.id: concept for concept in termbase.concepts}
    tally = Tally()
    for name, bitext, renderings in zip(names, bitexts, finder.find_all(bitexts), strict=True):
        held = name in HELD_OUT
        if arguments.part != "all" and held != (arguments.part == "held-out"):
            continue
        here = [item for item in gold if item.document == name]
        count(tally, bitext, renderings, here, concepts, arguments.errors)
    print_table(tally.rows())


def speed(paragraphs: int) -> dict[str, Any]:
    """Time for the sample's bitexts over and over, and 500 terms: its own and words of it.

    The words stand in the termbase with an English that is found nowhere, so that
    each of their places has to be located.
    """
    bitexts: list[Bitext] = []
    sample = [bitext for _, bitext in truth()]
    while sum(len(bitext.original.segments) for bitext in bitexts) < paragraphs:
        bitexts += sample
    termbase = read_termbase(MOFA / "terms.csv")
    own = sum(len(concept.terms) for concept in termbase.concepts)
    words = Counter(
        word
        for bitext in sample
        for segment in bitext.original.segments
        for word in regex.findall(r"[가-힣]{3,6}", segment.text)
    )
    invented = tuple(
        Concept(word, (Term(word, Language.KOREAN), Term(f"zzz {word}", Language.ENGLISH)))
        for word, _ in words.most_common((500 - own) // 2)
    )
    finder = RenderingFinder(Termbase((*termbase.concepts, *invented)), default_embedder())
    started = time.perf_counter()
    places = sum(map(len, finder.find_all(bitexts)))
    seconds = time.perf_counter() - started
    return {
        "paragraphs": sum(len(bitext.original.segments) for bitext in bitexts),
        "terms": own + 2 * len(invented),
        "places": places,
        "seconds": round(seconds, 1),
        "peak MB": peak_mb(),
    }


def truth() -> Iterator[tuple[str, Bitext]]:
    """The documents of the truth with their gold beads."""
    yield from read_bitexts(MOFA / "truth").items()


def count(
    tally: Tally,
    bitext: Bitext,
    found: Sequence[Rendering],
    gold: Sequence[GoldRendering],
    concepts: dict[str, Concept],
    show: bool,
) -> None:
    """Add a document to the tally."""
    places = _count_all(tally, bitext, found, gold, concepts, show)
    spurious = set(places) - {(g.segment, g.start, g.concept) for g in gold}
    tally.spurious += len(spurious)
    for key in spurious if show else ():
        text = bitext.original.segments[key[0]].text
        click.echo(f"spurious: {places[key].occurrence} {text}")


def _count_all(
    tally: Tally,
    bitext: Bitext,
    found: Sequence[Rendering],
    gold: Sequence[GoldRendering],
    concepts: dict[str, Concept],
    show: bool,
) -> dict[tuple[int, int, str], Rendering]:
    places = {
        (r.occurrence.segment, r.occurrence.start, r.occurrence.concept): r for r in found
    }
    tally.gold += len(gold)
    for item in gold:
        rendering = places.get((item.segment, item.start, item.concept))
        if rendering is None:
            _show(show, bitext, item, None)
            continue
        tally.found += 1
        if not _count_one(tally, item, rendering, concepts[item.concept]):
            _show(show, bitext, item, rendering)
    return places


def _count_one(
    tally: Tally, gold: GoldRendering, rendering: Rendering, concept: Concept
) -> bool:
    has = rendering.found in (Found.KNOWN, Found.LOCATED)
    same = has and _key(rendering.text) == _key(gold.rendering)
    if not has and gold.status != "none":
        tally.reported_without.append(gold.status in ("omitted", "pronoun"))
    if rendering.term is not None and rendering.term.status is TermStatus.DEPRECATED:
        tally.contradictions.append(same)
    if gold.status == "none":
        return rendering.found is Found.UNTRANSLATED
    if gold.status != "rendered":
        tally.without.append(not has)
        return not has
    if _is_listed(gold.rendering, concept):
        tally.listed.append(same)
        return same
    tally.unlisted.append(same if has else None)
    return same


def _is_listed(text: str, concept: Concept) -> bool:
    return form_of(text, concept) is not None


def _key(text: str) -> str:
    return rendering_key(match_form(text))


def _row(what: str, hits: int, of: int) -> dict[str, Any]:
    return {"what": what, "share": hits / of if of else 1.0, "count": f"{hits} of {of}"}


def _show(show: bool, bitext: Bitext, gold: GoldRendering, rendering: Rendering | None) -> None:
    if not show:
        return
    bead = next(b for b in bitext.beads if gold.segment in b.original)
    click.echo(f"--- {gold.document} {gold.concept}: {gold.status} “{gold.rendering}”")
    if rendering is None:
        click.echo("    not found")
    else:
        evidence = f"{rendering.certainty:.2f} {rendering.evidence}"
        click.echo(f"    {rendering.found.value} “{rendering.text}” {evidence}")
    click.echo(f"    {bitext.original_text(bead)}\n    {bitext.translation_text(bead)}")


if __name__ == "__main__":
    main()
