"""Whether a form that stands in Korean text is a word there, or a piece of another one.

Rules tell what is sure; where they cannot, a morphological analyser is asked, and without
one a list of nouns decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from align.lang.homographs import read
from align.lang.korean import PARTICLES, word_ends
from align.lang.lists import word_list
from align.lang.morphology import Morpheme, Morphology
from align.lang.nouns import (
    begins_verb,
    cover,
    denied,
    is_adverb,
    is_noun,
    is_place,
    is_prefix,
    is_stem,
    may_begin,
    stays_itself,
)

_SHORT = 2  # syllables of a form that is too often part of another word
_LONG = 4  # syllables of a form that hardly ever is
_NAME = 2  # syllables before a form that may be a name that no list knows
_UNKNOWN = 2.0  # what a name costs that no list knows
_ENOUGH = 0.01  # by how much a cut may cost more than the best one
_PARTICLES = rf"(?:들)?{PARTICLES}\Z"
_ONLY_PARTICLES = regex.compile(_PARTICLES)
_MADE_VERB = regex.compile(word_ends("verb"))
_OF_PLACES = regex.compile(rf"(?:인|어|산|계|식|제|군|측|시|주|교|전|행|발){_PARTICLES}")
"""What makes another noun of a place and still names it: 중국인, 웨일스어."""
_OF_VERBS = regex.compile(r"(?:고|며|나|는|라고|라서|지만|다|다고|다며|키|면|라)\Z")
_OF_CLOSED_VERBS = regex.compile(r"(?:고|는|은|을|지만|다|다고|다며)\Z")
"""Particles that are endings behind a verb's stem, and behind one that ends in a consonant."""
_DETERMINER = regex.compile(
    r"(?:^|[^가-힣])(?:이|그|저|각|다른|모든|여러|어느|해당|[0-9]+개|일부)\s*\Z"
)
_BOUND = regex.compile(
    r"(?:(?P<future>수|줄|리|바)|적|지|바|데|듯)(?:도|가|이|는|은|만|로|를)\Z"
)
"""A noun that stands only behind a verb, with its particle: 걸을 수도."""
_BEHIND_BOUND = regex.compile(r"\s*(?:있|없|모르|알|오래|벌써|꽤|[0-9,.?!]|\Z)")
_HOLLOW_SYLLABLES = "들적측간내상별등"
_PARTICLE = frozenset(word_list("korean_word_ends", "particle"))
_HOLLOW = regex.compile(rf"[{_HOLLOW_SYLLABLES}]\Z")
"""Suffixes that make no longer word: 국가적."""
_NEGATION = regex.compile(r"\s+(?:않|못|말)")
_VERBAL = frozenset("해어아여은는을이가게고지던며면서도만의를에로한할된될인일하되운")
"""Syllables that verbs and nouns with particles end in, so that no name does."""
_RIEUL, _NIEUN = 8, 4  # what a syllable ends in, by its place in Unicode


