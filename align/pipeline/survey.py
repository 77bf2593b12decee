"""All that is known of a memory's bitexts, one after the other: renderings and issues."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.checks import Issue
from align.model import Bitext, Rendering
from align.pipeline.checks import IssueFinder
from align.pipeline.context import Context
from align.pipeline.terms import TermFinder


class Surveyed(NamedTuple):
    """A bitext, the renderings of terms in it, and what the checks find."""

    bitext: Bitext
    renderings: Sequence[Rendering]
    issues: Sequence[Issue]


class Surveyor:
    """Goes over a memory once; few bitexts are held at a time.

    Args:
        context: the memory, and where work is done.
        finder: finds renderings; None to leave that out.

    """

    def __init__(self, context: Context, finder: TermFinder | None = None) -> None:
        self._context = context
        self._finder = finder

    def survey(self) -> Iterator[Surveyed]:
        """Yield the bitexts in the memory's order."""
        renderings: deque[Sequence[Rendering]] = deque()  # of those whose issues are to come

        def passing() -> Iterator[Bitext]:
            for bitext, own in self._found():
                renderings.append(own)
                yield bitext

        for bitext, issues in IssueFinder(self._context).find(passing()):
            yield Surveyed(bitext, renderings.popleft(), issues)

    def _found(self) -> Iterator[tuple[Bitext, Sequence[Rendering]]]:
        bitexts = self._context.bitexts("Looking")
        if self._finder is None:
            return ((bitext, ()) for bitext in bitexts)
        return self._finder.find(bitexts)
