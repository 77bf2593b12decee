"""One paragraph of an office file while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from align.readers.parts.blocks import Blocks


@dataclass(slots=True)
class Content:
    """What a paragraph prints, what hangs in it, and what of it is left out.

    Attributes:
        parts: its text, piece by piece.
        notes: names of the footnotes that hang on it.
        objects: text boxes, drawings and tables that hang in it.
        left: what is left out: the reason, after which piece, and the text.

    """

    parts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    objects: list[etree._Element] = field(default_factory=list)
    left: list[tuple[str, int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text in one."""
        return "".join(self.parts)

    def leave_out(self, text: str, reason: str) -> None:
        """Note what is left out; what stands side by side is one text."""
        place = len(self.parts)
        if self.left and self.left[-1][:2] == (reason, place):
            text = self.left.pop()[2] + text
        self.left.append((reason, place, text))

    def list_left(self, blocks: Blocks) -> None:
        """Hand on what is left out."""
        for reason, _, text in self.left:
            blocks.leave_out(text, reason)
