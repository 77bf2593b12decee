"""How well terms are found and judged on real text, against judged places.

`python -m tests.benchmarks.real_terms FOLDER [--folds 10] [--kiwi] [--errors]`.  FOLDER holds
pairs.tsv (id, original, translation), termbase.csv and places.truth.tsv (the columns of
`bench/terms/README.md`), and may hold strata.json.  With `--folds` each tenth of the pairs is
measured with weights that were learned from the others and the sample; without, the weights
that ship are measured.  `--train FILE` learns the weights that ship from FOLDER and from those
documents of the sample that are not held out.  A benchmark reports and asserts nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
import numpy as np
import regex

from align.aligner.embedding import default_embedder
from align.cli.output import print_table
from align.lang.morphology import KiwiMorphology
from align.lang.normalise import match_form
from align.model import (
    Bead,
    Bitext,
    Document,
    Found,
    Language,
    Metadata,
    Rendering,
    Segment,
)
from align.scoring.renderings import GoldRendering
from align.system.atomic import write_text
from align.terms.find.renderings import RenderingFinder
from align.terms.find.training import RenderingExample, gold_examples, rendering_examples, train
from align.terms.judge.recurrence import recurring
from align.terms.judge.tiers import Tier, tier_of
from align.terms.termbase import read_termbase
from tests.benchmarks.terms import HELD_OUT, MOFA

_PAIRS = 100  # in a document


@dataclass(frozen=True)
class Place:
    """One judged place."""

    pair: int
    concept: str
    start: int
    end: int
    occurs: bool
    status: str
    gold: tuple[str, ...]
    form: str
    deviates: bool
    weight: float

    @property
    def rendered(self) -> bool:
        """Whether English words stand for the term."""
        return self.occurs and self.status == "R"


class Judged:
    """The places of a folder, and the texts that they stand in."""

    def __init__(self, folder: Path) -> None:
        self.termbase = read_termbase(folder / "termbase.csv")
        pairs = list(_rows(folder / "pairs.tsv", csv.QUOTE_MINIMAL))
        numbers = {row["id"]: number for number, row in enumerate(pairs)}
        rows = list(_rows(folder / "places.truth.tsv", csv.QUOTE_NONE))
        weights = _weights(folder, rows)
        self.places = [_place(row, numbers, weights) for row in rows]
        self.bitexts = [_bitext(pairs, first) for first in range(0, len(pairs), _PAIRS)]

    def finder(self, kiwi: bool) -> RenderingFinder:
        """The finder, knowing all the texts."""
        morphology = KiwiMorphology() if kiwi else None
        finder = RenderingFinder(self.termbase, default_embedder(), morphology=morphology)
        return finder.knowing((b, finder.occurrences(b)) for b in self.bitexts)

    def examples(self, finder: RenderingFinder) -> Iterator[tuple[int, RenderingExample]]:
        """What can be learned, each with the number of its document."""
        gold: dict[int, list[GoldRendering]] = defaultdict(list)
        for place in self.places:
            if place.occurs:
                status = "rendered" if place.rendered else "omitted"
                gold[place.pair // _PAIRS].append(
                    GoldRendering(
                        "", place.pair % _PAIRS, place.start, place.concept, status,
                        ";".join(place.gold) if place.rendered else "",
                    )
                )  # fmt: skip
        for number, bitext in enumerate(self.bitexts):
            for example in rendering_examples(bitext, finder, gold[number]):
                yield number, example


def main() -> None:
    """Print the table, or learn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--kiwi", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--train", type=Path)
    arguments = parser.parse_args()
    judged = Judged(arguments.folder)
    finder = judged.finder(arguments.kiwi)
    if arguments.train:
        _learn(judged, finder, arguments.train)
        return
    found = _found(judged, finder, arguments.folds)
    print_table(Score(judged, finder, found, arguments.errors).rows())


def _learn(judged: Judged, finder: RenderingFinder, path: Path) -> None:
    examples = [*_of_sample(), *(example for _, example in judged.examples(finder))]
    made_by = {
        "command": "python -m tests.benchmarks.real_terms FOLDER --train FILE",
        "data": ["mofa/truth", "bench/terms"],
        "left_out": sorted(HELD_OUT),
        "seed": "none, since nothing is drawn",
        "examples": len(examples),
    }
    write_text(path, train(examples).to_json(made_by))


