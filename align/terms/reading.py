"""What is heard of a termbase while it is read: terms by rows, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from align.errors import FormatError
from align.model import Term, TermStatus

Report = Callable[[FormatError], object]
"""Takes what is wrong with a row."""

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Listed:
    """A term that a row lists.

    Attributes:
        row: where it stands.
        concept: its concept's name.
        term: the term; its status is what counts where the row says one.
        said: whether the row says a status.

    """

    row: int
    concept: str
    term: Term
    said: bool = True

    @property
    def deprecated(self) -> bool:
        """Whether it should not be written."""
        return self.term.status is TermStatus.DEPRECATED


@dataclass(slots=True)
class Reading:
    """What is found out about a termbase while it is read.

    Attributes:
        path: its file.
        problems: rows that cannot be read.
        notes: what was passed over or taken otherwise than it is written.

    """

    path: Path
    problems: list[FormatError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def wrong(self, row: int, what: str, remedy: str) -> None:
        """Keep that a row cannot be read."""
        self.problems.append(FormatError(what, where=f"{self.path}:{row}", remedy=remedy))

    def note(self, row: int, what: str) -> None:
        """Keep what somebody should know of a row; of the whole file where it is 0."""
        self.notes.append(f"{self.path}:{row}: {what}" if row else f"{self.path}: {what}")

    def settle(self, skipped: Report | None) -> None:
        """Give the rows that cannot be read to `skipped`, or raise one error for all.

        Raises:
            FormatError: there are such rows, and nobody takes them.

        """
        if skipped is not None:
            for problem in self.problems:
                skipped(problem)
        elif self.problems:
            raise self._together()

    def _together(self) -> FormatError:
        if len(self.problems) == 1:
            return self.problems[0]
        said = [
            f"row {p.where.rpartition(':')[2]} {p.what} ({p.remedy})"
            for p in self.problems[:_SHOWN]
        ]
        more = len(self.problems) - len(said)
        rest = [f"and {more} more"] if more else []
        return FormatError(
            f"has {len(self.problems)} rows that cannot be read: {'; '.join(said + rest)}",
            where=self.path,
            remedy="Mend them, or take the rest: align terms import FILE -t NEW "
            "--skip-bad-rows",
        )
