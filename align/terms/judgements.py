"""What a check wrote, read back: the names of its findings, and what an editor decided on them.

An editor fills in the column *decision* of the sheet of findings; `fine` makes a waiver.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.errors import FormatError
from align.terms.judge.decisions import FINE, WRONG, is_fine
from align.terms.tables import tables_in

_NAME, _DECISION, _REASON = "finding", "decision", "reason"
_WAIVED = "waived"
_TERMS = {"term", "verdict"}  # of the sheet that a check always has
_BLANK = b"\xef\xbb\xbf \r\n"
_SHOWN = 10
_HEAD = 10  # rows in which the titles of the columns are looked for
_MADE_BY = "align terms check -o FILE makes such a file: .xlsx, .csv, .json or .sarif"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A row of a sheet of findings: what an editor decided.

    Attributes:
        finding: the finding's name.
        fine: whether it is right as it stands; None where nothing is decided.
        reason: why, if the editor says it.
        row: where it stands.

    """

    finding: str
    fine: bool | None
    reason: str
    row: int


def names_in(path: Path) -> frozenset[str]:
    """Return the names of the findings that an earlier check wrote, without waived ones.

    Args:
        path: what `align terms check -o` made: .xlsx, .csv, .json or .sarif.

    Raises:
        FormatError: it is no such file.

    """
    if path.suffix.lower() in (".json", ".sarif"):
        return frozenset(_names_of(_json(path), path))
    return frozenset(row[_NAME] for _, row in _rows(path, (_NAME,)))


def read_judgements(path: Path) -> list[Judgement]:
    """Return what an editor decided in a sheet of findings.

    Args:
        path: the sheet, .xlsx or .csv as any spreadsheet saves it.

    Raises:
        FormatError: it is no such sheet, or a decision in it is not known; the error names
            every such row.

    """
    judgements, unknown = [], []
    for number, row in _rows(path, (_NAME, _DECISION)):
        try:
            fine = is_fine(row[_DECISION])
        except ValueError:
            unknown.append(f"row {number}: {row[_DECISION].strip()}")
            continue
        judgements.append(Judgement(row[_NAME], fine, row.get(_REASON, "").strip(), number))
    if unknown:
        more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
        raise FormatError(
            f"has a decision that is not known in {'; '.join(unknown[:_SHOWN])}{more}",
            where=path,
            remedy=f"Write {', '.join(FINE)} or {', '.join(WRONG)}, or leave the cell empty",
        )
    return judgements


def decided_in(path: Path) -> dict[str, tuple[str, str]]:
    """Return decision and reason, as they are written, of each finding in a sheet that has one.

    A file that is not there, or is no sheet of findings, holds no decisions.
    """
    if not path.exists():
        return {}
    try:
        rows = list(_rows(path, (_NAME, _DECISION)))
    except FormatError:
        return {}
    written = {
        row[_NAME]: (row[_DECISION].strip(), row.get(_REASON, "").strip()) for _, row in rows
    }
    return {name: cells for name, cells in written.items() if any(cells)}


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of the findings with their numbers; other sheets are passed over."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}", where=path) from error
    if not data.strip(_BLANK):
        return  # a CSV of no findings
    is_check = False
    for name, rows in tables_in(data, path):
        start, titles = _titles(rows)
        is_check = is_check or set(titles) >= _TERMS
        if name.lower() == _WAIVED or _NAME not in titles:
            continue
        _require(columns, titles, path)
        for number, cells in rows[start:]:
            row = dict(zip(titles, cells, strict=False))
            if row[_NAME].strip():
                yield number, {_DECISION: "", **row, _NAME: row[_NAME].strip()}
        return
    if not is_check:  # a workbook of a check has no sheet of findings where it found none
        _require(columns, (), path)


def _titles(rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, list[str]]:
    """The titles of a table's columns, and where its rows begin; above may stand a heading."""
    for start, (_, cells) in enumerate(rows[:_HEAD], 1):
        titles = [cell.strip().lower() for cell in cells]
        if _NAME in titles or set(titles) >= _TERMS:
            return start, titles
    return 0, []


def _require(columns: Sequence[str], titles: Sequence[str], path: Path) -> None:
    missing = [column for column in columns if column not in titles]
    if missing:
        raise FormatError(f"has no column {' or '.join(missing)}", where=path, remedy=_MADE_BY)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise FormatError(f"cannot be read: {error}", where=path, remedy=_MADE_BY) from error


def _names_of(plain: Any, path: Path) -> list[str]:
    try:
        if "runs" in plain:
            return [
                result["partialFingerprints"]["daeyeok/v1"]
                for run in plain["runs"]
                for result in run["results"]
                if not result.get("suppressions")
            ]
        return [row[_NAME] for row in plain["findings"]]
    except (KeyError, TypeError) as error:
        raise FormatError(
            "holds no findings of a check", where=path, remedy=_MADE_BY
        ) from error
