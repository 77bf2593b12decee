"""Where the words of a Korean compound meet, by a list of nouns and without an analyser.

A run of Hangul is cut so that the fewest words cover it: 감독도 is 감독 and a particle, not
감 and 독도; 일본군위안부 is two words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from align.lang.korean import PARTICLES, word_ends
from align.lang.lists import table, word_list

_NOUNS = "korean_nouns"
_PREFIXES = "korean_prefixes"
_NO_ENDINGS = "[가를는의와과에로갯안변상양외]"  # 해 before them begins no ending: 서해가
_LONGEST = 6  # syllables of a noun in the list
_PARTICLES = regex.compile(rf"(?:들)?{PARTICLES}")
_VERB = regex.compile(rf"(?:{word_ends('verb', 'light')})(?!(?<=해)(?:{_NO_ENDINGS}))")
_WORD, _SINGLE, _UNKNOWN, _ENDING = 1.0, 1.6, 3.0, 0.5  # what the pieces of a run cost
_DENYING = "".join(word_list(_PREFIXES, "deny"))
_BRACKETED = regex.compile(rf"(?<![가-힣])[{_DENYING}미]\([\p{{Han}}]+\)\Z")
_HANGUL_END = regex.compile(r"[가-힣]+\Z")


@dataclass(frozen=True, slots=True)
class Cover:
    """How the words of a list cover a run of Hangul.

    Attributes:
        cost: the less, the better they do.
        unknown: syllables that no word covers.
        end: where the nouns end and particles begin.

    """

    cost: float
    unknown: int
    end: int


def is_noun(word: str) -> bool:
    """Whether a word is a common noun of two syllables or more."""
    return word in table(_NOUNS)


def is_place(word: str) -> bool:
    """Whether a word is the name of a place."""
    return "place" in table(_NOUNS).get(word, ())


def is_prefix(syllable: str) -> bool:
    """Whether a noun behind a syllable is still itself: 신정부, 각국가."""
    return "plain" in table(_PREFIXES).get(syllable, ())


def stays_itself(syllable: str) -> bool:
    """Whether a longer noun behind a syllable is still itself: 미행정부, 신행정부."""
    return bool({"plain", "partly", "state"} & set(table(_PREFIXES).get(syllable, ())))


def may_begin(syllable: str) -> bool:
    """Whether a syllable may stand before a noun and with it in a word: 핵실험."""
    return syllable in table(_PREFIXES)


def is_stem(word: str) -> bool:
    """Whether a word is the stem of a verb too: 가지, 주."""
    return word in table("korean_stems")


def is_adverb(word: str) -> bool:
    """Whether a word is an adverb that looks like a noun with a particle: 대체로."""
    return word in table("korean_adverbs")


def begins_verb(run: str, at: int) -> bool:
    """Whether what makes a verb of a noun begins at a place in a run of Hangul: 개최하였다."""
    return bool(_VERB.match(run, at))


def denied(before: str, noun: str) -> bool:
    """Whether what stands right before a noun makes it another word: 비회원국, 미완성.

    Args:
        before: the text up to the noun.
        noun: the noun, without spaces.

    """
    if _BRACKETED.search(before):
        return True
    match = _HANGUL_END.search(before)
    # Behind a noun they end it, as a ministry or what something costs: 교육비지원.
    if not match or len(match.group()) > 1:
        return False
    if match.group() == "미":
        return _is_done(noun)
    return match.group() in _DENYING and not _stands_for_itself(match.group(), noun)


@lru_cache(maxsize=1 << 16)
def cover(run: str, ending_from: int | None = None, nouns_to: int | None = None) -> Cover:
    """Return the best way to cover a run of Hangul with nouns.

    Args:
        run: Hangul without spaces.
        ending_from: where particles or a verb's ending may begin at the earliest; None
            where there are none.
        nouns_to: where the nouns end at the latest; what stands behind costs nothing.

    """
    best = _best_up_to(run[:nouns_to])
    covers = [Cover(best[-1].cost, best[-1].unknown, len(best) - 1)]
    if ending_from is not None:
        covers += [
            Cover(best[at].cost + _ENDING, best[at].unknown, at)
            for at in range(ending_from, len(best) - 1)
            if _ends_from(run, at, best[at])
        ]
    return min(covers, key=lambda way: way.cost)


class _Way(NamedTuple):
    """The best way to cover the beginning of a run."""

    cost: float
    unknown: int
    by_word: bool  # whether it ends in a word of the list, with its suffixes


def _best_up_to(run: str) -> list[_Way]:
    nouns, singles = table(_NOUNS), _singles()
    best = [_Way(0.0, 0, True)]
    for end in range(1, len(run) + 1):
        cost, unknown, by_word = best[end - 1]
        known = run[end - 1] in singles
        way = _Way(
            cost + (_SINGLE if known else _UNKNOWN), unknown + (not known), known and by_word
        )
        for start in range(max(0, end - _LONGEST), end - 1):
            if run[start:end] in nouns:
                way = min(way, _Way(best[start].cost + _WORD, best[start].unknown, True))
        best.append(way)
    return best


def _ends_from(run: str, at: int, way: _Way) -> bool:
    """Whether particles or, behind a word, the ending of a verb stand at a place."""
    return bool(_PARTICLES.match(run, at)) or (way.by_word and begins_verb(run, at))


@cache
def _singles() -> Mapping[str, tuple[str, ...]]:
    """Syllables that are prefixes or suffixes of nouns."""
    suffixes = dict.fromkeys(word_list("korean_word_ends", "suffix"), ("suffix",))
    ends = dict.fromkeys(word_list("korean_single_words", "end"), ("suffix",))
    return {**ends, **table(_PREFIXES), **suffixes}


def _is_done(noun: str) -> bool:
    """Whether a noun is something done, by its first word: 완성, 등록차량."""
    sizes = range(len(noun), 1, -1)
    first = next((noun[:size] for size in sizes if is_noun(noun[:size])), "")
    return "action" in table(_NOUNS).get(first, ())


def _stands_for_itself(syllable: str, noun: str) -> bool:
    """Whether a syllable before a noun is one that does not deny: 비구름."""
    own = table("korean_denied")
    return any(syllable in own.get(noun[:size], ()) for size in (1, 2))
