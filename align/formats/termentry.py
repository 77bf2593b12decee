"""A term as a file of another tool lists it, before anybody says what its words mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One term of an entry.

    Attributes:
        where: line of the file that its entry stands in.
        concept: name of its entry.
        language: code or name of its language, as written.
        text: the term.
        statuses: what the file says of it, as written; several where it says so twice.
        note: a remark, or a definition of the term.

    """

    where: int
    concept: str
    language: str
    text: str
    statuses: tuple[str, ...] = ()
    note: str = ""
