"""Which lines of a web page are its text, by what prose is and what surrounds it is not.

Each line has a weight: a sentence outside of links speaks for the text, a link and what
stands in an element beside the text against it.  Where the page's own name stands in a
headline, the text is the run below it that ends before the weights fall too far below their
highest sum; elsewhere the run whose weights have the greatest sum (Pasternack and Roth,
“Extracting article text from the web with maximum subsequence segmentation”, WWW 2009).  To
it comes what stands beside it in the same part of the page and is no menu.  Inside that run
nothing is left out but what the page itself sets apart.  Where the run is too small a part of
the page's prose to be believed, nothing is left out but lists of links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from align.lang.line_signs import ends_sentence
from align.model import Kind
from align.readers.layout.facts import fact_of_label, facts_of
from align.readers.layout.head import title_below_menus
from align.readers.layout.headline import headlines, says_again, top_heading
from align.readers.layout.labels import read_label
from align.readers.layout.menus import is_foot, is_menu
from align.readers.layout.weights import LINK_SHARE, heaviest, is_said, run_below, weights_of
from align.readers.parts.line import LINKS, Line

_ALL_LINK = 0.95
_TOGETHER = 0.9  # of the text's prose stands in the part of the page that is the text's
_BELIEVED = 0.4  # of the page's prose
_BELIEVED_BELOW_HEADLINE = 0.3  # of the heaviest run's
_LINKS_WITHIN = 8  # lines at most, that a text goes on behind
_SENTENCE = 3.0  # the weight of one
_NEARLY = 0.7  # of the most prose that any headline has below it
_MOST_ABOVE = 3  # lines above the prose that may head it where nothing says which does
_FACTS_ABOVE = 6  # lines above a headline in which the page may state its date


@dataclass(frozen=True, slots=True)
class _Span:
    """The lines of the text: its headline, where its prose begins, and its last line."""

    top: int
    first: int
    last: int


def around_article(lines: Sequence[Line], names: Sequence[str] = ()) -> list[Line]:
    """Return the lines with those around the page's text marked as furniture.

    Args:
        lines: the page's blocks in order.
        names: what the page says its title is, the surest first.

    """
    span = _article(lines, names)
    if span is None:
        return [replace(x, reason="") if x.reason == LINKS else x for x in lines]
    stays = _Stays(lines, span)
    title = span.top if span.top < span.first else -1
    return [_marked(line, i == title, stays(i)) for i, line in enumerate(lines)]


def _article(lines: Sequence[Line], names: Sequence[str]) -> _Span | None:
    weights = weights_of(lines)
    first, last, most = heaviest(weights)
    if most <= 0:
        return None
    named = _below_headline(lines, weights, names, _BELIEVED_BELOW_HEADLINE * most)
    if named is not None:
        return named
    prose = [max(0.0, weight) for weight in weights]
    if sum(prose[first : last + 1]) < _BELIEVED * sum(prose):
        return None
    first, last = _widened(lines, weights, first, last)
    return _Span(_top(lines, first), first, last)


def _below_headline(
    lines: Sequence[Line], weights: Sequence[float], names: Sequence[str], least: float
) -> _Span | None:
    """The text below the surest of the headlines that have much prose below them."""
    runs = [(top, sure, *run_below(weights, top)) for top, sure in headlines(lines, names)]
    most = max((total for _, _, total, _ in runs), default=0.0)
    if most <= 0 or most < least:
        return None
    near = [run for run in runs if run[2] >= _NEARLY * most]
    surest = [run for run in near if run[1] == max(sure for _, sure, _, _ in near)]
    whole = max(total for _, _, total, _ in surest)
    nearest = [run for run in surest if run[2] >= whole - _SENTENCE]
    top, _, _, end = max(nearest, key=lambda run: (-lines[run[0]].level, run[0]))
    if lines[top].linked > _ALL_LINK or is_menu(lines[top]):  # may be the site's name
        top = max(top, _below_menus(lines, end))
    again = {i for i in range(top + 1, end + 1) if says_again(lines[i].text, lines[top].text)}
    weights = [0.0 if i in again else weight for i, weight in enumerate(weights)]
    _, end = run_below(weights, top)
    first = next((i for i in range(top + 1, end + 1) if weights[i] > 0), None)
    if first is None:
        return None
    return _Span(top, first, _widened(lines, weights, first, end)[1])


def _widened(
    lines: Sequence[Line], weights: Sequence[float], first: int, last: int
) -> tuple[int, int]:
    """The run with what stands beside it in the part of the page that holds most of it."""
    prose = [max(0.0, weight) for weight in weights[first : last + 1]]
    part = _part(lines[first : last + 1], prose)
    while first > 0 and _belongs(lines[first - 1], part):
        first -= 1
    while (following := _next(lines, last, part)) is not None:
        last = following
    return first, last


def _next(lines: Sequence[Line], last: int, part: tuple[int, ...]) -> int | None:
    """The next line of the text, passing over links before one that goes on with it."""
    for i in range(last + 1, min(len(lines), last + 2 + _LINKS_WITHIN)):
        line = lines[i]
        if _belongs(line, part):
            return i if i == last + 1 or _goes_on(line) else None
        other = line.path[: len(part)] != part or line.aside or is_foot(line)
        if other or line.linked <= LINK_SHARE:
            return None
    return None


def _goes_on(line: Line) -> bool:
    return ends_sentence(line.text) or read_label(line.text) is not None


def _part(lines: Sequence[Line], prose: Sequence[float]) -> tuple[int, ...]:
    """The path of the smallest element that holds most of the run's prose."""
    path: tuple[int, ...] = ()
    least = _TOGETHER * sum(prose)
    while True:
        shares: dict[int, float] = {}
        for line, weight in zip(lines, prose, strict=True):
            if len(line.path) > len(path) and line.path[: len(path)] == path:
                step = line.path[len(path)]
                shares[step] = shares.get(step, 0.0) + weight
        step = max(shares, key=shares.__getitem__, default=-1)
        if shares.get(step, 0.0) < least:
            return path
        if all(line.path[: len(path) + 1] == line.path for line in lines if line.path):
            return path
        path = (*path, step)


