"""Texts as a search sees them: syllables and words, whatever stands between them.

A text is a row of atoms: each Hangul syllable or Chinese character by itself, each other
word by its stem.  Blanks, dots, quotation marks and case make no difference, so that
한일 finds 한·일, and comfort women finds “Comfort-Women”.  The index holds pairs of
neighbouring syllables, blanks left out, and stems: pairs find a term of two syllables,
within compounds and before any particle, which whole words and triples do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from align.lang.english import stem
from align.lang.korean import word_ends
from align.lang.normalise import fold, match_form

_WIDE = r"\p{Hangul}\p{Han}\p{Hiragana}\p{Katakana}"
_PIECE = regex.compile(rf"([{_WIDE}]+)|([\p{{L}}\p{{N}}\p{{M}}--{_WIDE}]+)", regex.VERSION1)
_IS_WIDE = regex.compile(rf"[{_WIDE}]")
_EDGE = "\x1f"  # stands around each word among the atoms
_PARTICLE = regex.compile(rf"(?<=..)(?:{word_ends('search')})$")
_LOOSE_PARTICLE = regex.compile(rf"(?<=..)(?:{word_ends('search-loosely')})$")
_QUOTED = regex.compile(r'"([^"]+)"|(\S+)')
_stem = lru_cache(maxsize=1 << 16)(stem)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Atoms that must follow one another.

    Attributes:
        text: as it was asked for.
        atoms: as `atoms` gives them.
        tokens: what of it the index holds; all must be there.
        beginning: whether the last of the tokens is only how one begins.

    """

    text: str
    atoms: str
    tokens: tuple[str, ...]
    beginning: bool = False

    @property
    def expression(self) -> str:
        """What FTS5 is asked for."""
        quoted = [f'"{token}"' for token in self.tokens]
        return " ".join(quoted) + ("*" if self.beginning else "")


def index_tokens(text: str) -> str:
    """Return what the index holds of a text, with blanks between.

    Pairs of neighbouring syllables, the last syllable of each run, and stems of words.
    """
    tokens: set[str] = set()
    for piece, wide in _runs(text):
        if wide:
            tokens.update(map("".join, pairwise(piece)))
            tokens.add(piece[-1])
        else:
            tokens.add(_stem(piece))
    return " ".join(tokens)


def atoms(text: str) -> str:
    """Return a text's atoms in one string, words between marks."""
    return "".join(
        piece if wide else f"{_EDGE}{_stem(piece)}{_EDGE}" for piece, wide in _runs(text)
    )


def phrases(query: str) -> list[Phrase]:
    """Return the phrases of a query: what stands in quotation marks, and each other word.

    A word may end in `*`, for all that begin so.
    """
    parsed = (
        make_phrase(match.group(1) or match.group(2))
        for match in _QUOTED.finditer(match_form(query))
    )
    return [phrase for phrase in parsed if phrase is not None]


def make_phrase(text: str) -> Phrase | None:
    """Return a text as one phrase, None where it holds no letter or figure."""
    runs = list(_runs(text))
    if not runs:
        return None
    tokens: list[str] = []
    for piece, wide in runs:
        if not wide:
            tokens.append(_stem(piece))
        elif len(piece) > 1:
            tokens += map("".join, pairwise(piece))
    whole, (last, last_wide) = atoms(text), runs[-1]
    if text.rstrip().endswith("*") and not last_wide:
        tokens[-1] = last
        start = whole[: len(whole) - len(_stem(last)) - 1]
        return Phrase(text, start + last, tuple(tokens), beginning=True)
    if not tokens:  # a single syllable: whatever pair begins with it
        return Phrase(text, whole, (last,), beginning=True)
    return Phrase(text, whole, tuple(dict.fromkeys(tokens)))


def without_particle(phrase: Phrase, *, loosely: bool = False) -> Phrase:
    """Return a Korean phrase without the particle that it ends in, if it does.

    Particles that nouns also end in, such as 의 and 이, only go `loosely`.
    """
    pattern = _LOOSE_PARTICLE if loosely else _PARTICLE
    bare = pattern.sub("", phrase.text)
    return phrase if bare == phrase.text else make_phrase(bare) or phrase


def is_wide(text: str) -> bool:
    """Whether a text holds Hangul, Chinese characters or Kana."""
    return _IS_WIDE.search(text) is not None


def spans(text: str, wanted: Iterable[Phrase]) -> list[Span]:
    """Return where phrases stand in a text as written, in order and none over another."""
    folded = fold(text)
    whole: list[str] = []
    places: list[Span] = []
    for match in _PIECE.finditer(folded.text):
        piece, first = match.group(), match.start()
        if match.group(1):
            whole.append(piece)
            places += [(first + k, first + k + 1) for k in range(len(piece))]
        else:
            word = f"{_EDGE}{_stem(piece.casefold())}{_EDGE}"
            whole.append(word)
            places += [(first, first + len(piece))] * len(word)
    matched = sorted(
        {
            folded.span(places[start][0], places[start + len(phrase.atoms) - 1][1])
            for phrase in wanted
            for start in _starts("".join(whole), phrase.atoms)
        }
    )
    return list(_apart(matched))


def _starts(text: str, part: str) -> Iterator[int]:
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _apart(ordered: Sequence[Span]) -> Iterator[Span]:
    """Spans joined where they touch or overlap."""
    current: Span | None = None
    for start, end in ordered:
        if current is None:
            current = start, end
        elif start <= current[1]:
            current = current[0], max(current[1], end)
        else:
            yield current
            current = start, end
    if current is not None:
        yield current


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield runs of syllables, whatever stands between them, and words in lower case."""
    run = ""
    for wide, word in _PIECE.findall(match_form(text).casefold()):
        if wide:
            run += wide
            continue
        if run:
            yield run, True
            run = ""
        yield word, False
    if run:
        yield run, True
