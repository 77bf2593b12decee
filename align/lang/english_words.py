"""Whether one English word is a form of another, and of which kind.

Inflection goes by lemminflect's lexicon, spelling by breame and the ending -ise, derivation by
WordNet's links.  All of it is read when a word is first asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import chain

import regex
from breame.spelling import get_american_spelling

from align.lang.english_names import adjectives_of
from align.lang.lists import table
from align.model import FormKind

KINDS = (
    FormKind.SAME,
    FormKind.INFLECTION,
    FormKind.SPELLING,
    FormKind.ABBREVIATION,
    FormKind.DERIVATION,
    FormKind.SHORT,
    FormKind.OTHER,
)
"""The kinds of forms, the closest first."""
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
_LEAST = 4  # letters of a word that may be derived from another
_ACRONYM = regex.compile(r"(?:\p{Lu}[\p{Lu}\p{N}&]+|\p{N}+\p{Lu}[\p{Lu}\p{N}]*)s?")
_DOTTED = regex.compile(r"(?:\p{L}\.){2,}\p{L}?")
_PERSON = regex.compile(r"(?:[eo]r|ist|ian)$")
"""Endings of people, who are not what others do: legislator and legislation."""
_POSSESSIVE = regex.compile(r"(?<=\p{L})(?:'s|'S|')$")
_SUPPLETIVE = {"people": "person", "oxen": "ox"}
"""Plurals that the lexicon does not know as such."""
_ISE = regex.compile(r"(?<=\w{3})is(?=(?:e|ed|es|ing|er|ers|able|ations?|ational)$)")
_SUFFIXES = frozenset(
    "e ed ing er ers or ors ion ions ation ations ization izations ize izes ized izing izer "
    "ist ists ism isms ic ical ically al ally ment ments ive able ability ity ly ness y ied "
    "ies ian ians ant ants ance ate ates ated ator ators ary".split()
) | {""}
_ADDED = frozenset("al arian er ian ic ist ism ship hood wide".split())
"""Endings that make another word of a whole one: governmental, staffer."""
_EXCHANGED = ({"ication", "y"}, {"ation", "e"}, {"ism", "ist"}, {"ization", "ize"}, {"y", "ic"})
"""Endings that change places: unification and unify, allegation and allege."""
OWN_PLURALS = frozenset(
    "arms customs goods means news minutes damages premises manners spirits glasses".split()
)
"""Plurals whose singular says something else."""


def further(*kinds: FormKind) -> FormKind:
    """Return the kind that is furthest from the term."""
    return max(kinds, key=_RANK.__getitem__)


def rank(kind: FormKind) -> int:
    """Return the place of a kind among all, the closest first."""
    return _RANK[kind]


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """Return a word without its possessive, and an abbreviation without its dots."""
    word = _POSSESSIVE.sub("", word)
    return word.replace(".", "") if _DOTTED.fullmatch(word) else word.rstrip(".")


@lru_cache(maxsize=1 << 16)
def is_acronym(word: str) -> bool:
    """Whether a plain word is written in capitals as an abbreviation is: UN, NGOs, 3D."""
    return bool(_ACRONYM.fullmatch(word))


@lru_cache(maxsize=1 << 18)
def word_form(term: str, word: str) -> FormKind | None:
    """Return which form of a term's word another word is, None where it is none.

    Args:
        term: a word as a termbase has it; a capital or dots in it say what it is.
        word: a word of a text.

    """
    mine, other = plain(term), plain(word)
    if is_acronym(mine) or is_acronym(other):
        return _of_acronyms(mine, other, term, word)
    low, text = mine.casefold(), other.casefold()
    if low == text:
        return FormKind.SAME
    if low in OWN_PLURALS or text in OWN_PLURALS:
        return None
    if lemmas(low) & lemmas(text):
        return FormKind.INFLECTION
    if american_lemmas(low) & american_lemmas(text):
        return FormKind.SPELLING
    return FormKind.DERIVATION if _derived(mine, other) else None


@cache
def lexicon(word: str) -> frozenset[str]:
    """Return what the lexicon says a word in small letters is a form of, if it has it."""
    # Loads NumPy and a lexicon: a quarter of a second that `align -h` need not spend.
    from lemminflect import getAllLemmas

    found = frozenset(chain.from_iterable(getAllLemmas(word).values()))
    return found | {_SUPPLETIVE[word]} if word in _SUPPLETIVE else found


@lru_cache(maxsize=1 << 16)
def lemmas(word: str) -> frozenset[str]:
    """Return the words that a word in small letters may be a form of, and itself."""
    found = lexicon(word)
    if not found:
        found = frozenset(_by_ending(word))
    return found | {word}


@lru_cache(maxsize=1 << 16)
def american_lemmas(word: str) -> frozenset[str]:
    """Return the lemmas of a word in American spelling."""
    return frozenset(american_word(lemma) for lemma in lemmas(word))


@cache
def american_word(word: str) -> str:
    """Return a word in small letters, not inflected, in American spelling."""
    american = str(get_american_spelling(word))
    if american != word:
        return american
    if word.endswith("ogue") and lexicon(word[:-2]):
        return word[:-2]  # dialogue, monologue
    if "isation" in word:
        return word.replace("isation", "ization")
    # A word that the lexicon has and the list has not is spelled so everywhere: exercise.
    return word if lexicon(word) else str(_ISE.sub("iz", word))


@lru_cache(maxsize=1 << 16)
def kin(word: str) -> frozenset[str]:
    """Return the words that a word was derived from or that were derived from it.

    All are in American spelling and small letters; the adjectives of a country are among them.
    """
    low = american_lemmas(word.casefold())
    near = set(chain.from_iterable(_derivations().get(lemma, ()) for lemma in low))
    wide = {
        second
        for first in near
        for second in _derivations().get(first, ())
        if any(_akin(lemma, second) and not _PERSON.search(lemma) for lemma in low)
    }
    named = {name.casefold() for name in adjectives_of(word)} if word[:1].isupper() else set()
    return frozenset((near | wide | named) - low)


@lru_cache(maxsize=1 << 16)
def keys(word: str) -> frozenset[str]:
    """Return by which keys a word of a text is looked up among those of `term_keys`."""
    bare = plain(word)
    low = bare.casefold()
    found = american_lemmas(low) | {low}
    base = _of_adverb(low)
    if base:
        found |= american_lemmas(base)
    return found | {f"{low[:4]}-"} if len(low) >= 5 else found


@lru_cache(maxsize=1 << 16)
def term_keys(word: str) -> frozenset[str]:
    """Return the keys of all words that may be forms of a term's word."""
    bare = plain(word)
    low = bare.casefold()
    if is_acronym(bare):
        return american_lemmas(low) | {low}
    more = kin(bare) if len(low) >= _LEAST else frozenset()
    by_rule = {f"{low[:4]}-"} if len(low) >= 5 else frozenset()
    return american_lemmas(low) | {low} | more | by_rule


