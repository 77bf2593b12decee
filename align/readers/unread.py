"""Files that no reader reads, and what to do with them."""

from __future__ import annotations

from collections.abc import Mapping

_SAVE = {
    "save them as DOCX": (".doc", ".rtf", ".wpd", ".pages", ".gul", ".wps"),
    "save them as HWPX": (".hml", ".hwt", ".hwdt", ".hwtx"),
    "save them as PPTX": (".ppt", ".pps", ".ppsx", ".odp", ".key", ".show"),
    "save them as XLSX, and name the file itself": (
        ".xls",
        ".xlsm",
        ".ods",
        ".cell",
        ".numbers",
    ),
    "name the file itself, if it is a table of a bitext": (".xlsx", ".csv", ".tsv"),
    "run OCR over them, if they are scanned pages": (
        *(".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".heic"),
    ),
    "unpack them": (".rar", ".7z", ".egg", ".alz", ".tar", ".gz", ".tgz"),
    "save their text": (".mobi", ".azw3", ".eml", ".msg", ".xps", ".djvu"),
}
_WHAT_TO_DO = {suffix: advice for advice, endings in _SAVE.items() for suffix in endings}


def what_to_do(suffix: str) -> str:
    """Return what to do with files of an ending that no reader reads; nothing if unknown."""
    return _WHAT_TO_DO.get(suffix.lower(), "")


def described(passed_over: Mapping[str, int]) -> str:
    """Return files that were passed over as a list, each kind with what to do with it.

    Args:
        passed_over: how many there are, by the ending of their names.

    """
    unknown = [f"{count} {end}" for end, count in passed_over.items() if not what_to_do(end)]
    parts = [f"{', '.join(unknown)} (no reader for these)"] if unknown else []
    parts += [
        f"{count} {end} ({advice})"
        for end, count in passed_over.items()
        if (advice := what_to_do(end))
    ]
    return "; ".join(parts)
