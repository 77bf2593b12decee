"""Lines that pages hold besides their text: menus, facts, captions, notes; all invented.

`page_lines.txt` lists them by group, Korean and English, with gaps for names and dates
that are drawn anew for every document.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import regex

PageLine = tuple[str, str]
"""Korean and English of one line; empty where pages of that language do not have it."""

_GAP = regex.compile(r"\{(\w+)\}")
_FIRST_DAY, _DAYS = datetime.date(2008, 1, 1), 6500
_ENGLISH_DATES = ("{0:%Y-%m-%d}", "{0:%B} {0.day}, {0.year}", "{0:%b} {0.day}, {0.year}")
_KOREAN_DATES = ("{0:%Y-%m-%d}", "{0:%Y.%m.%d}", "{0.year}년 {0.month}월 {0.day}일")


def page_lines(
    groups: Sequence[str], draw: random.Random, count: int, side: int | None = None
) -> list[PageLine]:
    """Return lines of some groups, each with its gaps filled and none twice.

    Args:
        groups: in the order in which their lines stand on a page.
        draw: what is drawn.
        count: how many at most; fewer where the groups hold fewer.
        side: 0 or 1 gives lines that the side has, None those that both have.

    """
    own = [
        (place, line)
        for place, group in enumerate(groups)
        for line in _bank()[group]
        if (all(line) if side is None else line[side])
    ]
    chosen = draw.sample(own, min(count, len(own)))
    facts = _facts(draw)
    return [_filled(line, facts) for _, line in sorted(chosen, key=lambda item: item[0])]


def _filled(line: PageLine, facts: Mapping[str, str]) -> PageLine:
    korean, english = (_GAP.sub(lambda gap: facts[gap[1]], text) for text in line)
    return korean, english


def _facts(draw: random.Random) -> dict[str, str]:
    """What fills the gaps of one page."""
    day = _FIRST_DAY + datetime.timedelta(days=draw.randrange(_DAYS))
    facts = {
        "date": draw.choice(_KOREAN_DATES).format(day),
        "date_en": draw.choice(_ENGLISH_DATES).format(day),
        "time": f"{draw.randrange(24):02}:{draw.randrange(60):02}",
        "year": f"{day:%Y}",
        "hits": str(draw.randrange(10, 9000)),
        "small": str(draw.randrange(2, 12)),
        "number": str(draw.randrange(10, 900)),
        "post": f"{draw.randrange(10000, 60000)}",
        "phone": f"0{draw.randrange(31, 65)}-{draw.randrange(200, 999)}-0000",
        "mail": f"{draw.choice(('news', 'desk', 'haru', 'press'))}@example.com",
    }
    for name, values in _lists().items():
        facts[name], facts[f"{name}_en"] = draw.choice(values)
    return facts


@cache
def _bank() -> dict[str, tuple[PageLine, ...]]:
    return {name: lines for name, lines in _read().items() if not name.startswith("=")}


@cache
def _lists() -> dict[str, tuple[PageLine, ...]]:
    return {name[1:]: lines for name, lines in _read().items() if name.startswith("=")}


@cache
def _read() -> dict[str, tuple[PageLine, ...]]:
    text = files("align.aligner").joinpath("page_lines.txt").read_text("utf-8")
    groups: dict[str, list[PageLine]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            group, korean, english = (part.strip() for part in line.split("|"))
            groups.setdefault(group, []).append((korean, english))
    return {name: tuple(lines) for name, lines in groups.items()}
