"""Documents made of gold ones, with the troubles that real documents have.

Gold documents are clean: what is on one side mostly faces something on the other.  Pages
that people give the aligner have menus and captions, lines cut at a width, paragraphs that
the translator joined, abridged, left out or moved.  Made documents have them too, each
some, at rates of its own; `align/aligner/troubles.py` has what each of them does.
"""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from align.aligner.crossing import beads_in_order
from align.aligner.embedding import Embedder
from align.aligner.embedding.remembering import RememberingEmbedder
from align.aligner.text_kinds import code, turns
from align.aligner.training import Example, monotone
from align.aligner.troubles import (
    Block,
    Blocks,
    Texts,
    Trouble,
    abridge,
    captions,
    cut_end,
    cut_start,
    foreign,
    hard_wrap,
    introduced,
    joined,
    labelled,
    lead_in,
    merge_side,
    noted,
    omit,
    omit_run,
    page_foot,
    page_head,
    phrases,
    recut,
    repeated,
    sections,
    split_side,
    subheadings,
)
from align.aligner.views.pooled import pool
from align.aligner.views.view import make_view
from align.model import Bead, Bitext, Document, Language, Side
from align.readers.layout.segments import looks_like_title, segment_lines
from align.readers.parts.line import Line


@dataclass(frozen=True, slots=True)
class Source:
    """A gold document to make others of.

    Attributes:
        name: unlike all others.
        corpus: what it belongs to; documents of one corpus are of one kind.
        bitext: both sides and their gold beads.

    """

    name: str
    corpus: str
    bitext: Bitext


@dataclass(frozen=True, slots=True)
class Made:
    """A made document.

    Attributes:
        name: unlike all others of one making.
        bitext: both sides and their gold beads, those of moved blocks marked as crossing.
        sources: names of all the gold documents that anything in it comes from, that of
            the text first; who holds a source out leaves out all that names it.
        troubles: names of the fields of `Recipe` that it has.

    """

    name: str
    bitext: Bitext
    sources: tuple[str, ...]
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """The share of made documents that have each trouble, 0 to 1.

    How much of it a document then has is drawn for each, from a touch to more than a
    person would put up with.  The shares are guesses from pages seen, set so that most
    documents have two to five troubles; `clean` have none.
    """

    clean: float = 0.12
    """So that the weights stay good for texts that are what they should be."""
    long: float = 0.15
    """Two to four documents in a row: collections, and pages with several articles."""
    cut_end: float = 0.12
    """A side that was cut off, or of which the rest stands on another page."""
    cut_start: float = 0.06
    """The same at the start; rarer, since people copy from the top."""
    omit: float = 0.25
    """Translators leave paragraphs out."""
    omit_run: float = 0.2
    """They also leave out whole passages."""
    abridge: float = 0.15
    """A translation that tells the gist; still a translation of each paragraph."""
    labelled: float = 0.15
    """Ministries number in English what has bullets in Korean, or lose the labels."""
    joined: float = 0.25
    """Benchmarks have sentences, articles have paragraphs."""
    recut: float = 0.12
    """Editors of news join and part sentences on each side as the page asks for it."""
    split_side: float = 0.2
    """A side with a line a sentence: subtitles, blogs, mobile pages."""
    merge_side: float = 0.15
    """A side whose paragraphs were run together, up to eight of them."""
    sections: float = 0.15
    """Headings, and lists of them."""
    lead_in: float = 0.2
    """Subtitles and summaries that say what the text then says."""
    captions: float = 0.2
    """Captions resemble the paragraph beside them and are no translation of it."""
    subheadings: float = 0.12
    """Newspapers put headings over paragraphs in one language alone."""
    repeated: float = 0.08
    """Pull quotes, and pages that hold the same text twice."""
    introduced: float = 0.25
    """Bylines, introductions, photos at the top."""
    noted: float = 0.25
    """Notes and outlines that releases have in Korean alone, captions, telephone lists."""
    foreign: float = 0.25
    """Passages of another matter: the next article, comments, an annex."""
    foreign_facing: float = 0.08
    """The same on both sides at once, of which neither translates the other."""
    page_head: float = 0.25
    """Menus that no reader knew as such."""
    page_foot: float = 0.25
    """Links, other stories, imprints."""
    hard_wrap: float = 0.1
    """Texts from mail and PDF, their lines broken at a width."""
    phrases: float = 0.12
    """Subtitles, posters and pages whose lines end where a phrase does."""
    turns: float = 0.08
    """Transcripts of briefings and meetings, which name who speaks."""
    code: float = 0.08
    """Manuals, of which the code is left as it is."""
    moved: float = 0.12
    """A section that stands elsewhere in the translation."""