def _of_sample() -> list[RenderingExample]:
    sample = RenderingFinder(read_termbase(MOFA / "terms.csv"), default_embedder())
    return gold_examples(MOFA / "truth", sample, HELD_OUT)


def _found(judged: Judged, finder: RenderingFinder, folds: int) -> list[list[Rendering]]:
    """The renderings of each document; with folds by weights that did not see its fold."""
    if not folds:
        return [finder.find(bitext) for bitext in judged.bitexts]
    sample = _of_sample()
    every = list(judged.examples(finder))
    count = len(judged.bitexts)
    fold_of = [number * folds // count for number in range(count)]
    choosers = [
        train([*sample, *(e for number, e in every if fold_of[number] != fold)])
        for fold in range(folds)
    ]
    return [
        replace(finder, chooser=choosers[fold_of[number]]).find(bitext)
        for number, bitext in enumerate(judged.bitexts)
    ]


class Score:
    """What was found against what was judged."""

    def __init__(
        self,
        judged: Judged,
        finder: RenderingFinder,
        found: Sequence[Sequence[Rendering]],
        errors: bool,
    ) -> None:
        self._judged = judged
        self._concepts = finder.concepts
        self._here: dict[tuple[int, str], list[Rendering]] = defaultdict(list)
        numbers = [number for number, renderings in enumerate(found) for _ in renderings]
        self._all = recurring([r for renderings in found for r in renderings])
        for number, r in zip(numbers, self._all, strict=True):
            key = number * _PAIRS + r.occurrence.segment, r.occurrence.concept
            self._here[key].append(r)
        self._errors = errors
        self._counts: dict[str, Counter[bool]] = defaultdict(Counter)
        self._sure: list[tuple[float, bool]] = []
        for place in judged.places:
            self._add(place)

    def rows(self) -> list[dict[str, Any]]:
        """Each measure, weighted by how often its stratum stands in the texts."""
        rows = []
        for what, counts in self._counts.items():
            total = counts[True] + counts[False]
            rows.append(
                {
                    "what": what,
                    "share": round(counts[True] / total, 3) if total else "",
                    "count": f"{counts[True]:.0f} of {total:.0f}",
                }
            )
        error = _calibration_error(self._sure)
        rows.append(
            {"what": "located: error of calibration", "share": error, "count": len(self._sure)}
        )
        tiers = Counter(tier_of(r, self._concepts[r.occurrence.concept])[0] for r in self._all)
        rows += [
            {
                "what": f"places in all: {tier.value or 'nothing to say'}",
                "share": "",
                "count": n,
            }
            for tier, n in sorted(tiers.items())
        ]
        return rows

    def _add(self, place: Place) -> None:
        rendering = next(
            (
                r
                for r in self._here[place.pair, place.concept]
                if r.occurrence.start < place.end and place.start < r.occurrence.end
            ),
            None,
        )
        if rendering is not None:
            self._count("occurrences: right", place.occurs, place)
        if place.occurs:
            self._count("occurrences: found", rendering is not None, place)
        exact = rendering is not None and _agrees(rendering.text, place.gold)
        if place.rendered:
            self._count("renderings: exact, of all that stand there", exact, place)
            self._count(f"  … {place.form}", exact, place)
        tier, shares = Tier.NONE, False
        if rendering is not None:
            tier = self._judge(place, rendering, exact)
            shares = exact or _shares(rendering.text, place.gold)
        if place.rendered and place.deviates:
            deviation = tier is Tier.DEVIATION
            self._count("deviations: named by the first tier", deviation, place)
            self._count("deviations: named by both tiers", tier is not Tier.NONE, place)
        wrong = tier is Tier.DEVIATION and not (shares and place.deviates)
        missed = place.deviates and tier is Tier.NONE
        if self._errors and (wrong or missed or (place.rendered and not exact)):
            self._show(place, rendering, tier)

    def _judge(self, place: Place, rendering: Rendering, exact: bool) -> Tier:
        if rendering.found in (Found.KNOWN, Found.LOCATED):
            self._count(f"{rendering.found}: exact", exact, place)
        if rendering.found is Found.LOCATED:
            self._sure.append((rendering.certainty, exact))
        if rendering.found in (Found.OMITTED, Found.PRONOUN):
            self._count(f"said to be {rendering.found}: nothing stands there",
                        place.occurs and not place.rendered, place)  # fmt: skip
        if rendering.found is Found.NOT_FOUND:
            self._count("not found: nothing stands there", not place.rendered, place)
        tier, _ = tier_of(rendering, self._concepts[place.concept])
        if tier is not Tier.NONE:
            right = not rendering.text or _shares(rendering.text, place.gold)
            true = place.rendered and place.deviates and right
            self._count(f"findings, {tier.value}: true", true, place)
        return tier

    def _count(self, what: str, right: bool, place: Place) -> None:
        self._counts[what][right] += place.weight  # type: ignore[assignment]

    def _show(self, place: Place, rendering: Rendering | None, tier: Tier) -> None:
        bitext = self._judged.bitexts[place.pair // _PAIRS]
        row = place.pair % _PAIRS
        said = "–"
        if rendering is not None:
            said = f"{rendering.found} “{rendering.text}” {rendering.certainty:.2f}"
            said += f" {rendering.doubt or rendering.evidence} [{tier.value}]"
        surface = bitext.original.segments[row].text[place.start : place.end]
        gold = f"{place.status} {'; '.join(place.gold)} {place.form}"
        click.echo(f"--- {surface}: {gold} {'deviates' if place.deviates else ''}\n    {said}")
        click.echo(f"    {bitext.original.segments[row].text}")
        click.echo(f"    {bitext.translation.segments[row].text}")


def _calibration_error(sure: Sequence[tuple[float, bool]]) -> float | str:
    """Expected calibration error in ten bins (Naeini, Cooper and Hauskrecht 2015)."""
    if not sure:
        return ""
    probabilities = np.array([p for p, _ in sure])
    right = np.array([r for _, r in sure], dtype=float)
    bins = np.minimum(9, (probabilities * 10).astype(int))
    error = sum(
        abs(probabilities[bins == b].mean() - right[bins == b].mean()) * (bins == b).sum()
        for b in set(bins.tolist())
    )
    return round(float(error / len(sure)), 3)


def _agrees(text: str, gold: Sequence[str]) -> bool:
    """Whether a rendering is one of the gold ones; article, plural, capitals do not count."""
    return bool(text) and _plain(text) in map(_plain, gold)


def _shares(text: str, gold: Sequence[str]) -> bool:
    """Whether a rendering has a word of a gold one: the place is right, if not its extent."""
    mine = set(_plain(text))
    return any(mine & set(_plain(other)) for other in gold)


def _plain(text: str) -> list[str]:
    folded = match_form(text).lower().replace(".", "")
    folded = regex.sub(r"'s\b|'$", "", folded).strip()
    folded = regex.sub(r"^(?:the|an?)\s+", "", folded)
    words = regex.findall(r"[a-z0-9]+", folded)
    return [w[:-1] if w.endswith("s") and len(w) > 3 else w for w in words]


def _rows(path: Path, quoting: Any) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=quoting)


def _weights(folder: Path, rows: Sequence[Mapping[str, str]]) -> Mapping[str, float]:
    """What a place of each stratum counts."""
    sampled = Counter(row["stratum"] for row in rows)
    path = folder / "strata.json"
    sizes = json.loads(path.read_text("utf-8")) if path.exists() else sampled
    return {stratum: sizes[stratum] / count for stratum, count in sampled.items()}


def _place(
    row: Mapping[str, str], numbers: Mapping[str, int], weights: Mapping[str, float]
) -> Place:
    start = int(row["ko_start"])
    return Place(
        numbers[row["pair"]],
        row["concept"],
        start,
        start + len(row["surface"]),
        row["occurrence"] == "1",
        row["status"],
        tuple(filter(None, row["gold"].split(";"))),
        row["form"],
        row["deviation"] == "y",
        weights[row["stratum"]],
    )


def _bitext(pairs: Sequence[Mapping[str, str]], first: int) -> Bitext:
    some = pairs[first : first + _PAIRS]
    sides = [
        Document(
            f"{first}.{language}",
            language,
            tuple(Segment(row[column]) for row in some),
            Metadata(),
        )
        for language, column in (
            (Language.KOREAN, "original"),
            (Language.ENGLISH, "translation"),
        )
    ]
    beads = tuple(Bead((k,), (k,), 1.0) for k in range(len(some)))
    return Bitext(sides[0], sides[1], beads)


if __name__ == "__main__":
    main()
