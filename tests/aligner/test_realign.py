from __future__ import annotations

from dataclasses import replace

from align.aligner import Aligner
from align.aligner.embedding import default_embedder
from align.aligner.realign import realign
from align.aligner.training import refit, reviewed
from align.formats.beadlist import read_beads
from align.model import Bead, Bitext, Status
from tests.conftest import MOFA
from tests.web.review.conftest import aligned

Key = tuple[tuple[int, ...], tuple[int, ...]]


def gold(name: str) -> set[Key]:
    return {(b.original, b.translation) for b in read_beads(MOFA / "truth" / f"{name}.gold")}


def wrong(bitext: Bitext, truth: set[Key]) -> set[Key]:
    """Gold beads that nobody decided on and that the bitext lacks."""
    return truth - {(bead.original, bead.translation) for bead in bitext.beads}


def decided(bitext: Bitext, key: Key) -> Bitext:
    """The bitext after a person put one bead right; what else stood there comes apart."""
    rest: list[Bead] = []
    for bead in bitext.beads:
        original = tuple(i for i in bead.original if i not in key[0])
        translation = tuple(j for j in bead.translation if j not in key[1])
        if (original, translation) == (bead.original, bead.translation):
            rest.append(bead)
        elif original or translation:
            rest.append(Bead(original, translation, confidence=0.1))
    right = Bead(*key, status=Status.EDITED)
    place = sum(bool(b.original) and b.original < key[0] for b in rest)
    return replace(bitext, beads=(*rest[:place], right, *rest[place:]))


def test_a_decision_stays_and_the_rest_is_aligned_around_it() -> None:
    aligner = Aligner(default_embedder())
    bitext = aligned("2017-08-30-washington", aligner)
    forced = ((2,), (3,))
    found = realign(decided(bitext, forced), aligner)
    assert forced in {(bead.original, bead.translation) for bead in found.beads}
    kept = next(bead for bead in found.beads if bead.original == (2,))
    assert kept.status is Status.EDITED


def test_without_decisions_it_is_the_alignment_itself() -> None:
    aligner = Aligner(None)
    bitext = aligned("2015-03-05-nairobi", aligner)
    assert realign(bitext, aligner) == bitext


def reviewed_sample(aligner: Aligner, decisions: int) -> tuple[dict[str, Bitext], int, int]:
    """The sample after the beads of least confidence were accepted or put right.

    With the errors there were before, and how many beads were put right.
    """
    names = sorted(path.stem for path in (MOFA / "truth").glob("*.gold"))
    bitexts = {name: aligned(name, aligner) for name in names}
    errors = sum(len(wrong(bitexts[name], gold(name))) for name in names)
    beads = sorted((b.confidence, n, (b.original, b.translation)) for n in names
                   for b in bitexts[n].beads)  # fmt: skip
    mended = 0
    for _, name, key in beads[:decisions]:
        truth, here = gold(name), bitexts[name]
        if key in truth:
            bitexts[name] = replace(here, beads=tuple(_accepted(b, key) for b in here.beads))
            continue
        mended += 1
        for right in sorted(k for k in truth if {*k[0]} & {*key[0]} or {*k[1]} & {*key[1]}):
            bitexts[name] = decided(bitexts[name], right)
    return bitexts, errors, mended


def _accepted(bead: Bead, key: Key) -> Bead:
    same = (bead.original, bead.translation) == key
    return replace(bead, status=Status.ACCEPTED) if same else bead


def test_twenty_decisions_reduce_the_errors_left_and_teach_the_rest() -> None:
    """Without embeddings the aligner errs; a reviewer looks at what it is least sure of."""
    aligner = Aligner(None)
    bitexts, before, mended = reviewed_sample(aligner, 20)
    around = {name: realign(bitext, aligner) for name, bitext in bitexts.items()}
    left = sum(len(wrong(bitext, gold(name))) for name, bitext in around.items())
    assert left < before - mended
    examples = [example for bitext in around.values() for example in reviewed(bitext, None)]
    learned = replace(aligner, weights=refit(aligner.weights, examples))
    anew = sum(len(wrong(aligned(name, learned), gold(name))) for name in bitexts)
    assert anew < before


def test_learning_moves_the_weights_no_further_than_the_decisions_say() -> None:
    aligner = Aligner(None)
    bitext = aligned("2015-03-05-nairobi", aligner)
    accepted = replace(
        bitext, beads=tuple(replace(b, status=Status.ACCEPTED) for b in bitext.beads)
    )
    examples = reviewed(accepted, None, least=1)
    near = refit(aligner.weights, examples, l2=1e6)
    learned = refit(aligner.weights, examples)
    names = sorted(aligner.weights.values)
    base = aligner.weights.vector(names)
    assert abs(near.vector(names) - base).max() < 1e-3
    assert abs(learned.vector(names) - base).max() > 0