def _of_acronyms(mine: str, other: str, term: str, word: str) -> FormKind | None:
    """Which form one of two words is of the other, where one is an abbreviation."""
    first, second = mine.removesuffix("s"), other.removesuffix("s")
    if is_acronym(mine) and is_acronym(other):
        if first != second:
            return None
        if mine != other:
            return FormKind.INFLECTION
        return FormKind.ABBREVIATION if _dots(term) != _dots(word) else FormKind.SAME
    # Nato for NATO, and a whole word in capitals: BREXIT.  But never us for US.
    lettered = is_acronym(mine) and other[:1].isupper() and len(other) >= 4
    shouted = is_acronym(other) and len(other) >= 5
    if (lettered or shouted) and mine.casefold() == other.casefold():
        return FormKind.SAME
    return None


def _dots(word: str) -> bool:
    return bool(_DOTTED.fullmatch(_POSSESSIVE.sub("", word)))


def _derived(mine: str, other: str) -> bool:
    """Whether one of two words is derived from the other, by data or by rule."""
    if len(mine) < _LEAST or len(other) < _LEAST:
        return False
    own, text = american_lemmas(mine.casefold()), american_lemmas(other.casefold())
    if not text.isdisjoint(_false_friends(mine.casefold())):
        return False
    if base := _of_adverb(other.casefold()):
        text |= american_lemmas(base)
    if text & (kin(mine) | own):
        return True
    return any(_by_rule(word, lemma) for word in own for lemma in text)


def _akin(word: str, other: str) -> bool:
    """Whether two words begin alike for so long that a step between them is no leap."""
    shared = _shared(word, other)
    return shared >= 5 and shared >= 0.6 * max(len(word), len(other))


def _shared(word: str, other: str) -> int:
    pairs = zip(word, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(word), len(other)))


def _by_rule(word: str, other: str) -> bool:
    """Whether one of two words is the other with an ending that WordNet has no link for."""
    short, long = sorted((word, other), key=len)
    if word == other:
        return False
    if len(short) >= 5 and long.startswith(short) and long[len(short) :] in _ADDED:
        return True
    cut = _shared(word, other)
    ends = {word[cut:], other[cut:]}
    if cut >= 4 and any(ends == pair for pair in _EXCHANGED):
        return True
    return not (_known(word) or _known(other)) and _conflated(word, other)


def _conflated(word: str, other: str) -> bool:
    """Whether two words differ by endings alone that make words of words."""
    shared = _shared(word, other)
    return shared >= 6 and any(
        word[cut:] in _SUFFIXES and other[cut:] in _SUFFIXES for cut in (shared, shared - 1)
    )


def _of_adverb(word: str) -> str:
    """The adjective or participle that an adverb in -ly comes from, empty for other words."""
    if not word.endswith("ly") or len(word) < 6:
        return ""
    return word[:-4] if word.endswith("ically") else word[:-2]


@lru_cache(maxsize=1 << 12)
def _false_friends(word: str) -> frozenset[str]:
    """The words that look like kin of a word, or were long ago, and say something else."""
    rows = table("english_false_friends").items()
    mine = american_lemmas(word)
    return frozenset(
        {friend for one, friends in rows if one in mine for friend in friends}
        | {one for one, friends in rows if not mine.isdisjoint(friends)}
    )


def _known(word: str) -> bool:
    return any(lemma in _derivations() for lemma in american_lemmas(word))


def _by_ending(word: str) -> list[str]:
    """The words that one which no lexicon has may be inflected from."""
    found = []
    for ending, instead in (
        ("ies", ("y",)),
        ("es", ("e", "")),
        ("s", ("",)),
        ("ied", ("y",)),
        ("ed", ("e", "")),
        ("ing", ("e", "")),
    ):
        enough = len(word) - len(ending) >= (2 if ending == "s" else 3)
        if word.endswith(ending) and enough and not word.endswith("ss"):
            found += [word.removesuffix(ending) + end for end in instead]
    return found


def _derivations() -> Mapping[str, tuple[str, ...]]:
    return table("english_derivations")
