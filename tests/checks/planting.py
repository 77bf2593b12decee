"""Errors planted into good translations, of every kind that the checks know."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from align.formats.beadlist import read_beads
from align.lang.figures import figures
from align.lang.names import korean_names, latin_names, same_name
from align.model import Bead, Bitext, Language
from align.scoring.gold import read_segments

Planter = Callable[[str, str, random.Random], str | None]
"""From both texts to the translation with an error, None where it has no place."""


def bitexts(folder: Path) -> list[Bitext]:
    """The gold bitexts in a folder of NAME.ko, NAME.en and NAME.gold."""
    return [
        Bitext(
            read_segments(gold.with_suffix(".ko")),
            read_segments(gold.with_suffix(".en")),
            read_beads(gold),
        )
        for gold in sorted(folder.glob("*.gold"))
    ]


def a_figure(_: str, translation: str, draw: random.Random) -> str | None:
    found = re.findall(r"(?<![\d.,-])\d[\d,]*\d(?![\d,]*\d|\.\d)", translation)
    if not found:
        return None
    old = draw.choice(found)
    digit = draw.choice([d for d in "3456789" if d not in old] or ["7"])
    new = digit + old[1:]
    return translation.replace(old, new, 1) if new != old else None


def a_date(_: str, translation: str, draw: random.Random) -> str | None:
    match = re.search(
        r"\b(January|March|April|May|June|July|October|December) (\d\d?)\b", translation
    )
    if match is None:
        return None
    day = str((int(match[2]) + draw.randint(2, 20)) % 27 + 1)
    return translation[: match.start(2)] + day + translation[match.end(2) :]


def a_percentage(original: str, translation: str, _: random.Random) -> str | None:
    """The sample has no percentages: a figure of both sides becomes one in the translation."""
    for figure in re.findall(r"(?<![\d.,-])\d{2,3}(?![\d.,])", original):
        pattern = rf"(?<![\d.,-]){figure}(?![\d.,])(?! ?(?:st|nd|rd|th))"
        changed = re.sub(pattern, f"{figure}%", translation, count=1)
        if changed != translation:
            return changed
    return None


def a_currency(_: str, translation: str, __: random.Random) -> str | None:
    changed = re.sub(r"\bdollars\b", "euros", translation, count=1)
    return changed if changed != translation and "dollars" not in changed else None


def a_name(original: str, translation: str, _: random.Random) -> str | None:
    for latin in latin_names(translation):
        if any(same_name(name, latin) for name in korean_names(original)) and "-" in latin:
            return translation.replace(latin, f"{latin.split()[0]} Tok-pyo", 1)
    return None


def an_omission(original: str, translation: str, _: random.Random) -> str | None:
    return "" if len(original) > 20 else None


def korean_left(_: str, translation: str, draw: random.Random) -> str | None:
    words = [word for word in translation.split() if word.isalpha() and len(word) > 4]
    return translation.replace(draw.choice(words), "협력", 1) if words else None


def a_bracket(_: str, translation: str, __: random.Random) -> str | None:
    for mark in (")", "”", "」"):
        if translation.count(mark) == 1 and not re.search(r"(^|\s)\w\)", translation):
            return translation.replace(mark, "", 1)
    return None


PLANTERS: dict[str, tuple[Planter, frozenset[str]]] = {
    "figure": (a_figure, frozenset({"figure", "date", "percent"})),
    "date": (a_date, frozenset({"date"})),
    "percent": (a_percentage, frozenset({"percent"})),
    "money": (a_currency, frozenset({"money"})),
    "name": (a_name, frozenset({"name"})),
    "omission": (an_omission, frozenset({"omission"})),
    "untranslated": (korean_left, frozenset({"untranslated"})),
    "punctuation": (a_bracket, frozenset({"punctuation"})),
}


def planted(
    bitext: Bitext, planter: Planter, draw: random.Random
) -> Iterator[tuple[int, Bitext]]:
    """Yield a bitext for each of its pairs with room for the error, and the bead's index."""
    for position, bead in enumerate(bitext.beads):
        if not bead.is_pair:
            continue
        texts = bitext.original_text(bead), bitext.translation_text(bead)
        wrong = planter(*texts, draw)
        if wrong is None or (wrong and _same_figures(texts[1], wrong, planter)):
            continue
        beads = list(bitext.beads)
        if wrong:
            beads[position] = replace(bead, edited=(texts[0], wrong))
        else:  # the paragraph is gone, and what stood for it stands alone
            beads[position] = Bead(bead.original, ())
            beads.append(Bead((), bead.translation))
        yield position, replace(bitext, beads=tuple(beads))


def _same_figures(before: str, after: str, planter: Planter) -> bool:
    """Whether a change of digits changed nothing that counts: 1 to 2, or within a word."""
    if planter is not a_figure:
        return False
    return set(figures(before, Language.ENGLISH)) == set(figures(after, Language.ENGLISH))
