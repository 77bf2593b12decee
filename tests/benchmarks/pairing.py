"""How well documents are paired, and how fast: on the sample, and on many made of it.

    python -m tests.benchmarks.pairing                        the sample, 30 % unpaired
    python -m tests.benchmarks.pairing --scale 10000          as many a side, made of it
    python -m tests.benchmarks.pairing --grown [FOLDER...]    collections that have grown
    python -m tests.benchmarks.pairing --train [FOLDER...]    learn the weights that ship

Made documents are paragraphs of the sample's releases thrown together, five to twelve a
document and each with its translation, with figures of their own; so thousands of
documents share each paragraph, and only the mixture and the figures tell them apart.
Nothing is learned from the fifteen later releases, nor from the second half of a FOLDER of
gold beads; both are what is reported.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import re
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import align
from align.aligner.embedding import Embedder, default_embedder
from align.formats.beadlist import read_beads
from align.model import Document, Language, Metadata
from align.pairing import Pairing, pair_documents, pair_profiles
from align.pairing.evidence import FEATURES
from align.pairing.incremental import from_sketch, pair_grown, to_sketch
from align.pairing.match import scored, standing
from align.pairing.profile import Profile, make_profile
from align.pairing.weights import STANDING, Logistic, PairingModel, fit, to_plain
from align.readers.layout.segments import segment_lines
from align.readers.parts.line import Line
from tests.conftest import LATER, MOFA

UNPAIRED = 0.3
_DRAWS = 20
Bead = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Release:
    """A release as its gold has it: its beads of Korean and English paragraphs."""

    name: str
    beads: tuple[Bead, ...]
    sides: tuple[tuple[str, ...], tuple[str, ...]]


def releases(folder: Path) -> list[Release]:
    """The releases of a folder of NAME.ko, NAME.en and NAME.gold."""
    found = []
    for gold in sorted(folder.glob("*.gold")):
        sides = tuple(
            tuple(gold.with_suffix(f".{side}").read_text("utf-8").splitlines())
            for side in ("ko", "en")
        )
        beads = tuple(
            (tuple(sides[0][i] for i in ko), tuple(sides[1][j] for j in en))
            for bead in read_beads(gold)
            if (ko := bead.original) and (en := bead.translation)
        )
        found.append(Release(gold.stem, beads, sides))  # type: ignore[arg-type]
    return found


class Maker:
    """Makes documents, and remembers what the embedder made of each text."""

    def __init__(self, embedder: Embedder | None, seed: int) -> None:
        self.random = random.Random(seed)
        self.pooled: dict[str, np.ndarray] = {}
        self._embedder = embedder
        self._count = 0
        self._rows: dict[str, np.ndarray] = {}
        self.embedding_time = 0.0

    def document(
        self, name: str, language: Language, texts: Sequence[str], date: datetime.date | None
    ) -> Document:
        segments = segment_lines([Line(text) for text in texts], titled=True)
        document = Document(name, language, segments, Metadata(date=date, digest=name))
        if self._embedder is not None:
            self.pooled[name] = self._pool([segment.body for segment in segments])
        return document

    def _pool(self, bodies: list[str]) -> np.ndarray:
        assert self._embedder is not None
        new = [body for body in dict.fromkeys(bodies) if body not in self._rows]
        if new:
            start = time.perf_counter()
            self._rows.update(zip(new, self._embedder.pool(new), strict=True))
            self.embedding_time += time.perf_counter() - start
        return np.vstack([self._rows[body] for body in bodies])

    def names(self, number: int, date: datetime.date) -> tuple[str, str]:
        """Names of two files: three in ten share a number or the day."""
        self._count += 1
        kind = self.random.random()
        if kind < 0.15:
            return f"ko/{date:%Y%m%d}_{number}.txt", f"en/press {date:%Y-%m-%d} {number}.txt"
        if kind < 0.3:
            return f"ko/보도자료 {number:05}.txt", f"en/{number:05}_eng.txt"
        return f"ko/문서 {number}-1.txt", f"en/d{self._count * 7919}.txt"

    def real(self, release: Release, dated: bool) -> tuple[Document, Document]:
        """A release as it is."""
        day = re.match(r"(\d{4})-(\d\d)-(\d\d)", release.name)
        date = datetime.date(*map(int, day.groups())) if dated and day else None
        self._count += 1
        names = f"ko/문서{self._count}.txt", f"en/d{self._count * 7919}.txt"
        return (
            self.document(names[0], Language.KOREAN, release.sides[0], date),
            self.document(names[1], Language.ENGLISH, release.sides[1], date),
        )

    def made(self, pool: Sequence[Release], number: int) -> tuple[Document, Document]:
        """A document and its translation, thrown together from a pool of releases."""
        draw = self.random
        title = draw.choice(pool).beads[0]
        beads = [title]
        for release in draw.choices(pool, k=draw.randint(2, 4)):
            beads += draw.sample(release.beads[1:], min(len(release.beads) - 1, 3))
        beads = [title, *draw.sample(beads[1:], min(len(beads) - 1, draw.randint(4, 11)))]
        beads = [self._with_own_figures(bead) for bead in beads]
        date = datetime.date(2010, 1, 1) + datetime.timedelta(days=draw.randrange(5500))
        later = date + datetime.timedelta(days=draw.choice((0, 0, 0, 1, 2)))
        dated = draw.random() < 0.5
        korean, english = ([text for bead in beads for text in bead[side]] for side in (0, 1))
        if draw.random() < 0.3:  # translators leave paragraphs out
            korean.insert(draw.randint(1, len(korean)), draw.choice(pool).beads[-1][0][0])
        names = self.names(number, date)
        dates = (date, later) if dated else (None, None)
        return (
            self.document(names[0], Language.KOREAN, korean, dates[0]),
            self.document(names[1], Language.ENGLISH, english, dates[1]),
        )

    def _with_own_figures(self, bead: Bead) -> Bead:
        """The bead with other digits in the figures that both sides print alike."""
        both = set(re.findall(r"\d{2,}", " ".join(bead[0]))) & set(
            re.findall(r"\d{2,}", " ".join(bead[1]))
        )
        draw = self.random
        new = {old: str(draw.randrange(10 ** (len(old) - 1), 10 ** len(old))) for old in both}

        def change(text: str) -> str:
            return re.sub(r"\d{2,}", lambda match: new.get(match[0], match[0]), text)

        return tuple(map(change, bead[0])), tuple(map(change, bead[1]))


@dataclass(frozen=True)
class Collection:
    """Documents of both languages, and which belong together."""

    documents: list[Document]
    truth: set[tuple[str, str]]


def withheld(pairs: Sequence[tuple[Document, Document]], draw: random.Random) -> Collection:
    """Pairs, with one side of some taken away so that 30 % of all documents have no partner."""
    order = draw.sample(range(len(pairs)), len(pairs))
    singles = round(len(pairs) * 2 * UNPAIRED / (1 + UNPAIRED))
    documents, truth = [], set()
    for place, index in enumerate(order):
        korean, english = pairs[index]
        if place < singles:
            documents.append(korean if place % 2 else english)
            continue
        documents += [korean, english]
        truth.add((korean.id, english.id))
    draw.shuffle(documents)
    return Collection(documents, truth)


def among_distractors(maker: Maker, pool: Sequence[Release], draw: int) -> Collection:
    """The sample whole, among documents made of its own paragraphs that have no partner."""
    pairs = [maker.real(release, dated=False) for release in pool]
    alone = round(2 * len(pairs) * UNPAIRED / (1 - UNPAIRED))
    made = [maker.made(pool, 1000 * draw + number) for number in range(alone)]
    documents = [document for pair in pairs for document in pair]
    documents += [pair[place % 2] for place, pair in enumerate(made)]
    maker.random.shuffle(documents)
    return Collection(documents, {(korean.id, english.id) for korean, english in pairs})


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
    sample = releases(MOFA / "truth")
    learned = [r for r in sample if r.name not in LATER]
    held = [r for r in sample if r.name in LATER]
    for folder in folders:
        more = releases(folder)
        learned += more[: len(more) // 2]
        held += more[len(more) // 2 :]
    return learned, held


def train(folders: Sequence[Path]) -> None:
    """Learn the weights and write them into the package."""
    learned, _ = parts(folders)
    content: dict[str, object] = {
        "made_by": {
            "command": "python -m tests.benchmarks.pairing --train",
            "version": align.__version__,
            "releases": len(learned),
        }
    }
    for name, embedder in (("with", default_embedder()), ("without", None)):
        content[name] = to_plain(_trained(learned, embedder))
    path = Path(align.__file__).parent / "pairing" / "weights.json"
    path.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    print(f"written to {path.name}")


def _trained(learned: Sequence[Release], embedder: Embedder | None) -> PairingModel:
    maker = Maker(embedder, 11)
    collections = []
    for draw in range(10):
        made = [maker.made(learned, 1000 * draw + n) for n in range(200)]
        collections.append(withheld(made, maker.random))
    for draw in range(12):
        real = [maker.real(release, draw % 2 == 0) for release in learned]
        collections.append(withheld(real, maker.random))
    empty = PairingModel(_nothing(len(FEATURES)), _nothing(len(STANDING)))
    gathered = []
    for collection in collections:
        profiles = [
            make_profile(d, embedder, maker.pooled.get(d.id)) for d in collection.documents
        ]
        sides = [[p for p in profiles if p.document.language is x] for x in Language]
        found = scored(sides[0], sides[1], empty)
        right = np.array([
            float((sides[0][i].document.id, sides[1][j].document.id) in collection.truth)
            for i, j in found.edges
        ])  # fmt: skip
        gathered.append((found, right))
    rows = np.vstack([found.features for found, _ in gathered])
    score = fit(rows, np.concatenate([right for _, right in gathered]))
    places = []
    for found, _ in gathered:
        places.append(standing(found.edges, score.logits(found.features), found.repeats))
    final = fit(np.vstack(places), np.concatenate([right for _, right in gathered]), 0.1)
    return PairingModel(score, final)


def _nothing(size: int) -> Logistic:
    return Logistic(0.0, np.zeros(size))


def report(folders: Sequence[Path], scale: int | None) -> None:
    """Print the scores, and the time for many documents."""
    _, held = parts(folders)
    embedder = default_embedder()
    if scale:
        _report_scale(held, embedder, scale)
        return
    everything = releases(MOFA / "truth")
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
    made = [maker.made(pool, number) for number in range(round(count * (1 + UNPAIRED)))]
    collection = withheld(made, maker.random)
    languages = [d.language for d in collection.documents]
    start = time.perf_counter()
    found = pair_documents(collection.documents, embedder, maker.pooled)
    seconds = time.perf_counter() - start
    score = Score()
    score.add(found, collection.truth)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{languages.count(Language.KOREAN)} × {languages.count(Language.ENGLISH)} documents: "
        f"{seconds:.0f} s of pairing after {maker.embedding_time:.0f} s of embedding, "
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
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--scale", type=int)
    parser.add_argument("--grown", action="store_true")
    options = parser.parse_args()
    if options.train:
        train(options.folders)
    elif options.grown:
        report_grown(options.folders)
    else:
        report(options.folders, options.scale)


if __name__ == "__main__":
    main()
