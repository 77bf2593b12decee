"""What differs between the sides and should not, found once a bitext."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from align.checks import Issue, checks_signature
from align.checks.checking import (
    REPEATED,
    all_kinds,
    gravest_first,
    issues_in,
    repeated_issues,
)
from align.checks.repeated import Version, with_other_english
from align.model import Bitext
from align.model.codec import codec_of
from align.pipeline.context import Context, bitext_key
from align.pipeline.step import Derived, Step, certain, rows_of


class IssueFinder:
    """Finds the issues of bitexts, one after the other."""

    def __init__(self, context: Context) -> None:
        self._context = context
        codec = rows_of(codec_of(Issue))
        self._store: Derived[Bitext, list[Issue]] = Derived(
            context.memory, "issues", checks_signature(), _key, *codec
        )

    def find(self, bitexts: Iterable[Bitext]) -> Iterator[tuple[Bitext, list[Issue]]]:
        """Yield each bitext with what the checks find in it.

        At the end results of bitexts that did not come are dropped: it is for all that the
        memory holds.
        """
        step = Step(_issues, None, self._store)
        for bitext, issues in step.results(self._context, bitexts):
            yield bitext, certain(issues)
        self._store.prune()


def find_issues(context: Context, kinds: Sequence[str] = ()) -> list[Issue]:
    """Return what the checks find in a whole memory, the gravest first.

    Args:
        context: where to work.
        kinds: kinds of issues to look for; all if none is given.

    """
    wanted = frozenset(kinds) or frozenset(all_kinds())
    each = IssueFinder(context).find(context.bitexts("Checks"))
    within = chain.from_iterable(issues for _, issues in each)
    every = chain(within, repeats_in(context) if REPEATED in wanted else ())
    return gravest_first(issue for issue in every if issue.kind in wanted)


def repeats_in(context: Context) -> Iterator[Issue]:
    """Yield the same Korean twice with different English, by the memory's own index."""
    for group in context.memory.repeated_originals():
        versions = [Version(name, date, *texts) for name, date, *texts in group]
        yield from repeated_issues(with_other_english(versions))


def _key(bitext: Bitext) -> str:
    """What the checks go by: names, files, beads, and what a person said of them."""
    said = [(bead.status.value, bead.edited) for bead in bitext.beads]
    text = repr((bitext.names, bitext_key(bitext), said))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _issues(_: None, bitext: Bitext) -> list[Issue]:
    return issues_in(bitext)
