"""`align files`: two files, one bitext."""

from __future__ import annotations

from pathlib import Path

import click

from align.aligner import Aligner
from align.aligner.align import UNLIKE
from align.aligner.embedding import load_embedder
from align.aligner.view import make_view
from align.aligner.weights import default_weights, read_weights
from align.cli.common import PATH, format_of
from align.errors import LanguageError
from align.model import Bitext, Document, Language
from align.readers import read

FINDINGS = 1


@click.command()
@click.argument("original", type=PATH)
@click.argument("translation", type=PATH)
@click.option(
    "-o", "--out", required=True, type=PATH, help="File to write; its ending names the format."
)
@click.option("--weights", type=PATH, help="Weights that align train wrote.")
@click.option(
    "--embedder", default="use", show_default=True, help="Embedder, or none to do without."
)
@click.option("--encoding", help="Encoding of both files; found out by default.")
@click.option(
    "--fail-on-unlike",
    is_flag=True,
    help="Leave with status 1 where the two do not look like translations of each other.",
)
def files(
    original: Path,
    translation: Path,
    out: Path,
    weights: Path | None,
    embedder: str,
    encoding: str | None,
    fail_on_unlike: bool,
) -> int:
    """Align ORIGINAL (Korean) with TRANSLATION (English) and write them to OUT.

    The two may be given in either order.

    \b
    Examples:
      align files release.ko.txt release.en.html -o release.tmx
      align files release.ko.txt release.en.txt -o release.beads
    """
    documents = [read(path, encoding=encoding) for path in (original, translation)]
    korean, english = _sides(documents, (original, translation))
    model = None if embedder == "none" else load_embedder(embedder)
    aligner = Aligner(model, read_weights(weights) if weights else default_weights())
    found = aligner.alignment(make_view(korean, english, model))
    report = format_of(out).write([Bitext(korean, english, found.beads)], out)
    click.echo(
        f"{report.units} units written to {out}; {report.one_sided} beads have no counterpart",
        err=True,
    )
    if found.likeness >= UNLIKE:
        return 0
    click.echo(
        "align: these do not look like translations of each other "
        f"(likeness {found.likeness:.1f}; "
        f"translations have 3.0 or more, fewer than 7.5 % of them less than {UNLIKE})",
        err=True,
    )
    return FINDINGS if fail_on_unlike else 0


def _sides(documents: list[Document], paths: tuple[Path, Path]) -> tuple[Document, Document]:
    """The Korean and the English document, whatever their order."""
    by_language = {document.language: document for document in documents}
    if len(by_language) < len(documents):
        name = "Korean" if Language.KOREAN in by_language else "English"
        raise LanguageError(
            f"is in {name} like {paths[0].name}",
            where=paths[1],
            remedy="Give one file in Korean and one in English",
        )
    if documents[0].language is Language.ENGLISH:
        click.echo(f"{paths[0].name} is the English side; taken so", err=True)
    return by_language[Language.KOREAN], by_language[Language.ENGLISH]
