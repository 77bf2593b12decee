"""`align train`: the weights of the three models, from what people marked or decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import click

from align.aligner import Aligner
from align.aligner.embedding import Embedder, load_embedder
from align.aligner.made import Examples, made_documents
from align.aligner.training import Example, reviewed
from align.aligner.training import train as fit_aligner
from align.cli.options import PATH
from align.cli.output import Bar
from align.errors import FormatError, InputError
from align.memory import Memory
from align.pairing.made import read_releases
from align.pairing.training import SEED
from align.pairing.training import train as fit_pairing
from align.pairing.weights import models_to_json
from align.scoring.beads import score_beads, total
from align.scoring.examples import read_examples, read_sources
from align.system.atomic import write_text
from align.terms.find.renderings import RenderingFinder
from align.terms.find.training import gold_examples
from align.terms.find.training import train as fit_chooser
from align.terms.termbase import read_termbase

_DEFAULT, _EVERY = "aligner", "all"
_WITHOUT_PRIOR = ("pairing", "renderings")
_TERMBASE, _GOLD_RENDERINGS = "terms.csv", "terms.tsv"
_NO_SEED = "none, since nothing is drawn"


@dataclass(frozen=True, slots=True)
class _Task:
    """What the options ask for."""

    sources: tuple[Path, ...]
    embedder: Embedder
    model: str
    terms: Path | None
    left_out: tuple[str, ...]
    l2: float
    held_out: bool
    made: int = 0
    made_weight: float = 1.0
    seed: int = 1
    bare: bool = False
    gap_l2: float | None = None

    @property
    def of_aligner(self) -> Embedder | None:
        """What embeds segments for the aligner; None if it is to do without."""
        return None if self.bare else self.embedder

    def made_by(self, seed: object, **more: object) -> dict[str, object]:
        """Return what a file of weights says of its making."""
        data = [_short(source) for source in self.sources]
        model = "" if self.model == _DEFAULT else f" --model {self.model}"
        prior = "" if self.model in _WITHOUT_PRIOR else f" --l2 {self.l2:g}"
        if prior and self.gap_l2 is not None:
            prior += f" --gap-l2 {self.gap_l2:g}"
        recipe = f" --made {self.made} --made-weight {self.made_weight:g} --seed {self.seed}"
        return {
            "command": f"align train {' '.join(data)}{model}{prior}"
            + (recipe if self.made else "")
            + (" --without-embeddings" if self.bare else ""),
            "data": data,
            **({"left_out": sorted(self.left_out)} if self.left_out else {}),
            "embedder": "none" if self.bare else self.embedder.name,
            "seed": seed,
            **more,
        }


@click.command()
@click.argument("sources", nargs=-1, required=True, type=PATH)
@click.option(
    "-o",
    "--out",
    required=True,
    type=PATH,
    help="File for the weights (JSON); with --model all, a folder for the three files.",
)
@click.option(
    "--model",
    type=click.Choice([_DEFAULT, *_WITHOUT_PRIOR, _EVERY]),
    default=_DEFAULT,
    show_default=True,
    help="What to learn: which segments, documents, or words belong together.",
)
@click.option(
    "--terms",
    type=PATH,
    help="Termbase of the gold renderings; otherwise terms.csv in the folder or beside it.",
)
@click.option(
    "--leave-out",
    "left_out",
    multiple=True,
    metavar="NAME",
    help="A document of a folder that nothing is learned from; may be repeated.",
)
@click.option(
    "--l2",
    default=10.0,
    show_default=True,
    type=click.FloatRange(min=0),
    help="Strength of the aligner's prior.",
)
@click.option(
    "--gap-l2",
    type=click.FloatRange(min=0),
    help="The same for what it costs to leave segments without a counterpart.  "
    "[default: as --l2]",
)
@click.option(
    "--made",
    default=0,
    show_default=True,
    type=click.IntRange(min=0),
    help="How many documents to make of the gold ones, with the troubles of real pages, and to "
    "learn the aligner from as well.",
)
@click.option(
    "--made-weight",
    default=1.0,
    show_default=True,
    type=click.FloatRange(min=0, min_open=True),
    help="What a made document counts beside a gold one.",
)
@click.option("--seed", default=1, show_default=True, help="Seed of the made documents.")
@click.option(
    "--without-embeddings",
    is_flag=True,
    help="Learn what the aligner is to weigh where it does without embeddings.",
)
@click.option(
    "--held-out/--no-held-out",
    default=True,
    show_default=True,
    help="Report the aligner's score of each document under weights learned from the others.",
)
def train(
    sources: tuple[Path, ...],
    out: Path,
    model: str,
    terms: Path | None,
    left_out: tuple[str, ...],
    l2: float,
    gap_l2: float | None,
    made: int,
    made_weight: float,
    seed: int,
    without_embeddings: bool,
    held_out: bool,
) -> None:
    """Learn weights from SOURCES: folders of gold beads, or memories that were reviewed.

    A folder holds NAME.ko, NAME.en and NAME.gold, and for renderings terms.tsv.  Of a
    memory the beads count that a person accepted or edited, where two or more stand in a
    row.  Each model learns from those SOURCES that hold what it needs: the aligner from all,
    pairing from folders, renderings from folders with terms.tsv.

    \b
    Examples:
      align train corpora/mofa/truth -o weights.json
      align train corpora/mofa/truth out/memory.db -o weights.json
      align train corpora/mofa/truth --made 100 --no-held-out -o weights.json
      align train corpora/mofa/truth --model pairing -o pairing.json
      align train corpora/mofa/truth --model all -o weights/
    """
    known = {path.stem for source in sources for path in source.glob("*.gold")}
    if unknown := sorted(set(left_out) - known):
        raise click.BadParameter(
            f"no document is called {unknown[0]}", param_hint="--leave-out"
        )
    if without_embeddings and model != _DEFAULT:
        raise click.BadParameter("is for the aligner", param_hint="--without-embeddings")
    task = _Task(
        *(sources, load_embedder("use"), model, terms, left_out, l2, held_out),
        *(made, made_weight, seed, without_embeddings, gap_l2),
    )
    if model != _EVERY:
        _LEARN[model](task, out)
        return
    for name, learn in _LEARN.items():
        learn(task, out / _SHIPPED_AS[name])


def _learn_aligner(task: _Task, out: Path) -> None:
    embedder = task.of_aligner
    examples = [
        example
        for source in task.sources
        for example in _examples(source, embedder)
        if example.name not in task.left_out
    ]
    examples += _made(task)

    def learn(chosen: list[Example]) -> Aligner:
        seed = task.seed if task.made else _NO_SEED
        made_by = task.made_by(seed, documents=len(chosen))
        l2, gap_l2 = task.l2, task.gap_l2
        weights = fit_aligner(chosen, embedder, l2=l2, gap_l2=gap_l2, made_by=made_by)
        return Aligner(embedder, weights)

    _write(out, learn(examples).weights.to_json(), f"{len(examples)} documents")
    if task.held_out and len(examples) > 1:
        scores = []
        for k, example in Bar().track(enumerate(examples), "Held out", len(examples)):
            aligner = learn(examples[:k] + examples[k + 1 :])
            scores.append(score_beads(aligner.beads(example.view), example.gold))
        score = total(scores)
        click.echo(
            f"Leaving one document out: strict F1 {score.strict.f1:.4f}, "
            f"lax F1 {score.lax.f1:.4f}"
        )


def _made(task: _Task) -> list[Example]:
    """Examples made of the gold documents that are learned from."""
    if not task.made:
        return []
    gold = [
        document
        for folder in task.sources
        if not folder.is_file()
        for document in read_sources(folder)
        if Path(document.name).name not in task.left_out
    ]
    to_example = Examples(task.of_aligner).example
    made = made_documents(gold, task.made, task.seed)
    return [
        replace(to_example(document), weight=task.made_weight)
        for document in Bar().track(made, "Making documents", len(made))
    ]


def _learn_pairing(task: _Task, out: Path) -> None:
    folders = [source for source in task.sources if not source.is_file()]
    releases = [
        release
        for folder in folders
        for release in read_releases(folder)
        if release.name not in task.left_out
    ]
    with_embeddings, without = (
        fit_pairing(releases, embedder)
        for embedder in Bar().track((task.embedder, None), "Learning pairing", 2)
    )
    made_by = task.made_by(SEED, documents=len(releases))
    _write(out, models_to_json(with_embeddings, without, made_by), f"{len(releases)} documents")


def _learn_renderings(task: _Task, out: Path) -> None:
    folders = [source for source in task.sources if (source / _GOLD_RENDERINGS).exists()]
    examples = [
        example
        for folder in folders
        for example in gold_examples(
            folder,
            RenderingFinder(read_termbase(_termbase(task, folder)), task.embedder),
            task.left_out,
        )
    ]
    made_by = task.made_by(_NO_SEED, examples=len(examples))
    _write(out, fit_chooser(examples).to_json(made_by), f"{len(examples)} renderings")


_LEARN: dict[str, Callable[[_Task, Path], None]] = {
    "aligner": _learn_aligner,
    "pairing": _learn_pairing,
    "renderings": _learn_renderings,
}
_SHIPPED_AS = {
    "aligner": "aligner/weights.json",
    "pairing": "pairing/weights.json",
    "renderings": "terms/find/weights.json",
}
"""Where the package has each file, so that it can be made anew with `-o align`."""


def _examples(source: Path, embedder: Embedder | None) -> list[Example]:
    if not source.is_file():
        return read_examples(source, embedder)
    with Memory(source, create=False) as memory:
        examples = [
            example for bitext in memory.bitexts() for example in reviewed(bitext, embedder)
        ]
    if not examples:
        raise FormatError(
            "holds no two reviewed beads in a row",
            where=source,
            remedy="Accept or edit beads first, or give a folder of gold beads",
        )
    return examples


def _termbase(task: _Task, folder: Path) -> Path:
    """The termbase that a folder's renderings are of."""
    beside = (folder / _TERMBASE, folder.resolve().parent / _TERMBASE)
    termbase = task.terms or next((path for path in beside if path.exists()), None)
    if termbase is None:
        raise InputError(
            f"has no {_TERMBASE} in it or beside it",
            where=folder,
            remedy="Name the termbase of its renderings with --terms",
        )
    return termbase


def _write(out: Path, text: str, learned_from: str) -> None:
    write_text(out, text)
    click.echo(f"Weights from {learned_from} written to {out}", err=True)


def _short(source: Path) -> str:
    """The last two parts of a path: what the data is called, not where it lies."""
    return Path(*source.resolve().parts[-2:]).as_posix()
