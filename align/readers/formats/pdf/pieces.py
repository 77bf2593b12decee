"""Glyphs side by side as pieces of lines, with the blanks that the page shows.

Many programs place words one by one and draw no blanks.  How wide a gap between two words is
then depends on the program, the letters and how the line was justified; on one page, in one
size of letters, the gaps within words and those between them stand clearly apart.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from align.readers.formats.pdf.glyphs import Glyph

_ONE_LINE = 0.25  # letters that baselines of one line may differ by
_APART = 1.0  # letters; wider than this, two pieces do not belong together
_GUTTER = 0.65  # letters; a gap so wide may be a gutter, if most lines have it
_GUTTER_LINES, _GUTTER_SHARE = 6, 0.7
_GRID = 2.0  # points
_BIN = 0.02  # letters
_LEAST = 0.06  # letters above the gaps within words where those between words may begin
_VALLEY, _WIDE_VALLEY = 2, 5  # bins; the wider where blanks are kept
_STEADY = 0.15  # the same where the page has too few gaps to tell
_BLANKS = 0.04  # blanks for each gap between letters, where the file keeps them
_KEPT = 0.6  # letters above the usual gap that is a blank there all the same
_CLOSE, _CLEAR = 0.1, 0.22  # letters above the usual gap: set solid, and as far as words
_BOTH, _BETWEEN = 0.1, 0.08  # of the gaps between two scripts: of each kind, and of neither
_ENOUGH = 12  # gaps that tell
_MANY = 0.02  # of the gaps; so many are between words where a part of the text keeps no blanks
_SPARSE = 0.004  # of the gaps; a bin with fewer is as good as empty
_SMALL = 0.8  # of a line's letters; a figure this much smaller hangs on them
_LAST_NARROW = "\u2fff"  # what comes behind it in Unicode is Chinese, Japanese, Korean
_HALF = 2  # sizes of letters are told apart by half a point


Gaps = Mapping[int, tuple[float, float]]
"""By size in half points, how many letters wide a gap between two words is at least: between
letters of one script, and of two."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one size printed side by side; places in points from the page's top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


def pieces_of(glyphs: Sequence[Glyph], gaps: Gaps | None = None) -> list[Piece]:
    """Return glyphs as pieces.

    Args:
        glyphs: of one direction.
        gaps: what `word_gaps` gave for the page; by default for these glyphs.

    """
    gaps = word_gaps(glyphs) if gaps is None else gaps
    runs = list(_runs(glyphs))
    gutters = _gutters(runs)
    return [piece for run in runs for piece in _cut(run, gaps, gutters)]


def _gutters(runs: Sequence[Sequence[Glyph]]) -> list[float]:
    """Where most lines that reach across have a gap wider than between words.

    A gutter may be no wider than a letter, which by itself would be a wide gap between words.
    """
    open_at: Counter[int] = Counter()
    across: Counter[int] = Counter()
    for run in runs:
        first, last = run[0].x0, run[-1].x1
        across.update(range(math.ceil(first / _GRID), math.floor(last / _GRID) + 1))
        for before, after in pairwise(run):
            if after.x0 - before.x1 > _GUTTER * max(before.size, after.size):
                low, high = math.ceil(before.x1 / _GRID), math.floor(after.x0 / _GRID)
                open_at.update(range(low, high + 1))
    return [
        _GRID * at
        for at, count in open_at.items()
        if count >= _GUTTER_LINES and count >= _GUTTER_SHARE * across[at]
    ]


def word_gaps(glyphs: Sequence[Glyph]) -> Gaps:
    """Return how wide a gap between two words is, for each size of letters.

    Where the file keeps the blanks between words of a size they are taken as they are, and
    only a gap that clearly is wider than all within words is one more.
    """
    found: dict[int, list[float]] = defaultdict(list)
    mixed: dict[int, list[float]] = defaultdict(list)  # between letters of two scripts
    blanks: Counter[int] = Counter()
    for run in _runs(glyphs):
        for before, after in pairwise(run):
            size = _half_points(before)
            gap = (after.x0 - before.x1) / max(before.size, 0.1)
            blanks[size] += before.text.isspace()
            if -0.5 < gap < _APART and not (before.text.isspace() or after.text.isspace()):
                (found if _alike(before, after) else mixed)[size].append(gap)
    return {
        size: _limits(gaps, mixed[size], kept=blanks[size] >= _BLANKS * len(gaps))
        for size, gaps in found.items()
    }


def _limits(
    gaps: Sequence[float], mixed: Sequence[float], *, kept: bool
) -> tuple[float, float]:
    """The least gap between words, and that between letters of two scripts.

    Programs set Hangul and figures a fifth of a letter apart, which is no blank where the file
    keeps its blanks.  Some draw them within a script alone; then the letters of two stand
    either close together or clearly apart.
    """
    limit = _threshold(gaps, kept=kept)
    if not kept:
        return limit, limit
    usual = median(gaps)
    close = sum(gap < usual + _CLOSE for gap in mixed)
    apart = sum(gap > usual + _CLEAR for gap in mixed)
    enough = len(mixed) >= _ENOUGH and min(close, apart) >= _BOTH * len(mixed)
    if enough and close + apart >= (1 - _BETWEEN) * len(mixed):
        return limit, usual + (_CLOSE + _CLEAR) / 2
    return limit, max(limit, usual + _KEPT)


