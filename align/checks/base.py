"""What a check is, and what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol

from align.model import Bead, Bitext, Side


class Severity(StrEnum):
    """How sure it is that something is wrong, and how much it matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Issue:
    """One place that somebody should look at.

    Attributes:
        kind: what differs: figure, date, percent, money, name, omission, addition,
            untranslated, punctuation, repeated, or a plug-in's own.
        severity: how much it matters.
        document: the original's name.
        translation: the translation's name.
        bead: its index in the bitext.
        message: what is wrong, in a sentence.
        original: the words of the original that show it, empty if none do.
        rendering: the words of the translation that show it.
        original_text: the whole paragraph.
        translation_text: what is aligned to it.

    """

    kind: str
    severity: Severity
    document: str
    translation: str
    bead: int
    message: str
    original: str = ""
    rendering: str = ""
    original_text: str = ""
    translation_text: str = ""


@dataclass(frozen=True, slots=True)
class CheckedBead:
    """A bead as checks see it: its index and both texts."""

    bitext: Bitext
    position: int
    bead: Bead
    original: str
    translation: str

    def text(self, side: Side) -> str:
        """Return the text of a side."""
        return self.original if side is Side.ORIGINAL else self.translation

    def issue(
        self,
        kind: str,
        severity: Severity,
        message: str,
        original: str = "",
        rendering: str = "",
    ) -> Issue:
        """Return an issue at this place."""
        return Issue(
            kind,
            severity,
            *self.bitext.names,
            self.position,
            message,
            original,
            rendering,
            self.original,
            self.translation,
        )


class Check(Protocol):
    """One thing that is looked at, bead by bead.

    Plug-ins register a class like this under `align.checks`.  One instance looks at all
    beads of a process, so it keeps nothing from one to the next.
    """

    kinds: ClassVar[tuple[str, ...]]
    """The kinds of issues that it finds."""

    def find(self, place: CheckedBead) -> Iterator[Issue]:
        """Yield what is wrong at a place."""
        ...