@dataclass(frozen=True, slots=True)
class Place:
    """A form where it stands.

    Attributes:
        text: in the form for matching.
        start: where the form begins.
        end: where it ends.
        key: the form without spaces and dots.
        left: the Hangul that it follows without a space.
        right: the Hangul that follows it without a space.

    """

    text: str
    start: int
    end: int
    key: str
    left: str
    right: str

    @property
    def run(self) -> str:
        """The whole word, with particles and without spaces within the form."""
        return self.left + self.key + self.right

    @property
    def before(self) -> str:
        """The text up to the form."""
        return self.text[: self.start]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a term stands at its place: see `Occurrence`."""

    inside: str = ""
    doubt: str = ""


def place_of(text: str, start: int, end: int, key: str) -> Place:
    """Return the place of a form with what is written together with it."""
    first, last = start, end
    while first and _is_hangul(text[first - 1]):
        first -= 1
    while last < len(text) and _is_hangul(text[last]):
        last += 1
    if start - first == 1 and text[first - 1 : first].isdecimal():  # 6자회담, 2차조사
        first = start
    return Place(text, start, end, key, text[first:start], text[end:last])


def standing(
    place: Place, english: Sequence[str], morphology: Morphology | None
) -> Standing | None:
    """Return how a term stands at its place; None where another word stands there.

    Args:
        place: where its form was found.
        english: the English terms of its concept, in small letters.
        morphology: what is asked where rules cannot tell.

    """
    if _is_other_word(place):
        return None
    if not _is_clear(place):
        if len(place.key) == 1 and not _is_single(place):
            return None
        if morphology is None:
            is_word = _by_rules(place)
        else:
            is_word = _by_morphemes(place, morphology.morphemes(place.text))
        if not is_word:
            return None
    reading = read(place.key, english, place.text, place.start, place.end)
    return None if reading.other else Standing(_longer_word(place), reading.doubt)


def _is_other_word(place: Place) -> bool:
    """Whether rules are sure that another word stands there."""
    return (
        _is_within_latin(place)
        or denied(place.before, place.key)
        or _is_listed(place)
        or _is_bound(place)
        or _is_denied_verb(place)
    )


def _is_within_latin(place: Place) -> bool:
    """Whether a form in Latin letters is a piece of a longer one: AI in AIDS."""
    before = place.text[max(0, place.start - 1) : place.start]
    after = place.text[place.end : place.end + 1]
    return (_is_latin(before) and _is_latin(place.key[0])) or (
        _is_latin(after) and _is_latin(place.key[-1])
    )


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"


def _is_listed(place: Place) -> bool:
    """Whether the whole word is one of the list, longer than the form: 대법관, 대체로."""
    if not (place.left or place.right) or _belongs_to_place(place):
        return False
    run = place.run
    nouns = len(place.left) + len(place.key) + cover(place.right, 0).end
    listed = any(len(word) > len(place.key) and is_noun(word) for word in (run, run[:nouns]))
    return listed or is_adverb(run)


def _belongs_to_place(place: Place) -> bool:
    """Whether the word names a place by the form or behind it: 중국인, 뉴욕주."""
    if place.left:
        return len(place.key) == 1 and is_place(place.left)
    names = is_place(place.key) or len(place.key) > _SHORT
    return names and bool(_OF_PLACES.match(place.right))


def _is_bound(place: Place) -> bool:
    """Whether the form is a bound noun with a particle: 수도 in 걸을 수도 있다."""
    match = _BOUND.match(place.key)
    verb = place.before.rstrip()[-1:]
    if not match or not "가" <= verb <= "힣" or not _BEHIND_BOUND.match(place.text, place.end):
        return False
    final = (ord(verb) - ord("가")) % 28
    return final == _RIEUL if match["future"] else final in (_RIEUL, _NIEUN)


def _is_denied_verb(place: Place) -> bool:
    """Whether the form is a verb that is denied: 지지 않는다."""
    return (
        place.key.endswith("지")
        and is_stem(place.key[:-1])
        and bool(_NEGATION.match(place.text, place.end))
    )


def _is_clear(place: Place) -> bool:
    """Whether the form is a word by itself with nothing but particles."""
    if place.left and not (len(place.key) > _SHORT and stays_itself(place.left)):
        return False
    if (len(place.key) == 1 and place.right) or _may_be_verb(place):
        return False
    return bool(_ONLY_PARTICLES.match(place.right) or _MADE_VERB.match(place.right))


def _may_be_verb(place: Place) -> bool:
    """Whether the form may be the stem of a verb: 가지고, 주는."""
    if not is_stem(place.key):
        return False
    closed = (ord(place.key[-1]) - ord("가")) % 28 not in (0, _RIEUL)
    return bool((_OF_CLOSED_VERBS if closed else _OF_VERBS).match(place.right))


def _is_single(place: Place) -> bool:
    """Whether a form of one syllable has only particles behind it, and a noun before it."""
    if not _ONLY_PARTICLES.match(place.right) or not _is_noun_before(place):
        return False
    run = place.run
    return not any(is_noun(run[:cut]) and begins_verb(run, cut) for cut in range(2, len(run)))


def _is_noun_before(place: Place) -> bool:
    """Whether what a form of one syllable follows is a noun, if anything: 뉴욕주, 결승골."""
    left = place.left
    if not left or is_place(left):
        return not left or place.key not in _PARTICLE or is_place(left + place.key)
    if place.key in _HOLLOW_SYLLABLES or place.key in _PARTICLE or _may_be_verb(place):
        return False
    unknown = cover(left).unknown
    if unknown:
        return len(left) > _NAME and left[-1] not in _VERBAL
    return len(left) > 1


def _by_rules(place: Place) -> bool:
    """Whether the list of nouns says that words meet at both ends of the form."""
    if not place.left and _may_be_verb(place):
        return bool(_DETERMINER.search(place.before))
    size = len(place.key)
    if size == 1 or _belongs_to_place(place):
        return True
    before, after = cover(place.left), cover(place.right, 0)
    if _is_scrap(place.left) or after.unknown == after.end == 1:
        return False
    if size <= _SHORT and (after.unknown or (before.unknown and not _follows_name(place))):
        return False
    is_name = before.unknown and _follows_name(place)
    cost = 1.0 + (min(before.cost, _UNKNOWN) if is_name else before.cost)
    if _ends_word(place):
        end = len(place.left) + size
        return cost <= cover(place.run, 1, end).cost + _ENOUGH
    return cost + after.cost <= cover(place.run, 1).cost + _ENOUGH


def _ends_word(place: Place) -> bool:
    """Whether only particles follow: 장애인에게 has 장애인, 신정부의 no 부의."""
    right = place.right
    if any(is_noun(place.key + right[:size]) for size in range(1, len(right) + 1)):
        return False
    return bool(_ONLY_PARTICLES.match(right))


def _follows_name(place: Place) -> bool:
    """Whether what no list knows before the form may be a name, and the form no verb."""
    left = place.left
    return len(left) >= _NAME and not is_stem(place.key) and left[-1] not in _VERBAL


def _is_scrap(run: str) -> bool:
    """Whether a syllable before a form is none that may stand there: 컨 in 컨텍스트."""
    return len(run) == 1 and not may_begin(run)


def _by_morphemes(place: Place, morphemes: Sequence[Morpheme]) -> bool:
    """Whether the form is made of whole morphemes, all nouns, or is a word within one."""
    if _is_scrap(place.left):
        return False
    here = [m for m in morphemes if m.start < place.end and place.start < m.end]
    if not here or not all(m.is_noun for m in here):
        return False
    if here[0].start == place.start and here[-1].end == place.end:
        return True
    return len(here) == 1 and _is_word_within(place, here[0])


def _is_word_within(place: Place, noun: Morpheme) -> bool:
    """Whether an analyser's noun is a compound that the list cuts: 운동선수."""
    before = place.text[noun.start : place.start]
    after = place.text[place.end : noun.end]
    if _belongs_to_place(place) or (is_prefix(before) and not after):
        return True
    if 1 in (len(before), len(after)):
        return False
    if len(place.key) == 1:
        return not after
    return not cover(before).unknown and not cover(after).unknown and _by_rules(place)


def _longer_word(place: Place) -> str:
    """The nouns that the form is written together with, where there are any."""
    end = cover(place.right, 0).end if place.right else 0
    if not place.left and _belongs_to_place(place):
        end = 1
    nouns = _HOLLOW.sub("", place.right[:end])
    return place.left + place.key + nouns if place.left or nouns else ""
