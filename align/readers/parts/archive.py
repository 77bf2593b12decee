"""Zip archives of documents, as mail and download pages bring them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

import regex

from align.readers.parts.container import name_of, open_zip, read_member

SUFFIX = ".zip"
MAX_DEPTH = 2
_OF_COMPUTERS = regex.compile(
    # Lock files of Word and LibreOffice, what Windows and macOS leave in folders.
    r"~\$.*|~WRL\d+\.tmp|\.~lock\..*|thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r|__MACOSX|\..*",
    regex.IGNORECASE,
)


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file in an archive, by name.

    What computers add by themselves is passed over: hidden files, `__MACOSX`, and
    the folder of pictures that belongs to a saved page.

    Raises:
        InputError: the archive is damaged, protected by a password, or a bomb.

    """
    archive = open_zip(data)
    files = [item for item in archive.infolist() if not item.is_dir()]
    for name, item in sorted(((name_of(f), f) for f in files), key=lambda pair: pair[0]):
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if not parts or any(_passed_over(part) for part in parts):
            continue
        yield "/".join(parts), read_member(archive, item.filename)


def is_page_folder(name: str) -> bool:
    """Whether a folder is one that a browser makes beside a page that it saves."""
    return name.endswith(("_files", ".files", "_파일"))


def is_of_computers(name: str) -> bool:
    """Return whether a file or folder is one that programs leave behind, not a person's."""
    return _OF_COMPUTERS.fullmatch(name) is not None


def _passed_over(part: str) -> bool:
    return is_of_computers(part) or is_page_folder(part)
