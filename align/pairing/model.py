"""What pairing finds: pairs, documents without a partner, copies and re-issues."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from align.model import Document, Segment
from align.model.document import JOINT


class Relation(StrEnum):
    """How the documents of a pair, or two documents of one language, belong together."""

    TRANSLATION = "translation"
    VERSION = "another translation"  # of an original that has one already
    PARTS = "translation of several"  # one document stands for two or more
    GIVEN = "given"  # a person said so
    SAME_FILE = "one file"  # both sides stood in one bilingual file
    COPY = "copy"
    REISSUE = "re-issue"


@dataclass(frozen=True)
class Pair:
    """Documents that translate each other.

    Attributes:
        originals: the Korean side, nearly always one document.
        translations: the English side.
        probability: that they belong together, 0 to 1.
        reasons: what speaks for it, strongest first, for the reader of a table.
        relation: how they belong together.

    """

    originals: tuple[Document, ...]
    translations: tuple[Document, ...]
    probability: float
    reasons: tuple[str, ...] = ()
    relation: Relation = Relation.TRANSLATION

    @cached_property
    def original(self) -> Document:
        """The Korean side as one document."""
        return combined(self.originals)

    @cached_property
    def translation(self) -> Document:
        """The English side as one document."""
        return combined(self.translations)

    @property
    def names(self) -> tuple[str, str]:
        """The ids of both sides."""
        return self.original.id, self.translation.id


@dataclass(frozen=True, slots=True)
class Related:
    """A document that says nearly the same as another of its language."""

    document: str
    other: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Pairing:
    """All pairs, the documents that have none, and those that repeat another."""

    pairs: tuple[Pair, ...]
    unpaired: tuple[Document, ...]
    related: tuple[Related, ...] = ()


def combined(documents: Sequence[Document]) -> Document:
    """Return several documents as one, in their order; a single one as it is."""
    first = documents[0]
    if len(documents) == 1:
        return first
    segments: list[Segment] = []
    for document in documents:
        shift = len(segments)
        segments += [
            s if s.anchor is None else replace(s, anchor=s.anchor + shift)
            for s in document.segments
        ]
    digests = "+".join(document.metadata.digest for document in documents)
    metadata = replace(first.metadata, digest=hashlib.sha256(digests.encode()).hexdigest())
    dropped = tuple(item for document in documents for item in document.dropped)
    name = JOINT.join(document.id for document in documents)
    return Document(name, first.language, tuple(segments), metadata, dropped)
