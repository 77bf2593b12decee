"""Findings that an editor has judged right: kept beside the termbase, with a reason.

`terms.csv` has its waivers in `terms.waivers.csv`.  A waiver names a finding; when
a text of it changes, the finding has another name, and comes back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from align.errors import FormatError
from align.formats.table import csv_text
from align.system.atomic import write_text
from align.terms.judge.findings import Finding


@dataclass(frozen=True, slots=True)
class Waiver:
    """One finding that stays away, why, by whom and since when (2026-01-31)."""

    finding: str
    term: str
    rendering: str
    document: str
    reason: str
    who: str
    when: str


_COLUMNS = tuple(item.name for item in fields(Waiver))


def waivers_path(termbase: Path) -> Path:
    """Return where the waivers of a termbase are kept."""
    return termbase.with_suffix(".waivers.csv")


def read_waivers(path: Path) -> list[Waiver]:
    """Return the waivers in a file; none where there is no file.

    Raises:
        FormatError: the file is not as `write_waivers` makes it.

    """
    if not path.exists():
        return []
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"cannot be read: {error}", where=path) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise FormatError(
            f"has no column {', '.join(missing)}",
            where=path,
            remedy=f"The first row names the columns {', '.join(_COLUMNS)}",
        )
    return [Waiver(**{name: row[name] or "" for name in _COLUMNS}) for row in reader]


def write_waivers(waivers: Iterable[Waiver], path: Path) -> None:
    """Write waivers, whole or not at all."""
    rows = [asdict(waiver) for waiver in waivers]
    write_text(path, csv_text(rows) if rows else ",".join(_COLUMNS) + "\n", "utf-8-sig")


def without_waived(
    findings: Sequence[Finding], waivers: Iterable[Waiver]
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that stand, and those that were waived."""
    names = {waiver.finding for waiver in waivers}
    standing = [finding for finding in findings if finding.name not in names]
    return standing, [finding for finding in findings if finding.name in names]
