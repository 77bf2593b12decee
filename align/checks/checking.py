"""All checks over all beads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from align.checks.base import Check, CheckedBead, Issue, Severity
from align.checks.registry import all_checks
from align.checks.repeated import Repetition, repetitions
from align.model import Bitext, Status

REPEATED = "repeated"
_ORDER = list(Severity)


def check(bitexts: Sequence[Bitext], kinds: Iterable[str] = ()) -> list[Issue]:
    """Return what the checks find, the gravest first.

    Beads that a person rejected are left out.

    Args:
        bitexts: what to look at.
        kinds: kinds of issues to look for; all if none is given.

    """
    wanted = frozenset(kinds) or frozenset(all_kinds())
    checks = [own for own in all_checks() if wanted.intersection(own.kinds)]
    issues = chain.from_iterable(issues_in(bitext, checks) for bitext in bitexts)
    again = repeated_issues(repetitions(bitexts, near=100.0)) if REPEATED in wanted else ()
    return gravest_first(issue for issue in chain(issues, again) if issue.kind in wanted)


def gravest_first(issues: Iterable[Issue]) -> list[Issue]:
    """Return issues, the gravest first."""
    return sorted(issues, key=gravity)


def gravity(issue: Issue) -> tuple[int, str, int]:
    """Return an order: the gravest first, then by document and bead."""
    return _ORDER.index(issue.severity), issue.document, issue.bead


def all_kinds() -> tuple[str, ...]:
    """Return the kinds of issues that there are, those of plug-ins too.

    Raises:
        PluginError: a check does not load.

    """
    return (*dict.fromkeys(kind for own in all_checks() for kind in own.kinds), REPEATED)


def issues_in(bitext: Bitext, checks: Sequence[Check] | None = None) -> list[Issue]:
    """Return what the checks find in one bitext; all of them if none are given."""
    places = range(len(bitext.beads))
    return [issue for place in places for issue in check_bead(bitext, place, checks)]


def check_bead(
    bitext: Bitext, position: int, checks: Sequence[Check] | None = None
) -> Iterator[Issue]:
    """Yield what the checks find in one bead; all of them if none are given."""
    bead = bitext.beads[position]
    if bead.status is Status.REJECTED:
        return
    place = CheckedBead(bitext, position, bead, *bitext.texts(bead))
    for looked_at in checks if checks is not None else all_checks():
        yield from looked_at.find(place)


def repeated_issues(repeated: Iterable[Repetition]) -> Iterator[Issue]:
    """Yield the same Korean twice, with different English, as issues."""
    for again in repeated:
        if again.reversed:
            continue
        first, second = again.first, again.second
        yield Issue(
            REPEATED,
            Severity.NOTE,
            second.document,
            "",
            -1,
            f"the same text has another translation in {first.document}",
            "",
            first.translation,
            second.original,
            second.translation,
        )
