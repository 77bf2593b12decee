"""Alignments of a folder of gold, scored; what was aligned before is kept."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from align.aligner import Aligner
from align.aligner.second_pass import with_learned_words
from align.aligner.training import Example
from align.aligner.views.view import View
from align.model import Bead
from align.model.codec import codec_of
from align.pipeline.context import Context
from align.pipeline.step import Derived, Step, certain, rows_of
from align.scoring.beads import BeadScore, score_beads, total
from align.scoring.calibration import Calibration, calibrate, judged_beads
from align.scoring.examples import read_examples


@dataclass(frozen=True)
class Evaluation:
    """How well a folder of gold was aligned.

    Attributes:
        score: strict and lax, over all documents.
        calibration: how far the confidences can be believed.
        documents: how many pairs there are.
        segments: of both sides.
        seconds: from text to beads, those that were kept included.
        aligner: signature of what aligned.

    """

    score: BeadScore
    calibration: Calibration
    documents: int
    segments: int
    seconds: float
    aligner: str


def evaluate(
    context: Context, folder: Path, aligner: Aligner, *, learn_words: bool = False
) -> Evaluation:
    """Align every NAME.ko with NAME.en in a folder and score it against NAME.gold.

    Args:
        context: where to work; its memory keeps what was aligned.
        folder: of gold beads.
        aligner: what aligns; its embedder is the context's.
        learn_words: whether to align twice, the second time by words that the first pass
            learned.

    Raises:
        InputError: the folder is not there or holds no gold.
        FormatError: one of its files is not as it should be.

    """
    started = time.perf_counter()
    aligner = replace(aligner, embedder=context.cached)
    examples = read_examples(folder, context.cached)
    if learn_words:
        aligner = with_learned_words(
            aligner, _aligned(context, examples, aligner, "First pass")
        )
    aligned = [beads for _, beads in _aligned(context, examples, aligner, "Aligning")]
    seconds = time.perf_counter() - started
    pairs = [(beads, e.gold) for beads, e in zip(aligned, examples, strict=True)]
    return Evaluation(
        total(score_beads(beads, gold) for beads, gold in pairs),
        calibrate([item for pair in pairs for item in judged_beads(*pair)]),
        len(examples),
        sum(sum(example.view.shape) for example in examples),
        round(seconds, 2),
        aligner.signature,
    )


def _aligned(
    context: Context, examples: Sequence[Example], aligner: Aligner, stage: str
) -> Iterator[tuple[View, Sequence[Bead]]]:
    """The view of each example, and its beads."""
    views = [replace(example.view, lexicon=aligner.lexicon) for example in examples]
    store: Derived[View, list[Bead]] = Derived(
        context.memory, "evaluation", aligner.signature, _key, *rows_of(codec_of(Bead))
    )
    # Aligned here: a view holds the vectors of its texts, which are dear to send.
    step = Step(_beads, aligner, store)
    tracked = context.progress.track(views, stage, len(views))
    for view, beads in step.results(context, tracked):
        yield view, certain(beads)


def _beads(aligner: Aligner, view: View) -> list[Bead]:
    return list(aligner.beads(view))


def _key(view: View) -> str:
    texts = [[s.text for s in side.segments] for side in (view.original, view.translation)]
    return hashlib.sha256(repr(texts).encode("utf-8", "surrogatepass")).hexdigest()
