"""Every file of `corpora/mofa/` that its sources stand for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpora.build.pages import encode, lay_out
from corpora.build.source import MOFA, Pair


def outputs(pairs: list[Pair]) -> Iterator[tuple[Path, bytes]]:
    """Every file that the sources stand for, with its bytes."""
    for pair in pairs:
        for language in ("ko", "en"):
            encoding = pair.header.get(f"{language}-encoding", "utf-8")
            page = encode(lay_out(pair, language), encoding)
            yield MOFA / pair.header[f"{language}-file"], page
            lines = "".join(f"{s}\n" for s in pair.segments[language])
            yield MOFA / "truth" / f"{pair.name}.{language}", lines.encode("utf-8")
        beads = "".join(f"{ko}:{en}\n" for ko, en in pair.beads)
        yield MOFA / "truth" / f"{pair.name}.gold", beads.encode("utf-8")
    yield MOFA / "truth" / "pairs.tsv", _tsv(_pair_rows(pairs))
    yield MOFA / "truth" / "terms.tsv", _tsv([row for pair in pairs for row in pair.terms])


def _pair_rows(pairs: list[Pair]) -> list[dict[str, str]]:
    keys = ("date", "translator", "ko-file", "en-file")
    return [{"document": p.name, **{k: p.header[k] for k in keys}} for p in pairs]


def _tsv(rows: list[dict[str, str]]) -> bytes:
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    return ("\n".join(lines) + "\n").encode("utf-8")
