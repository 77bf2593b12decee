"""How many of a file's words are read, in order, beside what other programs read.

    python -m tests.benchmarks.real_files FOLDER... [--half NAME] [--format pdf ...] [--worst N]

The FOLDERs hold the files, under any names: they are known by their SHA-256.  Which they
are, with their sources and licences, stands in `judgements/files.tsv`.  PDF is compared with
pdftotext (in each of its three orders, of which the nearest counts), DOCX, ODT and HTML
with pandoc; where a program is not there, its formats are left out and said to be.  HWP and
HWPX have no other reader of their kind: the letters that their records print are looked for.

A figure is the share of the other program's words that stand in ours in the same order (the
longest common subsequence), what was left out of the text with a reason included.  A Korean
word that a line's end cuts in two there is one where it is one in ours.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import hashlib
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from align.errors import AlignError
from align.readers.parts.encoding import decode
from align.readers.parts.private import common
from align.readers.parts.sniff import true_suffix
from align.readers.read import reader_of
from tests.readers.printing import printed, squeeze

_LIST = Path(__file__).with_name("judgements") / "files.tsv"
_SECONDS = 120
_LEAST, _MOST = 30, 15_000  # words of a file that is compared
_PANDOC = {".docx": "docx", ".odt": "odt", ".html": "html", ".htm": "html"}
_RECORDS = frozenset((".hwp", ".hwpx"))
_CHARSET = regex.compile(rb"charset\s*=\s*[\"']?([\w-]+)")
_CUT_WORD = regex.compile(r"(?P<head>\w*[가-힣]) *\r?\n[ \t]*(?P<tail>[가-힣]\w*)")
_HYPHENATED = regex.compile(r"(?<=\p{Ll})-\n\s*(?=\p{Ll})")


@dataclass(frozen=True, slots=True)
class Found:
    """Of a file: its words or letters there, those of them read, and all that were read."""

    name: str
    there: int
    read: int
    ours: int

    @property
    def share(self) -> float:
        """The share that was read."""
        return self.read / max(1, self.there)


def listed(half: str) -> dict[str, str]:
    """Return the names of the listed files by their digests; of one half where it is named."""
    with _LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {row["sha256"]: row["file"] for row in rows if half in ("", row["half"])}


def compared(name: str, path: Path) -> Found | None:
    """Return how much of a file was read, None where nothing can be compared."""
    data = path.read_bytes()
    suffix = Path(name).suffix.lower()
    if suffix in _RECORDS:
        return _records(name, suffix, data)
    best: Found | None = None
    ours: list[str] | None = None
    for text in _others(suffix, path):
        if ours is None:
            ours = _words(_read(name, suffix, data))
        theirs = _words(_rejoined(text, ours))
        if not _LEAST <= len(theirs) <= _MOST:
            continue
        matcher = difflib.SequenceMatcher(None, theirs, ours, autojunk=False)
        common_words = sum(block.size for block in matcher.get_matching_blocks())
        found = Found(name, len(theirs), common_words, len(ours))
        if best is None or found.share > best.share:
            best = found
    return best


def _records(name: str, suffix: str, data: bytes) -> Found:
    text = squeeze(common(_read(name, suffix, data)))
    runs = [squeeze(common(run)) for run in printed(data, suffix)]
    there = sum(map(len, runs))
    return Found(name, there, sum(len(run) for run in runs if run in text), len(text))


def _read(name: str, suffix: str, data: bytes) -> str:
    """Everything that was read, what was left out of the text among it, in its order."""
    try:
        lines = reader_of(true_suffix(data, suffix)).extract(data, None).lines
    except AlignError as error:
        print(f"{name}: {error}")
        return ""
    return "\n".join(line.text for line in lines)


def _others(suffix: str, path: Path) -> Iterator[str]:
    """What other programs read in a file."""
    if suffix == ".pdf" and shutil.which("pdftotext"):
        for order in ([], ["-raw"], ["-layout"]):
            yield from _output(["pdftotext", *order, "-enc", "UTF-8", str(path), "-"])
    elif suffix in _PANDOC and shutil.which("pandoc"):
        command = ["pandoc", "-f", _PANDOC[suffix], "-t", "plain", "--wrap=none"]
        data = path.read_bytes()
        yield from _output(command, _in_utf8(data) if _PANDOC[suffix] == "html" else data)


def _in_utf8(page: bytes) -> bytes:
    named = _CHARSET.search(page[:4096])
    return decode(page, None, named[1].decode("ascii") if named else None)[0].encode()


def _output(command: list[str], data: bytes = b"") -> Iterator[str]:
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return
    if done.returncode == 0:
        yield done.stdout.decode("utf-8", "replace")


def _rejoined(text: str, ours: Sequence[str]) -> str:
    """A text with Korean words put together that a line's end cut, where ours has them so."""
    known = frozenset(ours)

    def joined(match: regex.Match[str]) -> str:
        whole = unicodedata.normalize("NFKC", match["head"] + match["tail"])
        return match["head"] + match["tail"] if whole in known else match[0]

    return _CUT_WORD.sub(joined, text)


def _words(text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", text)
    return regex.findall(r"\w+", _HYPHENATED.sub("", text))


def report(found: Sequence[Found], worst: int) -> None:
    by_format: dict[str, list[Found]] = {}
    for item in found:
        by_format.setdefault(Path(item.name).suffix.lower(), []).append(item)
    for suffix, items in sorted(by_format.items()):
        there, read = sum(i.there for i in items), sum(i.read for i in items)
        ours = sum(i.ours for i in items)
        full = sum(item.share >= 0.99 for item in items)
        print(
            f"{suffix:<6} {len(items):>3} files, {there:>7} there, {read / max(1, there):.3f} "
            f"read, {read / max(1, ours):.3f} of ours there; {full} files at 0.99 or more"
        )
    for item in sorted(found, key=lambda item: item.share)[:worst]:
        print(f"    {item.share:.3f}  {item.name}  ({item.there} there, {item.ours} ours)")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--half", default="", help="of the list: dev or report")
    parser.add_argument("--format", action="append", default=[], dest="formats")
    parser.add_argument("--worst", type=int, default=10)
    options = parser.parse_args()
    names = listed(options.half)
    there = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for folder in options.folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    wanted = [
        (name, there[digest])
        for digest, name in names.items()
        if digest in there
        and (not options.formats or Path(name).suffix[1:].lower() in options.formats)
    ]
    print(f"{len(wanted)} of {len(names)} listed files are there")
    found = [item for name, path in wanted if (item := compared(name, path)) is not None]
    print(f"{len(wanted) - len(found)} not compared: of formats without another reader here, "
          f"or with fewer than {_LEAST} or more than {_MOST} words")  # fmt: skip
    report(found, options.worst)


if __name__ == "__main__":
    main()
