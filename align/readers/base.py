"""What a reader is: it takes the bytes of one format and gives blocks of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from align.readers.parts.line import Line


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader found in a file, in reading order, nothing judged yet.

    `title` and `url` are given where the format names them.
    """

    lines: tuple[Line, ...]
    encoding: str = ""
    title: str = ""
    url: str = ""


class Reader(Protocol):
    """One input format.  Plug-ins register a class like this under `align.readers`."""

    suffixes: tuple[str, ...]
    """File name endings that it reads, in lower case with their dot."""

    def extract(self, data: bytes, encoding: str | None) -> Extract:
        """Return the blocks of a file.

        Args:
            data: the file's bytes.
            encoding: the encoding that the user gave, None to find it out.

        Raises:
            InputError: the bytes are not of this format.

        """
        ...
