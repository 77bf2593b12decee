"""What real documents do to their translations, one trouble a function.

A document under way is a list of blocks in reading order.  A trouble takes the blocks and
what is drawn, and returns other blocks; what faces what stays true throughout, since a
block holds what translates each other and nothing else.
"""

from __future__ import annotations

import math
import random
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import regex

from align.aligner.page_lines import page_lines, page_lines_by_group
from align.lang.sure_sentences import sure_sentences
from align.readers.layout.labels import read_label
from align.readers.layout.segments import is_notice, looks_like_title

Texts = tuple[str, ...]
MOST = 8
"""How many segments of a side may face one of the other."""
MOST_OF_BOTH = 3
"""How many may face each other where both sides hold several."""
_CLAUSE_END = regex.compile(
    r"(?<=\S{3})(?:,\s|[고며]\s|는데\s|\s[–—-]\s|\s(?=that\b|which\b|and\b|to\b))"
)


@dataclass(frozen=True, slots=True)
class Block:
    """What translates each other: Korean lines and English lines, one side perhaps empty.

    Attributes:
        sides: the lines as printed, Korean first.
        mark: a name that stays with the block whatever is done to it; 0 for lines that
            were put in.

    """

    sides: tuple[Texts, Texts]
    mark: int = 0

    @property
    def is_pair(self) -> bool:
        """Whether both sides hold something."""
        return bool(self.sides[0] and self.sides[1])

    def on(self, side: int) -> str:
        """The lines of a side as one text."""
        return " ".join(self.sides[side])

    def with_side(self, side: int, lines: Sequence[str]) -> Block:
        """The block with other lines on a side."""
        both = (tuple(lines), self.sides[1]) if side == 0 else (self.sides[0], tuple(lines))
        return replace(self, sides=both)


Blocks = list[Block]
Trouble = Callable[[Blocks, random.Random], Blocks]


def alone(side: int, lines: Sequence[str]) -> Blocks:
    """Return lines that only one side has, a block a line."""
    return [Block(((line,), ()) if side == 0 else ((), (line,))) for line in lines]


def sentences_of(text: str) -> list[str]:
    """Return a text cut where a sentence surely ends; what is doubtful stays whole."""
    body = _bare(text)
    label = text[: len(text) - len(body)] if text.endswith(body) else ""
    parts = sure_sentences(body)
    return [label + parts[0], *parts[1:]] if parts else []


# Text that only one side has


def cut_end(blocks: Blocks, draw: random.Random) -> Blocks:
    """The last tenth to six tenths of one side are missing, perhaps from within a text."""
    side, at = draw.randrange(2), round(len(blocks) * (1 - draw.uniform(0.1, 0.6)))
    at = max(2, at)
    kept, lost = blocks[:at], blocks[at:]
    if kept and draw.random() < 0.4:
        kept = [*kept[:-1], _broken_off(kept[-1], side, draw)]
    return kept + [block.with_side(side, ()) for block in lost]


def cut_start(blocks: Blocks, draw: random.Random) -> Blocks:
    """The first tenth to half of one side are missing."""
    side, at = draw.randrange(2), round(len(blocks) * draw.uniform(0.1, 0.5))
    return [block.with_side(side, ()) for block in blocks[:at]] + blocks[at:]


def omit(blocks: Blocks, draw: random.Random) -> Blocks:
    """Paragraphs are left out on one side here and there, mostly by the translator."""
    side, rate = _mostly_english(draw), draw.choice((0.04, 0.08, 0.15, 0.25))
    return [b.with_side(side, ()) if draw.random() < rate else b for b in blocks]


def omit_run(blocks: Blocks, draw: random.Random) -> Blocks:
    """A run of two to ten paragraphs is left out on one side."""
    side, size = _mostly_english(draw), draw.randint(2, 10)
    at = draw.randrange(max(1, len(blocks) - size))
    gone = range(at, min(at + size, len(blocks) - 1))
    return [b.with_side(side, ()) if k in gone else b for k, b in enumerate(blocks)]


