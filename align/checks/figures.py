"""Figures, dates, percentages and sums of money that only one side has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import regex

from align.checks.base import CheckedBead, Issue, Severity
from align.lang.figures import figures
from align.lang.normalise import match_form
from align.model import Language, Side

_DATE = regex.compile(r"\d{1,2}-\d{1,2}|m\d{1,2}")
_SMALL = 10.0  # up to this, a number is a word as often as a figure
_FEW = 2.0  # up to this, it says nothing: an article, a pronoun, both
_PERCENT = {
    Language.KOREAN: regex.compile(r"(\d[\d,.]*)\s*(?:%|퍼센트|프로(?!그램|젝트))"),
    Language.ENGLISH: regex.compile(r"(\d[\d,.]*)\s*(?:%|per\s?cent\b)"),
}
_CURRENCIES = {
    "dollars": (r"달러|불화|(?<!\w)USD", r"dollars?\b|\$|\bUSD\b"),
    "won": (r"(?<=[\d만억조천])\s?원(?![가-힣]*[칙인장])|원화", r"\bwon\b|\bKRW\b|₩"),
    "euros": (r"유로(?!파)", r"\beuros?\b|€|\bEUR\b"),
    "yen": (r"(?<=[\d만억조천])\s?엔(?!진)|엔화", r"\byen\b|¥|\bJPY\b"),
    "yuan": (r"위안(?!부|을 |이 )|위안화", r"\byuan\b|\bRMB\b|\brenminbi\b"),
}
_PATTERNS = {
    name: {side: regex.compile(pattern) for side, pattern in zip(Side, both, strict=True)}
    for name, both in _CURRENCIES.items()
}


class FiguresCheck:
    """Compares the figures of both sides in canonical form (1억2천만 is 120 million)."""

    kinds: ClassVar[tuple[str, ...]] = ("figure", "date", "percent", "money")

    def find(self, place: CheckedBead) -> Iterator[Issue]:
        """Yield each figure that the other side lacks, and units that differ."""
        if not place.bead.is_pair:
            return
        both = [list(dict.fromkeys(figures(place.text(s), s.language))) for s in Side]
        missing = [f for f in both[0] if f not in both[1] and _counts(f, place.original)]
        extra = [f for f in both[1] if f not in both[0] and _counts(f, place.translation)]
        percents = [_percents(place.text(side), side.language) for side in Side]
        told = {*missing, *extra}
        for figure in missing:
            other = _counterpart(figure, extra)
            kind, own = _kind(figure, percents[0]), _shown(figure)
            if other:
                extra.remove(other)
                message = f"{own} in the original, {_shown(other)} in the translation"
                yield place.issue(kind, Severity.ERROR, message, own, _shown(other))
            else:
                yield place.issue(kind, Severity.WARNING, f"{own} is in the original only", own)
        for figure in extra:
            message = f"{_shown(figure)} is in the translation only"
            kind = _kind(figure, percents[1])
            yield place.issue(kind, Severity.WARNING, message, "", _shown(figure))
        yield from _percentages(percents, [set(own) for own in both], told, place)
        yield from _currencies(place)


def _percentages(
    percents: list[set[str]], both: list[set[str]], told: set[str], place: CheckedBead
) -> Iterator[Issue]:
    """Figures that both sides have, and that are a percentage on one side only."""
    for figure in sorted((percents[0] ^ percents[1]) - told):
        if all(figure in own for own in both):
            side = Side.ORIGINAL if figure in percents[0] else Side.TRANSLATION
            message = f"{figure} is a percentage in the {side} only"
            yield place.issue("percent", Severity.ERROR, message, figure, figure)


def _currencies(place: CheckedBead) -> Iterator[Issue]:
    used = [
        {
            name
            for name, patterns in _PATTERNS.items()
            if patterns[side].search(match_form(place.text(side)))
        }
        for side in Side
    ]
    if all(used) and not used[0] & used[1]:  # a sum is often given in a second one too
        first, second = (", ".join(sorted(names)) for names in used)
        message = f"{first} in the original, {second} in the translation"
        yield place.issue("money", Severity.ERROR, message, first, second)


def _counts(figure: str, text: str) -> bool:
    """Whether a figure that the other side lacks is worth a word."""
    if _DATE.fullmatch(figure):
        return True
    value = float(figure)
    if value <= _FEW:
        return False
    return (
        value > _SMALL
        or regex.search(rf"(?<![\d.]){regex.escape(figure)}(?!\d)", text) is not None
    )


def _counterpart(figure: str, others: list[str]) -> str:
    """What stands in a figure's place on the other side: one of its kind."""
    alike = [f for f in others if bool(_DATE.fullmatch(f)) == bool(_DATE.fullmatch(figure))]
    return alike[0] if alike else ""


def _percents(text: str, language: Language) -> set[str]:
    numbers = (m[1].rstrip(".,") for m in _PERCENT[language].finditer(match_form(text)))
    return {canonical for number in numbers for canonical in figures(number, Language.ENGLISH)}


def _kind(figure: str, percents: set[str]) -> str:
    if _DATE.fullmatch(figure):
        return "date"
    return "percent" if figure in percents else "figure"


def _shown(figure: str) -> str:
    if figure.startswith("m"):
        return f"month {figure[1:]}"
    if not figure or "-" in figure or "." in figure or len(figure) < 5:
        return figure
    return f"{int(figure):,}" if figure.isdecimal() else figure
