"""`align run`: everything, from files to scores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from align.aligner import Aligner
from align.cli.options import (
    PATH,
    aligner_options,
    learn_words_option,
    level_option,
    termbase_option,
    workers_option,
)
from align.cli.output import Bar, console, print_json, print_table, tell
from align.cli.status import DONE, PARTIAL
from align.execution.choice import engine_of
from align.execution.engine import cores
from align.model import Level, Termbase
from align.model.bands import SURE
from align.pipeline import job_of
from align.pipeline import run as run_pipeline
from align.pipeline.outputs import (
    EMBEDDINGS,
    MEMORY,
    REPORT,
    SCORES,
    TERMS,
    TMX,
)
from align.readers.unread import described

_LEAST = 5


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option(
    "-o",
    "--out",
    required=True,
    type=PATH,
    help="Folder for the results; made if it is not there.",
)
@termbase_option(
    "Termbase to check (a glossary, TBX …); by default terms.csv in a folder that is given."
)
@click.option(
    "--pairs",
    type=PATH,
    help="Table of which files belong together, as align pair wrote it and you left it.",
)
@click.option("--gold", type=PATH, help="Folder of gold beads and renderings to score against.")
@aligner_options
@level_option
@learn_words_option
@click.option(
    "--align-by-terms",
    is_flag=True,
    help="Align by the words of the termbase too; a change of it then aligns anew.",
)
@click.option("--encoding", help="Encoding of all files; found out by default.")
@workers_option
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Dask scheduler whose workers do the work, such as tcp://host:8786.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print the summary.",
)
def run(
    paths: tuple[Path, ...],
    out: Path,
    termbase_path: Path | None,
    pairs: Path | None,
    gold: Path | None,
    aligner: Aligner,
    level: Level,
    learn_words: bool,
    align_by_terms: bool,
    encoding: str | None,
    workers: int | None,
    scheduler: str | None,
    form: str,
) -> int:
    """Read, pair, align and export everything under PATHS (folders or files).

    Korean and English files may lie in one folder or two, in any format that
    is read (HWP, HWPX, DOCX, ODT, PDF, HTML, MHTML, Markdown, text, and zips
    of these); which belong together is found out.  TMX and XLIFF files are
    taken in as they are aligned.  OUT gets memory.db (everything, for the next run),
    memory.tmx (the translation memory), terms.csv (every rendering of every
    term), report.html (where to look, documents side by side), scores.json
    (every figure that is printed) and embeddings.db (what the embedder made of
    each text; may be deleted).  A second run does only what is new.

    \b
    Examples:
      align run corpora/mofa -o out
      align run korean/ english/ -o out -t termbase.csv
      align run corpora/mofa -o out --gold corpora/mofa/truth
      align run corpora/mofa -o out --level sentence
      align run archive/ -o out --scheduler tcp://10.0.0.5:8786
      align pair korean/ english/ -o pairs.csv && align run korean/ english/ \\
          -o out --pairs pairs.csv
    """
    if scheduler is not None and workers is not None:
        raise click.UsageError("--workers and --scheduler exclude each other")
    job = job_of(
        paths,
        out,
        termbase=termbase_path,
        pairs=pairs,
        gold=gold,
        encoding=encoding,
        level=level,
        learn_words=learn_words,
        align_by_terms=align_by_terms,
        discover=True,
    )
    tell(job.termbase.notes if job.termbase else ())
    with engine_of(1 if scheduler else workers or cores(), scheduler, paths) as engine:
        result = run_pipeline(job, aligner, Bar(), engine)
    if form == "json":
        print_json(result.summary)
    else:
        _print(result.summary, out, job.termbase)
    for problem in result.problems:
        click.echo(f"align: {problem}", err=True)
    return PARTIAL if result.problems else DONE


def _print(summary: dict[str, Any], out: Path, termbase: Termbase | None) -> None:
    console().print("\n".join(_lines(summary)), markup=False, soft_wrap=True)
    if termbase is not None:
        print_table(_least_consistent(summary), title="\nLeast consistent terms")
    if summary.get("discovered"):
        print_table(_most_varied(summary), title="\nTerms that vary most, of those discovered")
    names = [MEMORY, EMBEDDINGS, TMX, *([TERMS] if termbase else []), SCORES, REPORT]
    written = " ".join(name for name in names if (out / name).exists())
    console().print(f"\nWritten to {out}/: {written}", soft_wrap=True)
    if "discovered" in summary:
        console().print("\n".join(_going_on(out)), markup=False, soft_wrap=True)


def _lines(summary: dict[str, Any]) -> list[str]:
    documents, beads = summary["documents"], summary["beads"]
    lines = [
        f"Documents   {documents['read']} read ({documents['korean']} Korean, "
        f"{documents['english']} English), {documents['segments']} segments, "
        f"{documents['lines_dropped']} lines of navigation and footer left out",
        f"Pairs       {len(summary['pairs'])}{_earlier(summary)}",
        *_bead_lines(beads),
        f"Memory      {summary['export']['units']} translation units, "
        f"{summary['export']['one_sided_left_out']} beads without a counterpart left out",
    ]
    if carried := summary["reused"]["decisions_carried_over"]:
        lines.append(
            f"Carried     {carried} beads that a person decided on, into changed texts"
        )
    repeats = {item["document"]: item for item in summary["repeats"]}
    lines[1:1] = [
        f"Unpaired    {name}{_repeated(repeats.get(name))}" for name in documents["unpaired"]
    ]
    lines[1:1] = [
        f"Bitexts     {item['bitexts']} new from {item['file']}"
        + (f"; {item['conflicts']} conflicts: see align import" if item["conflicts"] else "")
        for item in summary["imports"]
    ]
    doubtful = [pair for pair in summary["pairs"] if pair["probability"] < SURE]
    at = next(i for i, line in enumerate(lines) if line.startswith("Pairs")) + 1
    lines[at:at] = [
        f"            {pair['original']} with {pair['translation']}: look at it, "
        f"probability {pair['probability']:.2f}"
        for pair in doubtful
    ]
    lines[1:1] = [f"Not read    {failed['where']}" for failed in documents["failed"]]
    if documents["passed_over"]:
        lines.insert(1, f"Passed over {described(documents['passed_over'])}")
    return lines + _score_lines(summary)


def _bead_lines(beads: dict[str, Any]) -> list[str]:
    if not beads["total"]:
        return ["Beads       none: no document here is a translation of another"]
    types = ", ".join(f"{name} × {count}" for name, count in beads["by_type"].items())
    return [
        f"Beads       {beads['total']}: {types}; {beads['crossing']} crossing",
        f"Confidence  {beads['mean_confidence']:.3f} on average, "
        f"{len(beads['low_confidence'])} beads below {beads['low_confidence_below']}",
    ]


def _repeated(item: dict[str, Any] | None) -> str:
    return f" ({item['relation']} of {item['other']})" if item else ""


def _earlier(summary: dict[str, Any]) -> str:
    count = summary["bitexts"] - len(summary["pairs"])
    return f" (the memory holds {count} more from earlier runs)" if count > 0 else ""


def _score_lines(summary: dict[str, Any]) -> list[str]:
    lines = []
    if "terms" in summary:
        terms = summary["terms"]
        counts = ", ".join(f"{count} {how}" for how, count in terms["found"].items())
        lines.append(f"Terms       {terms['occurrences']} occurrences: {counts}")
    if "gold" in summary:
        gold = summary["gold"]
        lines.append(
            f"Gold        strict F1 {gold['strict']['f1']:.3f}, lax F1 {gold['lax']['f1']:.3f} "
            f"on {gold['documents']} documents"
        )
        if "renderings" in gold:
            right = gold["renderings"]
            lines.append(
                f"            renderings right: {right['accuracy']:.3f} "
                f"({right['right']} of {right['gold']})"
            )
    return lines


def _least_consistent(summary: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "term": item["term"],
            "consistency": item["consistency"],
            "95 %": "{:.2f}–{:.2f}".format(*item["interval"]),
            "places": item["places"],
            "renderings": ", ".join(
                f"{share['rendering']} × {share['count']}" for share in item["renderings"]
            ),
        }
        for item in summary["terms"]["concepts"][:_LEAST]
    ]


def _most_varied(summary: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "term": item["term"],
            "places": item["places"],
            "renderings": ", ".join(
                f"{share['rendering']} × {share['count']}" for share in item["renderings"]
            ),
        }
        for item in summary["discovered"]
    ]


def _going_on(out: Path) -> list[str]:
    """How to come from a run without a termbase to one that is checked."""
    draft = "terms.csv"
    return [
        "",
        "No termbase was given. To draft one, edit it and check it:",
        f"  align terms discover {out / MEMORY} -o {draft}",
        f"  align terms check {out / MEMORY} -t {draft}",
    ]
