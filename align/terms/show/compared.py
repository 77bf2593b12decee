"""Two sets of documents compared, as rows of plain values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from align.terms.judge.compare import Comparison, Use

Row = dict[str, Any]


def compared_rows(terms: Sequence[Comparison]) -> list[Row]:
    """A row a term, both sets side by side, the surest difference first."""
    return [
        {
            "term": term.name,
            "difference": term.difference.value,
            "p": _rounded(term.p),
            "q": _rounded(term.q),
            **_cells("first", term.first),
            **_cells("second", term.second),
        }
        for term in terms
    ]


def rendering_rows(terms: Sequence[Comparison]) -> list[Row]:
    """A row a rendering of a term with its counts in both sets; places without one are last."""
    return [
        {
            "term": term.name,
            "rendering": rendering,
            "status": status,
            "first": first,
            "second": second,
        }
        for term in terms
        for rendering, status, first, second in counted(term)
    ]


def counted(term: Comparison) -> list[tuple[str, str, int, int]]:
    """Return each rendering of a term, its status, and how often it stands in both sets."""
    one, other = term.first, term.second
    rows = [
        (name, status, one.counts.get(name, 0), other.counts.get(name, 0))
        for name, status in term.renderings
    ]
    if one.without or other.without:
        rows.append(("", "no rendering found", one.without, other.without))
    return rows


def as_listed(use: Use) -> str:
    """Say how many places are as listed: “9 of 12 (75 %)”."""
    share = "" if use.share is None else f" ({use.share:.0%})".replace("%", " %")
    return f"{use.listed} of {use.places}{share}"


def _cells(which: str, use: Use) -> Row:
    said = [f"{name} × {count}" for name, count in use.counts.items()]
    said += [f"none found × {use.without}"] if use.without else []
    return {
        f"{which}_places": use.places,
        f"{which}_documents": use.documents,
        f"{which}_listed": use.listed,
        f"{which}_share": "" if use.share is None else round(use.share, 3),
        f"{which}_renderings": ", ".join(said),
    }


def _rounded(p: float | None) -> float | str:
    return "" if p is None else float(f"{p:.3g}")
