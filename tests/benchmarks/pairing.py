"""How well documents are paired, and how fast: on the sample, and on many made of it.

    python -m tests.benchmarks.pairing                        the sample, 30 % unpaired
    python -m tests.benchmarks.pairing --scale 10000          as many a side, made of it
    python -m tests.benchmarks.pairing --grown [FOLDER...]    collections that have grown

Made documents are made as `align.pairing.made` says, so that thousands share each paragraph.
Nothing is learned from the fifteen later releases, nor from the second half of a FOLDER of
gold beads; both are what is reported.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from align.aligner.embedding import Embedder, default_embedder
from align.model import Document, Language
from align.pairing import Pairing, pair_documents, pair_profiles
from align.pairing.incremental import from_sketch, pair_grown, to_sketch
from align.pairing.made import UNPAIRED, MadeCollection, Maker, Release, read_releases, withheld
from align.pairing.profile import Profile, make_profile
from tests.conftest import LATER, MOFA

_DRAWS = 20


def among_distractors(maker: Maker, pool: Sequence[Release], draw: int) -> MadeCollection:
    """The sample whole, among documents made of its own paragraphs that have no partner."""
    pairs = [maker.real(release, dated=False) for release in pool]
    alone = round(2 * len(pairs) * UNPAIRED / (1 - UNPAIRED))
    made = [maker.made(pool, 1000 * draw + number) for number in range(alone)]
    documents = [document for pair in pairs for document in pair]
    documents += [pair[place % 2] for place, pair in enumerate(made)]
    maker.random.shuffle(documents)
    return MadeCollection(documents, {(korean.id, english.id) for korean, english in pairs})


@dataclass
class Score:
    """Pairs found, right and true, added up over draws."""

    found: int = 0
    right: int = 0
    true: int = 0

    def add(self, pairing: Pairing, truth: set[tuple[str, str]]) -> None:
        names = {pair.names for pair in pairing.pairs}
        self.found += len(names)
        self.right += len(names & truth)
        self.true += len(truth)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.true)
        return (
            f"precision {precision:.4f} recall {recall:.4f} "
            f"({self.right} of {self.found} found, {self.true} true)"
        )


def parts(folders: Sequence[Path]) -> tuple[list[Release], list[Release]]:
    """Releases to learn from, and those that nothing is learned from."""
    sample = read_releases(MOFA / "truth")
    learned = [r for r in sample if r.name not in LATER]
    held = [r for r in sample if r.name in LATER]
    for folder in folders:
        more = read_releases(folder)
        learned += more[: len(more) // 2]
        held += more[len(more) // 2 :]
    return learned, held


def report(folders: Sequence[Path], scale: int | None) -> None:
    """Print the scores, and the time for many documents."""
    _, held = parts(folders)
    embedder = default_embedder()
    if scale:
        _report_scale(held, embedder, scale)
        return
    everything = read_releases(MOFA / "truth")
    for name, pool in (("the sample", everything), ("held out", held)):
        for dated in (True, False):
            for kind, used in (("embeddings", embedder), ("no embeddings", None)):
                score = Score()
                maker = Maker(used, 5)
                for _ in range(_DRAWS):
                    pairs = [maker.real(release, dated) for release in pool]
                    collection = withheld(pairs, maker.random)
                    found = pair_documents(collection.documents, used, maker.pooled)
                    score.add(found, collection.truth)
                day = "dated" if dated else "undated"
                print(f"{name:<12} {len(pool)} releases, {day:<8} {kind:<14} {score}")
    for kind, used in (("embeddings", embedder), ("no embeddings", None)):
        score = Score()
        maker = Maker(used, 9)
        for draw in range(_DRAWS):
            collection = among_distractors(maker, everything, draw)
            found = pair_documents(collection.documents, used, maker.pooled)
            score.add(found, collection.truth)
        print(f"{'the sample':<12} among distractors, undated {kind:<14} {score}")
    for kind, used in (("embeddings", embedder), ("no embeddings", None)):
        score = Score()
        maker = Maker(used, 7)
        calibration: list[tuple[float, bool]] = []
        for draw in range(5):
            made = [maker.made(held, 1000 * draw + n) for n in range(300)]
            collection = withheld(made, maker.random)
            found = pair_documents(collection.documents, used, maker.pooled)
            score.add(found, collection.truth)
            calibration += [(p.probability, p.names in collection.truth) for p in found.pairs]
        print(f"{'made of held':<12} 300 a side, half dated {kind:<14} {score}")
        print(f"{'':<13}mean probability {np.mean([p for p, _ in calibration]):.4f}, "
              f"right {np.mean([r for _, r in calibration]):.4f}")  # fmt: skip


def _report_scale(pool: Sequence[Release], embedder: Embedder, count: int) -> None:
    maker = Maker(embedder, 13)
    start = time.perf_counter()
    made = [maker.made(pool, number) for number in range(round(count * (1 + UNPAIRED)))]
    collection = withheld(made, maker.random)
    making = time.perf_counter() - start
    languages = [d.language for d in collection.documents]
    start = time.perf_counter()
    found = pair_documents(collection.documents, embedder, maker.pooled)
    seconds = time.perf_counter() - start
    score = Score()
    score.add(found, collection.truth)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{languages.count(Language.KOREAN)} × {languages.count(Language.ENGLISH)} documents: "
        f"{seconds:.0f} s of pairing after {making:.0f} s of making and embedding, "
        f"{memory} MiB; {score}"
    )


def report_grown(folders: Sequence[Path]) -> None:
    """Print how collections that have grown by a twelfth are paired, and as a whole."""
    _, held = parts(folders)
    embedder = default_embedder()
    maker = Maker(embedder, 5)
    pairs = [maker.real(release, False) for release in held]
    pairs += [maker.made(held, number) for number in range(300)]
    draw = random.Random(1)
    scores = {"as a whole": Score(), "grown": Score()}
    agreed = either = looked_at = documents = 0
    for seed in range(10):
        collection = withheld(pairs, random.Random(seed))
        profiles = {
            d.id: make_profile(d, embedder, maker.pooled[d.id]) for d in collection.documents
        }
        new = {d.id for d in draw.sample(collection.documents, len(profiles) // 12)}
        part: list[Profile] = []

        def chosen(
            some: Sequence[Document],
            profiles: dict[str, Profile] = profiles,
            part: list[Profile] = part,
        ) -> list[Profile]:
            part += [profiles[d.id] for d in some]
            return part

        known = pair_profiles([p for p in profiles.values() if p.document.id not in new])
        sketches = [from_sketch(p.document, to_sketch(p)) for p in profiles.values()]
        found = {
            "as a whole": pair_profiles(list(profiles.values())),
            "grown": pair_grown(known, new, sketches, chosen),
        }
        for name, pairing in found.items():
            scores[name].add(pairing, collection.truth)
        names = [{pair.names for pair in pairing.pairs} for pairing in found.values()]
        agreed += len(names[0] & names[1])
        either += len(names[0] | names[1])
        looked_at += len(part)
        documents += len(profiles)
    for name, score in scores.items():
        print(f"{name:<12} {score}")
    print(f"{agreed} of {either} pairs are the same; {looked_at} of {documents} paired anew")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--scale", type=int)
    parser.add_argument("--grown", action="store_true")
    options = parser.parse_args()
    if options.grown:
        report_grown(options.folders)
    else:
        report(options.folders, options.scale)


if __name__ == "__main__":
    main()
