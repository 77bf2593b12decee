"""`align train`: weights from gold beads."""

from __future__ import annotations

from pathlib import Path

import click

from align.aligner import Aligner
from align.aligner.embedding import Embedder, load_embedder
from align.aligner.training import Example, reviewed
from align.aligner.training import train as fit
from align.cli.options import PATH
from align.cli.output import Bar
from align.errors import FormatError
from align.memory import Memory
from align.scoring.beads import score_beads, total
from align.scoring.examples import read_examples
from align.system.atomic import write_text


@click.command()
@click.argument("sources", nargs=-1, required=True, type=PATH)
@click.option("-o", "--out", required=True, type=PATH, help="File for the weights (JSON).")
@click.option(
    "--l2",
    default=10.0,
    show_default=True,
    type=click.FloatRange(min=0),
    help="Strength of the prior.",
)
@click.option(
    "--held-out/--no-held-out",
    default=True,
    show_default=True,
    help="Report the score of each document under weights learned from the others.",
)
def train(sources: tuple[Path, ...], out: Path, l2: float, held_out: bool) -> None:
    """Learn weights from SOURCES: folders of gold beads, or memories that were reviewed.

    A folder holds NAME.ko, NAME.en and NAME.gold.  Of a memory the beads count
    that a person accepted or edited, where two or more stand in a row.

    \b
    Examples:
      align train corpora/mofa/truth -o weights.json
      align train corpora/mofa/truth out/memory.db -o weights.json
    """
    embedder = load_embedder("use")
    examples = [example for source in sources for example in _examples(source, embedder)]

    def learn(chosen: list[Example]) -> Aligner:
        made_by = {
            "command": f"align train {' '.join(map(_short, sources))} --l2 {l2:g}",
            "documents": len(chosen),
            "embedder": embedder.name,
        }
        return Aligner(embedder, fit(chosen, embedder, l2=l2, made_by=made_by))

    write_text(out, learn(examples).weights.to_json())
    click.echo(f"Weights from {len(examples)} documents written to {out}", err=True)
    if held_out and len(examples) > 1:
        scores = []
        for k, example in Bar().track(enumerate(examples), "Held out", len(examples)):
            aligner = learn(examples[:k] + examples[k + 1 :])
            scores.append(score_beads(aligner.beads(example.view), example.gold))
        score = total(scores)
        click.echo(
            f"Leaving one document out: strict F1 {score.strict.f1:.4f}, "
            f"lax F1 {score.lax.f1:.4f}"
        )


def _examples(source: Path, embedder: Embedder) -> list[Example]:
    if not source.is_file():
        return read_examples(source, embedder)
    with Memory(source, create=False) as memory:
        found = [
            example for bitext in memory.bitexts() for example in reviewed(bitext, embedder)
        ]
    if not found:
        raise FormatError(
            "holds no two reviewed beads in a row",
            where=source,
            remedy="Accept or edit beads first, or give a folder of gold beads",
        )
    return found


def _short(source: Path) -> str:
    """The last two parts of a path: what the data is called, not where it lies."""
    return Path(*source.resolve().parts[-2:]).as_posix()