_IN_ORDER: tuple[Trouble, ...] = (
    *(omit, omit_run, abridge, cut_end, cut_start),
    *(joined, labelled, recut, split_side, merge_side),
    *(captions, repeated, subheadings, sections, turns, code, noted, lead_in, introduced),
)
_AFTER_FOREIGN: tuple[Trouble, ...] = (page_head, page_foot, hard_wrap, phrases)
_TAKE_AWAY: tuple[Trouble, ...] = (omit, omit_run, cut_end, cut_start)
_LEAST_BLOCKS = 4
_LEFT = 0.35  # of the pairs, however many troubles take some away


def made_documents(
    sources: Sequence[Source], count: int, seed: int, recipe: Recipe = Recipe()
) -> list[Made]:
    """Return `count` made documents; the same arguments give the same ones.

    Corpora are drawn from by the square root of their size, so that a small one is heard.

    Raises:
        ValueError: there is no source.

    """
    if not sources:
        raise ValueError("no gold documents to make others of")
    shelves: dict[str, list[Source]] = {}
    for source in sources:
        shelves.setdefault(source.corpus, []).append(source)
    return [_Making(shelves, f"{seed}/{number}", recipe).document() for number in range(count)]


class Examples:
    """Turns made documents into training examples, each text embedded once.

    Args:
        embedder: None makes examples without embeddings.

    """

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder
        self._remembering = embedder and RememberingEmbedder(embedder)

    def example(self, made: Made) -> Example:
        """Return a made document as an example to train on or to score."""
        sides = made.bitext.original, made.bitext.translation
        pooled = pool(sides[0], self._remembering), pool(sides[1], self._remembering)
        view = make_view(*sides, self._embedder, pooled)
        return Example(made.name, view, made.bitext.beads)