def abridge(blocks: Blocks, draw: random.Random) -> Blocks:
    """Of some paragraphs only the first sentence, or half of them, is translated."""
    side, rate = _mostly_english(draw), draw.uniform(0.1, 0.6)
    return [_abridged(b, side, draw) if draw.random() < rate else b for b in blocks]


def foreign(side: int, donor: Sequence[str], blocks: Blocks, draw: random.Random) -> Blocks:
    """Paragraphs of another document stand on one side: 2 to 30 of them in a row."""
    size = round(math.exp(draw.uniform(math.log(2), math.log(30))))
    start = draw.randrange(max(1, len(donor) - size + 1))
    return _put(blocks, _place(blocks, draw), alone(side, donor[start : start + size]))


def page_head(blocks: Blocks, draw: random.Random) -> Blocks:
    """Menus and facts stand above the text, on one side or both, facing each other or not."""
    return _furniture(("menu", "crumb", "fact", "file"), draw) + blocks


def page_foot(blocks: Blocks, draw: random.Random) -> Blocks:
    """Links, other stories and imprints stand below the text, nothing that a head may have."""
    groups = ("contact", "social", "related", "foot")
    return blocks + _furniture(groups, draw)


def introduced(blocks: Blocks, draw: random.Random) -> Blocks:
    """A byline, an introduction or a photo stands above or just below one side's title."""
    side = draw.randrange(2)
    lines = page_lines(("byline", "intro", "photo", "fact"), draw, draw.randint(1, 4), side)
    at = min(draw.randrange(2), len(blocks))
    return _put(blocks, at, alone(side, [line[side] for line in lines]))


def noted(blocks: Blocks, draw: random.Random) -> Blocks:
    """Notes, outlines of meetings, captions and telephone lists stand between paragraphs."""
    side = 0 if draw.random() < 0.7 else 1
    for _ in range(draw.randint(1, 4)):
        group = draw.choice(("note", "note", "outline", "photo", "contact"))
        count = draw.randint(2, 8) if group == "outline" else draw.randint(1, 3)
        lines = page_lines((group,), draw, count, side)
        at = len(blocks) if draw.random() < 0.3 else _place(blocks, draw)
        blocks = _put(blocks, at, alone(side, [line[side] for line in lines]))
    return blocks


# Text that only one side has, about what both say


def lead_in(blocks: Blocks, draw: random.Random) -> Blocks:
    """Above the text of one side stands what it will say: one to five of its sentences."""
    side = draw.randrange(2)
    telling = [b for b in blocks[2:] if b.sides[side] and len(b.on(side)) > _LEAST_TEXT]
    if len(telling) < 3:
        return blocks
    count = min(len(telling), draw.randint(1, 5))
    chosen = [telling[k] for k in sorted(draw.sample(range(len(telling)), count))]
    mark = draw.choice(("", "", "- ", "· ", "▲ "))
    lines = [mark + _gist(block.on(side), draw) for block in chosen]
    if draw.random() < 0.3:
        lines = [" ".join(lines)]
    return _put(blocks, draw.randrange(2), alone(side, lines))


def captions(blocks: Blocks, draw: random.Random) -> Blocks:
    """Captions that say what a paragraph beside them, or one further on, says at length."""
    side = draw.randrange(2)
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(blocks))
        text = blocks[at].on(side)
        if len(text) < _LEAST_TEXT:
            continue
        sentence = _gist(text, draw)
        if len(sentence) > 0.7 * len(text):
            continue
        credit = page_lines(("credit",), draw, 1, side)[0][side]
        caption = draw.choice(("▲ ", "", "", "")) + f"{sentence} {credit}"
        if draw.random() < 0.15:
            caption = f"{caption} {caption}"  # once for the eye, once for the reader aloud
        near = max(0, min(len(blocks), at + draw.choice((0, 0, 1, 1, -1, 2, -3, 4))))
        blocks = _put(blocks, near, alone(side, [caption]))
    return blocks


def subheadings(blocks: Blocks, draw: random.Random) -> Blocks:
    """Over paragraphs of one side stand headings made of their first words."""
    side, rate = draw.randrange(2), draw.uniform(0.05, 0.3)
    out: Blocks = []
    for block in blocks:
        words = block.on(side).split()
        if len(words) > 9 and out and draw.random() < rate:
            heading = _bare(" ".join(words[: draw.randint(3, 7)])).rstrip(",.")
            out += alone(side, [draw.choice(("", "", "■ ", "◇ ")) + heading])
        out.append(block)
    return out


