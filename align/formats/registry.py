"""Formats by the endings of file names."""

from __future__ import annotations

from pathlib import Path

from align.errors import FormatError
from align.formats.base import Format, HoldsBitexts, HoldsUnits
from align.system import plugins

_ALSO = {".xliff": ".xlf", ".sdlxliff": ".xlf", ".mqxliff": ".xlf", ".mxliff": ".xlf"}
"""Endings that tools give to files of a format, besides the one that we write."""


def format_of(path: Path) -> Format:
    """Return the format that a file name's ending names.

    Raises:
        FormatError: no format has that ending.

    """
    suffix = path.suffix.lower()
    formats = _formats()
    for form in formats:
        if form.suffix == _ALSO.get(suffix, suffix):
            return form
    known = ", ".join(sorted(form.suffix for form in formats))
    raise FormatError("has an ending that no format has", where=path, remedy=f"Known: {known}")


def readable_suffixes() -> frozenset[str]:
    """Return the endings of files that come back as bitexts."""
    own = {f.suffix for f in _formats() if isinstance(f, HoldsUnits | HoldsBitexts)}
    return frozenset(own | {suffix for suffix, form in _ALSO.items() if form in own})


def _formats() -> list[Format]:
    return [made() for made in plugins.load_all("align.formats").values()]
