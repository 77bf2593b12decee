"""The errors of the toolkit: one family, each saying what, where and what to do."""

from __future__ import annotations

from typing import Self


class AlignError(Exception):
    """Something that a person can mend.

    Args:
        what: what is wrong, as a sentence without its full stop.
        where: the file, and the place in it, where it is wrong.
        remedy: what to do about it.

    """

    def __init__(self, what: str, *, where: object = "", remedy: str = "") -> None:
        self.what = what
        self.where = str(where)
        self.remedy = remedy
        super().__init__(self.describe())

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.what, self.where, self.remedy)

    def at(self, where: object) -> Self:
        """Return the error with a place, if it does not name one."""
        return self if self.where else type(self)(self.what, where=where, remedy=self.remedy)

    def describe(self) -> str:
        """Return the whole message on one line: where, what, remedy."""
        place = f"{self.where}: " if self.where else ""
        remedy = f". {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{remedy}"


class InputError(AlignError):
    """A file or folder that cannot be used as it is."""


class EmptyInputError(InputError):
    """A file without text, or a folder without documents."""


class BinaryInputError(InputError):
    """A file that is not text."""


class EncodingError(InputError):
    """Bytes that are not text in the encoding given, or in any that is tried."""


class LanguageError(InputError):
    """Text that is neither Korean nor English."""


class FormatError(InputError):
    """A file that breaks the rules of its format: a termbase, gold beads, weights."""


class QueryError(InputError):
    """Something that nobody can look for: no word, or an expression that is none."""


class StorageError(AlignError):
    """The memory or an export could not be written; what stood there still stands."""


class ConflictError(AlignError):
    """Somebody else changed what is to be changed since it was read."""


class RequestError(AlignError):
    """A request to the local server that lacks something, or says it in another form."""


class RefusedError(AlignError):
    """A request to the local server from somebody who may not ask."""


class EditError(AlignError):
    """An edit that a bitext has no place for, such as moving above the first bead."""


class PluginError(AlignError):
    """A reader, format, embedder, signal or check that is unknown, fails to load or to work."""


def _again(kind: type[AlignError], what: str, where: str, remedy: str) -> AlignError:
    """Make an error anew on its way between processes."""
    return kind(what, where=where, remedy=remedy)
