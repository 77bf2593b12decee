"""Findings that somebody has been told of already, so that a report can leave them away."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from align.terms.judge.findings import Finding
from align.terms.judge.scope import LeftAway


class Known(Protocol):
    """Tells findings that are known from others."""

    @property
    def why(self) -> str:
        """Where they are known from, as in “that the last check had”."""
        ...

    def apart(self, findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Return the findings that are new, and those that are known."""
        ...


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Findings that are known by their names, wherever they stand."""

    why: str
    names: frozenset[str]

    def apart(self, findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Return the findings that are new, and those that are known."""
        new = [finding for finding in findings if finding.name not in self.names]
        return new, [finding for finding in findings if finding.name in self.names]


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding as an earlier check had it: its name, both documents' names, and the date."""

    name: str
    document: str
    translation: str
    date: str

    @property
    def day(self) -> datetime.date | None:
        """The date as one."""
        return datetime.date.fromisoformat(self.date) if self.date else None

    @classmethod
    def of(cls, finding: Finding) -> Seen:
        """Return what is kept of a finding."""
        return cls(finding.name, finding.document, finding.translation, finding.date)


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """Findings that an earlier check had, as often as it had them.

    A sentence that a new document repeats makes a finding of the same name; it is new all the
    same.  Where a document was renamed, its findings are not.
    """

    why: str
    seen: tuple[Seen, ...]

    def apart(self, findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Return the findings that are new, and those that are known."""
        slots = Counter((seen.name, seen.document) for seen in self.seen)
        own: set[int] = set()
        for index, finding in enumerate(findings):
            if slots[finding.name, finding.document] > 0:
                slots[finding.name, finding.document] -= 1
                own.add(index)
        free = Counter[str]()
        for (name, _), count in slots.items():
            free[name] += count
        for index, finding in enumerate(findings):
            if index not in own and free[finding.name] > 0:
                free[finding.name] -= 1
                own.add(index)
        new = [finding for index, finding in enumerate(findings) if index not in own]
        return new, [findings[index] for index in sorted(own)]


def without_known(
    findings: Sequence[Finding], known: Iterable[Known]
) -> tuple[list[Finding], list[Finding], list[LeftAway]]:
    """Return the findings that are new, those that are known, and how many by each way."""
    new, old, left = list(findings), list[Finding](), list[LeftAway]()
    for each in known:
        new, away = each.apart(new)
        old += away
        if away:
            left.append(LeftAway(each.why, findings=len(away)))
    return new, old, left