def _belongs(line: Line, part: tuple[int, ...]) -> bool:
    """Whether a line beside the run is of the same part of the page and no menu."""
    return (
        not line.furniture
        and line.path[: len(part)] == part
        and not line.aside
        and line.linked <= LINK_SHARE
        and not is_foot(line)
        and not is_menu(line)
    )


def _top(lines: Sequence[Line], first: int) -> int:
    """Where the headline stands on a page whose own name is nowhere in it."""
    below = _below_menus(lines, first)
    if below:
        return below
    found = top_heading(lines, first)
    if found is not None:
        return found
    top = first
    while top > max(0, first - _MOST_ABOVE) and _can_head(lines[top - 1]):
        top -= 1
    return top


def _below_menus(lines: Sequence[Line], last: int) -> int:
    shown = [i for i in range(last + 1) if not (lines[i].furniture or lines[i].aside)]
    return shown[title_below_menus([lines[i] for i in shown], web=True)] if shown else 0


def _can_head(line: Line) -> bool:
    return not (line.furniture or line.aside or is_menu(line)) and line.linked <= LINK_SHARE


class _Stays:
    """Which lines are of the text, its headline, or what the page says of it."""

    def __init__(self, lines: Sequence[Line], span: _Span) -> None:
        self._lines = lines
        self._span = span
        inside = lines[span.first : span.last + 1]
        self._boxes = {line.path[:-1] for line in inside if line.aside and is_said(line)}

    def __call__(self, index: int) -> bool:
        line, span = self._lines[index], self._span
        if line.furniture and line.reason != LINKS:
            return False
        if index == span.top or line.kind is Kind.FOOTNOTE:
            return True
        if index < span.top:
            return index >= span.top - _FACTS_ABOVE and not line.aside and bool(facts_of(line))
        if index > span.last:
            return False
        if index >= span.first:
            told = line.kind is Kind.ROW or line.path[:-1] in self._boxes
            return not line.aside or told
        if line.aside or line.linked >= _ALL_LINK:
            return False
        return not is_menu(line) or bool(fact_of_label(self._lines[index - 1].text))


def _marked(line: Line, title: bool, stays: bool) -> Line:
    if not stays:
        reason = "" if line.reason == LINKS else line.reason
        return replace(line, furniture=True, reason=reason)
    if line.reason == LINKS:
        line = replace(line, furniture=False, reason="")
    titled = title and line.kind in (None, Kind.HEADING)
    return replace(line, kind=Kind.TITLE) if titled else line