class _Making:
    """One document in the making: its draw, and which sources it has used."""

    def __init__(
        self, shelves: Mapping[str, Sequence[Source]], name: str, recipe: Recipe
    ) -> None:
        digest = hashlib.sha256(name.encode()).digest()
        self._draw = random.Random(int.from_bytes(digest[:8], "big"))
        self._shelves = shelves
        self._number = name
        self._recipe = recipe
        self._used: dict[str, None] = {}
        self._troubles: list[str] = []

    def document(self) -> Made:
        source = self._source()
        blocks, behind = self._text(source)
        if self._draw.random() >= self._recipe.clean:
            for trouble in _IN_ORDER:
                blocks = self._troubled(trouble, blocks)
            blocks = self._foreign(blocks, source)
            for trouble in _AFTER_FOREIGN:
                blocks = self._troubled(trouble, blocks)
            if self._has("moved"):
                blocks = _marked(blocks)
                behind |= _moved(blocks, self._draw)
        name = f"{source.name}~{self._number}"
        bitext = laid_out(name, blocks, behind)
        return Made(name, bitext, tuple(self._used), tuple(self._troubles))

    def _source(self, corpus: str | None = None) -> Source:
        """A document of a corpus, or of any, noted as used."""
        names = sorted(self._shelves)
        weights = [len(self._shelves[name]) ** 0.5 for name in names]
        corpus = corpus or self._draw.choices(names, weights)[0]
        source = self._draw.choice(self._shelves[corpus])
        self._used[source.name] = None
        return source

    def _text(self, source: Source) -> tuple[Blocks, dict[int, int]]:
        """A source, or a stretch of it, perhaps with others of its corpus behind it."""
        blocks, behind = blocks_of(source.bitext)
        if len(blocks) > 3 * _LEAST_BLOCKS and self._draw.random() < 0.5:
            size = self._draw.randint(2 * _LEAST_BLOCKS, len(blocks))
            start = self._draw.randrange(len(blocks) - size + 1)
            blocks = blocks[start : start + size]
        if self._has("long"):
            for _ in range(self._draw.randint(1, 3)):
                first = max(block.mark for block in blocks) + 1
                blocks += blocks_of(self._source(source.corpus).bitext, first)[0]
        return blocks, behind

    def _has(self, name: str) -> bool:
        has: bool = self._draw.random() < getattr(self._recipe, name)
        if has:
            self._troubles.append(name)
        return has

    def _troubled(self, trouble: Trouble, blocks: Blocks) -> Blocks:
        """The blocks with a trouble, if they are to have it and something is left of them."""
        if len(blocks) < _LEAST_BLOCKS or not self._has(trouble.__name__):
            return blocks
        after = trouble(blocks, self._draw)
        least = max(_LEAST_BLOCKS, _LEFT * _pairs(blocks)) if trouble in _TAKE_AWAY else 0
        if after == blocks or _pairs(after) < least:
            self._troubles.pop()
            return blocks
        return after

    def _foreign(self, blocks: Blocks, source: Source) -> Blocks:
        for name, both in (("foreign", False), ("foreign_facing", True)):
            if not self._has(name):
                continue
            first = self._draw.randrange(2)
            for side in (first, 1 - first) if both else (first,) * self._draw.randint(1, 2):
                corpus = source.corpus if self._draw.random() < 0.6 else None
                donor = self._donor(corpus)
                if donor is not None:
                    lines = [line for block in donor for line in block.sides[side]]
                    blocks = foreign(side, lines, blocks, self._draw)
        return blocks

    def _donor(self, corpus: str | None) -> Blocks | None:
        """The text of a document that nothing is yet taken from; None if none turns up."""
        before = dict(self._used)
        source = self._source(corpus)
        return None if source.name in before else blocks_of(source.bitext)[0]


def blocks_of(bitext: Bitext, first: int = 1) -> tuple[Blocks, dict[int, int]]:
    """Return a gold document as blocks, in the original's order but for what crosses.

    Args:
        bitext: the document and its gold.
        first: the mark of the first block.

    Returns:
        The blocks, and for those that stand elsewhere in the translation, by mark, the
        mark of the block that they stand behind there.

    """
    path = monotone(bitext.beads)
    pairs = {_key(bead) for bead in path if bead.is_pair}
    crossing = [b for b in bitext.beads if b.is_pair and _key(b) not in pairs]
    taken = [{k for bead in crossing for k in bead.on(side)} for side in Side]
    kept = [b for b in path if b.is_pair or not _within(b, taken)]
    by_place = beads_in_order([*kept, *crossing])
    marks = {_key(bead): first + k for k, bead in enumerate(by_place)}
    blocks = [
        Block((_lines(bitext, bead, Side.ORIGINAL), _lines(bitext, bead, Side.TRANSLATION)), k)
        for k, bead in enumerate(by_place, first)
    ]
    behind = {}
    for bead in crossing:
        before = [b for b in kept if b.translation and b.translation < bead.translation]
        last = max(before, key=lambda b: b.translation, default=None)
        behind[marks[_key(bead)]] = marks[_key(last)] if last else 0
    return blocks, behind


