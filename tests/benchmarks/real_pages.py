"""How much of the text of real web pages is lost in reading, and how much around it is kept.

    python -m tests.benchmarks.real_pages FOLDER [--set NAME ...] [--list]

FOLDER holds the pages, under any names: they are known by their SHA-256.  Which they are and
what was judged of them stands in `judgements/pages.tsv`: the numbers of the text nodes (from 1,
in the order of the document, without those of scripts and of the head) that are the headline,
the text, facts about the page, or may be taken either way.  All others are furniture.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import regex
from lxml import html

from align.errors import AlignError
from align.readers import read_bytes
from align.readers.parts.encoding import decode

_JUDGED = Path(__file__).with_name("judgements") / "pages.tsv"
_SILENT = frozenset(("script", "style", "noscript", "template", "head"))
_CHARSET = regex.compile(rb"charset\s*=\s*[\"']?([\w-]+)")
_LEAST_BODY, _LEAST_FURNITURE = 2, 4  # letters of a node that counts
_DEPTH = 5000  # of the deepest page
_KINDS = ("title", "body", "fact", "doubt")


@dataclass(frozen=True, slots=True)
class Judged:
    """A page and what its text nodes are."""

    name: str
    group: str
    digest: str
    kinds: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the nodes of a page; of lost ones, also their letters."""

    lost: tuple[str, ...]
    body: int
    letters_lost: int
    letters: int
    kept: tuple[str, ...]
    furniture: int
    titled: bool


def judged_pages() -> list[Judged]:
    """Return the pages that were judged."""
    with _JUDGED.open(encoding="utf-8", newline="") as file:
        return [
            Judged(
                row["name"],
                row["set"],
                row["sha256"],
                {number: kind for kind in _KINDS for number in _numbers(row[kind])},
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]


def _numbers(ranges: str) -> Iterator[int]:
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def nodes(data: bytes) -> Iterator[str]:
    """Yield the text nodes of a page in order."""
    named = _CHARSET.search(data[:4096])
    text, _ = decode(data, None, named[1].decode("ascii") if named else None)
    parser = html.HTMLParser(encoding="utf-8")
    yield from _texts(html.document_fromstring(text.encode("utf-8"), parser=parser))


def _texts(element: html.HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return
    if element.text and element.text.strip():
        yield element.text
    for child in element:
        yield from _texts(child)
        if child.tail and child.tail.strip():
            yield child.tail


def measured(page: Judged, data: bytes) -> Result:
    """Return what the reader makes of a page's nodes.

    A node is kept where its letters stand in the document's text; one of furniture where they
    stand there more often than in the nodes that are none.
    """
    try:
        (document,) = read_bytes(data, ".html", name=page.name).documents
        text, title = _key(" ".join(s.text for s in document.segments)), document.metadata.title
    except (AlignError, ValueError) as error:
        print(f"{page.name}: {error}", file=sys.stderr)
        text = title = ""
    found = [(page.kinds.get(i, ""), t) for i, t in enumerate(nodes(data), start=1)]
    body = [t for kind, t in found if kind in ("title", "body") and len(_key(t)) >= _LEAST_BODY]
    lost = [t for t in body if _key(t) not in text]
    around = [t for kind, t in found if not kind and len(_key(t)) >= _LEAST_FURNITURE]
    own = _key(" ".join(t for kind, t in found if kind))
    headline = _key("".join(t for kind, t in found if kind == "title"))
    key = _key(title)
    return Result(
        tuple(lost),
        len(body),
        sum(len(_key(t)) for t in lost),
        sum(len(_key(t)) for t in body),
        tuple(_surplus(around, text, own)),
        len(around),
        bool(key) and (key in headline or headline in key),
    )


def _surplus(around: list[str], text: str, own: str) -> Iterator[str]:
    left: dict[str, int] = {}
    for node in around:
        key = _key(node)
        count = left.setdefault(key, text.count(key) - own.count(key))
        if count > 0:
            left[key] -= 1
            yield node


def _key(text: str) -> str:
    return "".join(regex.findall(r"\w", text))


def report(folder: Path, groups: list[str], *, listing: bool) -> None:
    files = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for path in folder.rglob("*.htm*")
        if path.is_file()
    }
    pages = [p for p in judged_pages() if not groups or p.group in groups]
    there = [page for page in pages if page.digest in files]
    print(f"{len(there)} of {len(pages)} judged pages are in {folder}")
    by_group: dict[str, list[Result]] = {}
    for page in there:
        result = measured(page, files[page.digest].read_bytes())
        by_group.setdefault(page.group, []).append(result)
        if listing:
            print(f"{page.name}: {len(result.lost)} lost, {len(result.kept)} kept")
            for what, texts in (("lost", result.lost), ("kept", result.kept)):
                for text in texts:
                    print(f"    {what}  {' '.join(text.split())[:80]}")
    for group, results in sorted(by_group.items()):
        _print(group, results)
    _print("all", [result for results in by_group.values() for result in results])


def _print(group: str, results: list[Result]) -> None:
    lost, body = sum(len(r.lost) for r in results), sum(r.body for r in results)
    gone, letters = sum(r.letters_lost for r in results), sum(r.letters for r in results)
    kept, around = sum(len(r.kept) for r in results), sum(r.furniture for r in results)
    if not results:
        return
    print(
        f"{group:<8} {len(results):>3} pages; of the text lost {lost} of {body} nodes, "
        f"{100 * gone / max(1, letters):.2f} % of the letters; of the rest kept {kept} of "
        f"{around}, {100 * kept / max(1, around):.2f} %; "
        f"titles {sum(r.titled for r in results)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", action="append", default=[], dest="groups")
    parser.add_argument("--list", action="store_true", help="what was lost and kept")
    options = parser.parse_args()
    sys.setrecursionlimit(_DEPTH)
    report(options.folder, options.groups, listing=options.list)


if __name__ == "__main__":
    main()
