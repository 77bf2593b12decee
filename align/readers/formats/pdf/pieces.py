"""Glyphs side by side as pieces of lines, with the blanks that the page shows.

Many programs place words one by one and draw no blanks.  How wide a gap between two words is
then depends on the program, the letters and how the line was justified; on one page, in one
size of letters, the gaps within words and those between them stand clearly apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from align.readers.formats.pdf.glyphs import Glyph

_ONE_LINE = 0.25  # letters that baselines of one line may differ by
_APART = 1.0  # letters; wider than this, two pieces do not belong together
_BIN = 0.02  # letters
_LEAST = 0.06  # letters above the gaps within words where those between words may begin
_VALLEY = 2  # bins
_STEADY = 0.15  # the same where the page has too few gaps to tell
_BLANKS = 0.04  # blanks for each gap between letters, where the file keeps them
_KEPT = 0.6  # letters above the usual gap that is a blank there all the same
_ENOUGH = 12  # gaps that tell
_SPARSE = 0.004  # of the gaps; a bin with fewer is as good as empty
_SMALL = 0.8  # of a line's letters; a figure this much smaller hangs on them
_HALF = 2  # sizes of letters are told apart by half a point


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one size printed side by side; places in points from the page's top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


def pieces_of(glyphs: Sequence[Glyph], gaps: Mapping[int, float] | None = None) -> list[Piece]:
    """Return glyphs as pieces.

    Args:
        glyphs: of one direction.
        gaps: what `word_gaps` gave for the page; by default for these glyphs.

    """
    gaps = word_gaps(glyphs) if gaps is None else gaps
    return [piece for run in _runs(glyphs) for piece in _cut(run, gaps)]


def word_gaps(glyphs: Sequence[Glyph]) -> dict[int, float]:
    """Return how many letters wide a gap between two words is, for each size in half points.

    Where the file keeps the blanks between words of a size they are taken as they are, and
    only a gap that is far wider is one more.
    """
    found: dict[int, list[float]] = defaultdict(list)
    blanks: Counter[int] = Counter()
    for run in _runs(glyphs):
        for before, after in pairwise(run):
            size = _half_points(before)
            gap = (after.x0 - before.x1) / max(before.size, 0.1)
            blanks[size] += before.text.isspace()
            if not (before.text.isspace() or after.text.isspace()) and -0.5 < gap < _APART:
                found[size].append(gap)
    return {
        size: median(gaps) + _KEPT if blanks[size] >= _BLANKS * len(gaps) else _threshold(gaps)
        for size, gaps in found.items()
    }


def _threshold(gaps: Sequence[float]) -> float:
    """Where the valley is between gaps within words and gaps between them."""
    usual = median(gaps)
    if usual > _STEADY:  # half of the gaps are between words, or letters are set wide
        usual = sorted(gaps)[len(gaps) // 4]
    if len(gaps) < _ENOUGH:
        return usual + _STEADY
    bins = [0] * round((_APART - _LEAST) / _BIN)
    for gap in gaps:
        at = int((gap - usual - _LEAST) / _BIN)
        if gap - usual >= _LEAST and at < len(bins):
            bins[at] += 1
    valley = _valley(bins, _SPARSE * len(gaps))
    return usual + (_LEAST + _BIN * valley if valley is not None else _STEADY)


def _valley(bins: Sequence[int], few: float) -> float | None:
    """The middle of the first run of bins that hold next to nothing, with more above it."""
    start = 0
    for at, count in enumerate(bins):
        if count > few:
            if at - start >= _VALLEY:
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


def _cut(run: Sequence[Glyph], gaps: Mapping[int, float]) -> Iterator[Piece]:
    """A run cut where it is wide open or the size of its letters changes."""
    held: list[Glyph] = []
    for glyph in run:
        if held and _parts(held, glyph):
            yield from _piece(held, gaps)
            held = []
        held.append(glyph)
    yield from _piece(held, gaps)


def _parts(held: Sequence[Glyph], glyph: Glyph) -> bool:
    last = held[-1]
    wide = glyph.x0 - last.x1 > _APART * max(last.size, glyph.size)
    return wide or _half_points(last) != _half_points(glyph)


def _piece(glyphs: Sequence[Glyph], gaps: Mapping[int, float]) -> Iterable[Piece]:
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


def _between_words(before: Glyph, glyph: Glyph, gaps: Mapping[int, float]) -> bool:
    if before.text.isspace() or glyph.text.isspace():
        return False
    least = gaps.get(_half_points(before), _STEADY)
    return (glyph.x0 - before.x1) / max(before.size, 0.1) > least


def _half_points(glyph: Glyph) -> int:
    return round(_HALF * glyph.size)