def laid_out(name: str, blocks: Sequence[Block], behind: Mapping[int, int]) -> Bitext:
    """Return blocks as two documents and their gold beads.

    Args:
        name: of the document.
        blocks: in the original's order.
        behind: which marked blocks stand elsewhere in the translation, and behind which
            mark; 0 is its start.

    """
    rows: list[str] = []
    columns: list[str] = []
    spans: dict[int, tuple[int, int]] = {}
    order = _translated_order(blocks, behind)
    for k in order:
        spans[k] = len(columns), len(columns) + len(blocks[k].sides[1])
        columns += blocks[k].sides[1]
    beads: list[Bead] = []
    for k, block in enumerate(blocks):
        original = tuple(range(len(rows), len(rows) + len(block.sides[0])))
        rows += block.sides[0]
        crossing = block.mark in behind
        beads += _beads(original, tuple(range(*spans[k])), crossing=crossing)
    original_document = _document(f"{name}.ko", Language.KOREAN, rows)
    translation = _document(f"{name}.en", Language.ENGLISH, columns)
    return Bitext(original_document, translation, tuple(beads_in_order(beads)))


def _beads(
    original: tuple[int, ...], translation: tuple[int, ...], *, crossing: bool
) -> Iterator[Bead]:
    if original and translation:
        yield Bead(original, translation, crossing=crossing)
        return
    yield from (Bead((i,), ()) for i in original)
    yield from (Bead((), (j,)) for j in translation)


def _translated_order(blocks: Sequence[Block], behind: Mapping[int, int]) -> list[int]:
    """Positions of the blocks as the translation has them.

    A block whose anchor is gone stays where it stands in the original.
    """
    there = {block.mark for block in blocks} | {0}
    moved = {b.mark for b in blocks if b.mark and behind.get(b.mark, -1) in there}
    order = [k for k, block in enumerate(blocks) if block.mark not in moved]
    for k, block in enumerate(blocks):
        if block.mark in moved:
            anchor = behind[block.mark]
            at = [p for p, other in enumerate(order) if anchor == blocks[other].mark != 0]
            order.insert(at[-1] + 1 if at else 0, k)
    return order


def _moved(blocks: Blocks, draw: random.Random) -> dict[int, int]:
    """A section of one to six blocks, each behind the one before it, and where it stands.

    Half the time it is what stands under a heading, with it, where there are headings.
    The first pair, mostly the title, stays.
    """
    pairs = [k for k, block in enumerate(blocks) if block.is_pair and block.mark][1:]
    headings = [k for k in pairs if all(looks_like_title(s[0]) for s in blocks[k].sides)]
    size = draw.randint(1, min(6, max(1, len(pairs) // 3)))
    if headings and draw.random() < 0.5:
        start = draw.choice(headings)
        later = [k for k in headings if k > start]
        stop = min([*later, start + 7, len(blocks)])
    elif pairs:
        start = draw.choice(pairs)
        stop = start + size
    else:
        return {}
    section = [blocks[k].mark for k in pairs if start <= k < stop]
    apart = [blocks[k].mark for k in pairs if k < start - 2 or k > stop]
    if not apart or len(section) > len(pairs) / 2:
        return {}
    return dict(zip(section, [draw.choice(apart), *section], strict=False))


def _marked(blocks: Blocks) -> Blocks:
    """The blocks, those that were put in on both sides with a mark of their own."""
    marks = itertools.count(1 + max(block.mark for block in blocks))
    return [replace(b, mark=next(marks)) if b.is_pair and not b.mark else b for b in blocks]


def _document(name: str, language: Language, texts: Sequence[str]) -> Document:
    """A document as `align evaluate` reads a file of one segment a line."""
    lines = [Line(text, number) for number, text in enumerate(texts, 1)]
    titled = bool(lines) and looks_like_title(lines[0].text)
    return Document(name, language, segment_lines(lines, titled=titled))


def _lines(bitext: Bitext, bead: Bead, side: Side) -> Texts:
    return tuple(segment.text.strip() for segment in bitext.segments(bead, side))


def _pairs(blocks: Sequence[Block]) -> int:
    return sum(block.is_pair for block in blocks)


def _key(bead: Bead) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return bead.original, bead.translation


def _within(bead: Bead, taken: Sequence[set[int]]) -> bool:
    return any(set(bead.on(side)) & own for side, own in zip(Side, taken, strict=True))


TROUBLES = tuple(item.name for item in fields(Recipe) if item.name != "clean")
"""Names of all troubles that a recipe knows."""