def repeated(blocks: Blocks, draw: random.Random) -> Blocks:
    """A paragraph of one side stands there a second time, three or more places away."""
    side = draw.randrange(2)
    for _ in range(draw.randint(1, 2)):
        at, to = draw.randrange(len(blocks)), draw.randrange(len(blocks) + 1)
        if abs(to - at) >= 3 and blocks[at].is_pair and len(blocks[at].on(side)) > _LEAST_TEXT:
            text = blocks[at].on(side)
            quoted = draw.choice((text, text, f"“{text}”"))
            blocks = _put(blocks, to, alone(side, [quoted]))
    return blocks


def sections(blocks: Blocks, draw: random.Random) -> Blocks:
    """Headings on both sides, or on one; one side may open with a list of them.

    In every fourth document some recur, as the entries of a glossary have them.
    """
    count = min(draw.randint(2, 6), len(blocks) // 3)
    lines = page_lines(("heading",), draw, count)
    if draw.random() < 0.25:
        lines = (lines[:2] * count)[:count]
    numbered, alike = draw.random() < 0.5, draw.random() < 0.8
    missing = draw.randrange(2)
    places = sorted(draw.sample(range(1, len(blocks)), len(lines)))
    headings = []
    for number, line in enumerate(lines, 1):
        texts = [f"{number}. {text}" if numbered else text for text in line]
        block = Block(((texts[0],), (texts[1],)))
        headings.append(block if alike or draw.random() < 0.5 else block.with_side(missing, ()))
    out = list(blocks)
    for at, heading in reversed(list(zip(places, headings, strict=True))):
        out.insert(at, heading)
    if draw.random() < 0.3:
        side = draw.randrange(2)
        listed = [text for heading in headings for text in heading.sides[side]]
        out = _put(out, 1, alone(side, [draw.choice(_CONTENTS[side]), *listed]))
    return out


# Other cuts


def split_side(blocks: Blocks, draw: random.Random) -> Blocks:
    """One side has a line a sentence where the other has paragraphs."""
    side, rate = draw.randrange(2), draw.choice((0.1, 0.3, 0.6, 1.0))
    return [_split(block, side) if draw.random() < rate else block for block in blocks]


def merge_side(blocks: Blocks, draw: random.Random) -> Blocks:
    """Paragraphs of one side stand together where the other has them apart."""
    side, rate = draw.randrange(2), draw.choice((0.1, 0.3, 0.5, 0.8))
    ends = (1.0 - rate, 1.0) if side == 0 else (1.0, 1.0 - rate)
    return _recut(blocks, ends, draw)


def recut(blocks: Blocks, draw: random.Random) -> Blocks:
    """Both sides join sentences to paragraphs, each in its own way."""
    return _recut(blocks, (draw.uniform(0.4, 0.95), draw.uniform(0.4, 0.95)), draw)


def joined(blocks: Blocks, draw: random.Random) -> Blocks:
    """Both sides join sentences to the same paragraphs, as articles do."""
    end = draw.uniform(0.25, 0.7)
    out: Blocks = []
    for block in blocks:
        one_each = all(len(lines) == 1 for lines in block.sides)
        if out and one_each and _runs_on(out[-1]) and _runs_on(block) and draw.random() > end:
            out[-1] = _together(out[-1], block, (True, True))
        else:
            out.append(block)
    return out


def hard_wrap(blocks: Blocks, draw: random.Random) -> Blocks:
    """Lines of one side, rarely of both, are broken at a width, within sentences."""
    side = draw.randrange(2)
    out = _wrapped(blocks, side, MOST, draw)
    return _wrapped(out, 1 - side, MOST_OF_BOTH, draw) if draw.random() < 0.15 else out


def phrases(blocks: Blocks, draw: random.Random) -> Blocks:
    """Texts of one side stand a phrase a line, broken at no width, as subtitles are."""
    side, rate = draw.randrange(2), draw.choice((0.1, 0.3, 0.6, 1.0))
    least = draw.randint(12, 30) if side == 0 else draw.randint(25, 60)
    return [_phrased(b, side, least, draw) if draw.random() < rate else b for b in blocks]


def labelled(blocks: Blocks, draw: random.Random) -> Blocks:
    """Paragraphs get numbers or bullets on one side or both; or lose those they have."""
    have = any(read_label(line) for block in blocks for side in block.sides for line in side)
    if have and draw.random() < 0.6:
        side = draw.randrange(2)
        return [b.with_side(side, [_bare(line) for line in b.sides[side]]) for b in blocks]
    styles = draw.choice(
        (("□", "1."), ("1.", "1."), ("□", ""), ("", "1."), ("○", "°"), ("-", "-"))
    )
    under = draw.uniform(0, 0.5)
    out, numbers = blocks[:1], [0, 0]  # each side counts what it has
    for block in blocks[1:]:
        point = max(numbers) > 0 and draw.random() < under
        for side, style in enumerate(styles):
            if style and block.sides[side] and not is_notice(block.sides[side][0]):
                numbers[side] += not point
                lines = _with_label(block.sides[side], style, numbers[side], point)
                block = block.with_side(side, lines)
        out.append(block)
    return out


_ALIKE = ("menu", "social", "related")  # groups whose lines have nothing in common
_WIDER, _WHOLE = 6, 0.1  # widths tried, and the share of blocks that may stay unbroken
_CONTENTS = (("목차", "차례"), ("Contents", "In this article"))
_LEAST_TEXT = 40  # characters that a text has of which something may be repeated


def _mostly_english(draw: random.Random) -> int:
    return 1 if draw.random() < 0.7 else 0


def _place(blocks: Blocks, draw: random.Random) -> int:
    """Start, middle or end, the middle most often."""
    kind = draw.random()
    if kind < 0.2:
        return draw.randrange(2) if blocks else 0
    return len(blocks) if kind > 0.8 else draw.randint(0, len(blocks))


def _put(blocks: Blocks, at: int, more: Blocks) -> Blocks:
    return [*blocks[:at], *more, *blocks[at:]]


def _furniture(groups: Sequence[str], draw: random.Random) -> Blocks:
    """Lines above or below a text: on one side, on both and facing, or on both and not.

    No line and no kind of fact stands alone on both sides, for then it would face itself.
    """
    kind, count = draw.random(), round(math.exp(draw.uniform(0.5, math.log(25))))
    own = draw.randrange(2)
    if kind < 0.5:
        return alone(own, [line[own] for line in page_lines(groups, draw, count, own)])
    out: Blocks = []
    facing = draw.choice((0.0, 0.0, 0.5, 0.9))
    for group, line in page_lines_by_group(groups, draw, count):
        if draw.random() < facing:
            out.append(Block(((line[0],), (line[1],))))
        else:
            side = draw.randrange(2) if group in _ALIKE else own
            out += alone(side, [line[side]])
    return out


def _broken_off(block: Block, side: int, draw: random.Random) -> Block:
    words = block.on(side).split()
    if not block.is_pair or len(words) < 8:
        return block
    return block.with_side(
        side, [" ".join(words[: round(len(words) * draw.uniform(0.4, 0.9))])]
    )


def _abridged(block: Block, side: int, draw: random.Random) -> Block:
    parts = sentences_of(block.on(side))
    if len(parts) < 2 or not block.is_pair:
        return block
    kept = 1 if draw.random() < 0.6 else (len(parts) + 1) // 2
    return block.with_side(side, [" ".join(parts[:kept])])


def _gist(text: str, draw: random.Random) -> str:
    """The first sentence of a text, a clause of it, or its last sentence."""
    parts = sentences_of(_bare(text))
    sentence = parts[-1] if draw.random() < 0.2 else parts[0]
    clauses = [m.start() for m in _CLAUSE_END.finditer(sentence) if m.start() > 15]
    if clauses and draw.random() < 0.5:
        return sentence[: draw.choice(clauses) + 1].rstrip(", ")
    return sentence


def _split(block: Block, side: int) -> Block:
    """The block with a line a sentence on a side, where that makes a bead that can be."""
    lines = [part for line in block.sides[side] for part in sentences_of(line)]
    others = len(block.sides[1 - side])
    most = MOST if others <= 1 else MOST_OF_BOTH
    return block.with_side(side, lines) if len(lines) <= most else block


def _recut(blocks: Blocks, ends: tuple[float, float], draw: random.Random) -> Blocks:
    """Join neighbours, where a paragraph of a side ends with the probability `ends`."""
    out: Blocks = []
    for block in blocks:
        join = tuple(draw.random() > end for end in ends)
        if out and any(join) and _runs_on(out[-1]) and _runs_on(block):
            both = _together(out[-1], block, (join[0], join[1]))
            sizes = sorted(len(lines) for lines in both.sides)
            if sizes[1] <= (MOST if sizes[0] == 1 else MOST_OF_BOTH):
                out[-1] = both
                continue
        out.append(block)
    return out


def _runs_on(block: Block) -> bool:
    """Whether a block is running text of both sides, no title, heading or label's line."""
    return block.is_pair and not any(
        looks_like_title(lines[0]) or len(lines[0]) < _LEAST_TEXT / 2 for lines in block.sides
    )


def _together(first: Block, second: Block, join: tuple[bool, bool]) -> Block:
    """One block of two; on the sides to be joined the seam is no end of a line."""
    sides = [
        (*a[:-1], f"{a[-1]} {_bare(b[0])}", *b[1:]) if seamless else (*a, *b)
        for a, b, seamless in zip(first.sides, second.sides, join, strict=True)
    ]
    return replace(first, sides=(sides[0], sides[1]))


def _wrapped(blocks: Blocks, side: int, most: int, draw: random.Random) -> Blocks:
    """Break a side at the first width at which hardly anything is longer than may be."""
    width = draw.randint(24, 60) if side == 0 else draw.randint(45, 100)
    for _ in range(_WIDER):
        out = [_in_lines(block, side, width, most) for block in blocks]
        if sum(a is b for a, b in zip(blocks, out, strict=True)) < _WHOLE * len(blocks):
            break
        width = round(width * 1.15)
    return out


def _in_lines(block: Block, side: int, width: int, most: int) -> Block:
    """The block with its lines broken at a width, as it is if they are too many then."""
    wrapper = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    lines = [part for line in block.sides[side] for part in wrapper.wrap(line)]
    others = len(block.sides[1 - side])
    fits = others <= (1 if most == MOST else MOST_OF_BOTH)
    whole = not fits or (len(lines) > most and others > 0)
    return block if whole else block.with_side(side, lines)


def _phrased(block: Block, side: int, least: int, draw: random.Random) -> Block:
    """The block with its lines broken after a comma or a word, `least` characters on."""
    lines: list[str] = []
    for line in block.sides[side]:
        rest = line
        until = round(least * draw.uniform(1.0, 2.0))
        while (cut := _break_of(rest, until)) > 0:
            lines.append(rest[:cut].rstrip())
            rest = rest[cut:].lstrip()
            until = round(least * draw.uniform(1.0, 2.0))
        lines.append(rest)
    others = len(block.sides[1 - side])
    whole = others > 1 or (len(lines) > MOST and others > 0)
    return block if whole else block.with_side(side, lines)


def _break_of(text: str, least: int) -> int:
    """Where a text is broken into phrases: after a comma if one is near; 0 for nowhere."""
    if len(text) < 1.5 * least:
        return 0
    comma = text.find(", ", least, round(1.5 * least))
    return comma + 1 if comma > 0 else max(0, text.find(" ", least, len(text) - least // 3))


def _bare(line: str) -> str:
    """A line without its label; the first asterisk of *emphasis* is none."""
    label = read_label(line)
    if label is None or (label.is_note and not line[len(label.text) :].startswith(" ")):
        return line
    return line[len(label.text) :].strip()


def _with_label(lines: Texts, style: str, number: int, point: bool) -> Texts:
    label = {"1.": f"{number}.", "□": "□"}.get(style, style)
    if point:
        label = "ㅇ" if style == "□" else "°" if style in ("1.", "°") else label
    return (f"{label} {_bare(lines[0])}", *lines[1:])