def _threshold(gaps: Sequence[float], *, kept: bool) -> float:
    """Where the valley is between gaps within words and gaps between them."""
    usual = median(gaps)
    if usual > _STEADY:  # half of the gaps are between words, or letters are set wide
        usual = sorted(gaps)[len(gaps) // 4]
    otherwise = usual + (_KEPT if kept else _STEADY)
    if len(gaps) < _ENOUGH:
        return otherwise
    bins = [0] * round((_APART - _LEAST) / _BIN)
    for gap in gaps:
        at = int((gap - usual - _LEAST) / _BIN)
        if gap - usual >= _LEAST and at < len(bins):
            bins[at] += 1
    valley = _valley(bins, _SPARSE * len(gaps), _WIDE_VALLEY if kept else _VALLEY)
    if valley is None or (kept and sum(bins[round(valley) :]) < _MANY * len(gaps)):
        return otherwise
    return usual + _LEAST + _BIN * valley


def _valley(bins: Sequence[int], few: float, least: int) -> float | None:
    """The middle of the first long run of bins that are as good as empty, with more above."""
    start = 0
    for at, count in enumerate(bins):
        if count > few:
            if at - start >= least:
                return (start + at) / 2
            start = at + 1
    return None


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs of one line from left to right, small raised and lowered ones among them."""
    runs = list(_on_baselines(glyphs))
    hosts = [_host(runs, k) for k in range(len(runs))]
    within: dict[int, list[Glyph]] = defaultdict(list)
    for run, host in zip(runs, hosts, strict=True):
        if host is not None and hosts[host] is None:
            within[host] += run
    for k, run in enumerate(runs):
        host = hosts[k]
        if host is None or hosts[host] is not None:
            yield sorted([*run, *within[k]], key=lambda g: g.x0)


def _on_baselines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if run and glyph.base - run[-1].base > _ONE_LINE * min(glyph.size, run[-1].size):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _host(runs: Sequence[Sequence[Glyph]], k: int) -> int | None:
    """The line of larger letters beside which a run of small ones stands, if there is one."""
    small = max(runs[k], key=lambda g: g.size)
    height = small.bottom - small.top
    for other in (k + 1, k - 1, k + 2, k - 2):
        if not 0 <= other < len(runs):
            continue
        large = max(runs[other], key=lambda g: g.size)
        overlap = min(small.bottom, large.bottom) - max(small.top, large.top)
        if small.size < _SMALL * large.size and overlap > 0.5 * height:
            return other
    return None


def _cut(run: Sequence[Glyph], gaps: Gaps, gutters: Sequence[float]) -> Iterator[Piece]:
    """A run cut where it is wide open, at a gutter, or where its letters change their size."""
    held: list[Glyph] = []
    for glyph in run:
        if held and _parts(held[-1], glyph, gutters):
            yield from _piece(held, gaps)
            held = []
        held.append(glyph)
    yield from _piece(held, gaps)


def _parts(last: Glyph, glyph: Glyph, gutters: Sequence[float]) -> bool:
    gap, size = glyph.x0 - last.x1, max(last.size, glyph.size)
    if gap > _APART * size or _half_points(last) != _half_points(glyph):
        return True
    return gap > _GUTTER * size and any(last.x1 <= x <= glyph.x0 for x in gutters)


def _piece(glyphs: Sequence[Glyph], gaps: Gaps) -> Iterable[Piece]:
    parts: list[str] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and _between_words(before, glyph, gaps):
            parts.append(" ")
        parts.append(" " if glyph.text.isspace() else glyph.text)
        before = glyph
    text = "".join(parts)
    if not text:
        return ()
    return (
        Piece(
            text,
            glyphs[0].x0,
            max(glyph.x1 for glyph in glyphs),
            min(glyph.top for glyph in glyphs),
            max(glyph.bottom for glyph in glyphs),
            max(glyph.size for glyph in glyphs),
        ),
    )


def _between_words(before: Glyph, glyph: Glyph, gaps: Gaps) -> bool:
    if before.text.isspace() or glyph.text.isspace():
        return False
    limits = gaps.get(_half_points(before), (_STEADY, _STEADY))
    least = limits[0] if _alike(before, glyph) else limits[1]
    return (glyph.x0 - before.x1) / max(before.size, 0.1) > least


def _alike(before: Glyph, glyph: Glyph) -> bool:
    """Whether two letters are of one script, or one of them is a sign."""
    return len({_script(before.text), _script(glyph.text)} - {"sign"}) < 2


def _script(text: str) -> str:
    if text.isspace() or not text:
        return ""
    if not text[0].isalnum():
        return "sign"
    return "wide" if text[0] > _LAST_NARROW else "narrow"


def _half_points(glyph: Glyph) -> int:
    return round(_HALF * glyph.size)
