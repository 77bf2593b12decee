"""The nouns of Korean text and the runs that they stand in, of which terms are made.

An analyser tells them by their parts of speech; without one, the endings do that the
collection shows behind each stem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from align.lang.korean import ENDINGS
from align.lang.lists import any_of, word_list
from align.lang.morphology import Morpheme, Morphology
from align.lang.words import KOREAN_FUNCTION_WORDS

_ENDS = "korean_word_ends"
_BEGINS = r"(?<![^\s·,\"'(\[<~])"
"""Where a word may begin: behind a sign that closes something stands its particle."""
_OPEN = regex.compile(_BEGINS)
_WORD = regex.compile(rf"{_BEGINS}[가-힣]+(?:·[가-힣]+)*")
_ENDING = regex.compile(ENDINGS)
_NOUN_PARTICLES = frozenset(word_list(_ENDS, "noun"))
_PREDICATE = regex.compile(
    r"(?:하|되|있|없|않|같|이루|밝히|따르)[가-힣]*$"
    r"|(?:[했됐였었겠]|습니|합니|니다|으며|면서|도록|지만)[가-힣]*$"
    r"|(?:한|할|함|된|될|됨|는|던|며|서|게|고|여|해|히|로|인|위|데|바|것|수|져|진|켜|기)$"
)
_BEFORE_NOUNS = frozenset(word_list("korean_single_words", "noun"))
_GAP = regex.compile(r" ?|·|의 ")
"""What may stand between two nouns of one run."""
_NOUN_TAGS = frozenset({"NNG", "NNP"})
_VERB_TAGS = frozenset({"XSV", "XSA"})
_LOOSE = frozenset(word_list(_ENDS, "loose"))
_LIGHT = frozenset(word_list("korean_light_nouns"))
_ADNOMINAL = "적"
_VERB = regex.compile(any_of(word_list(_ENDS, "verb")))
_NO_NOUN_ENDS = "은는을를다"
"""How no word ends that is told for a noun by nothing: 값을, 좋은, 간다."""
_LINK = "으"  # of 으로, with which no noun ends
_PLURAL = "들"
_LOCATIVE = "에서"
_TOLD = 2  # different particles that tell a word for a noun


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun, or a word that may stand before one in a term.

    Attributes:
        start: its offset in the text.
        end: where it ends, particles not counted.
        name: whether it may be a name; without an analyser every word may.
        sure: whether it is sure to be a noun, and a name if it is called one.
        opens: whether it begins its word.
        closes: whether no other noun follows in its word.
        inner: whether it stands before other nouns only: 민주적.
        place: whether the particle behind it says that it is a place.

    """

    start: int
    end: int
    name: bool
    sure: bool
    opens: bool
    closes: bool
    inner: bool = False
    place: bool = False


Run = list[Noun]
"""Nouns that stand one behind the other, with nothing between them."""
Runs = Callable[[str], Iterable[Run]]
"""Gives the runs of a text in the form for matching."""


def runs_by_speech(morphology: Morphology) -> Runs:
    """Return what finds runs of nouns by parts of speech."""

    def runs(text: str) -> Iterator[Run]:
        return _joined(_analysed(morphology.morphemes(text), text), text)

    return runs


def runs_by_endings(texts: Iterable[str]) -> Runs:
    """Return what finds runs of nouns by the endings that stems have in some texts."""
    endings: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for match in _WORD.finditer(text):
            for stem, ending in _cuts(match.group()):
                endings[stem].add(ending)

    def runs(text: str) -> Iterator[Run]:
        return _joined(_cut(text, endings), text)

    return runs


def _joined(nouns: Iterable[Noun], text: str) -> Iterator[Run]:
    run: Run = []
    for noun in nouns:
        if run and not _GAP.fullmatch(text, run[-1].end, noun.start):
            yield run
            run = []
        run.append(noun)
    if run:
        yield run


def _analysed(tokens: Sequence[Morpheme], text: str) -> Iterator[Noun]:
    """The nouns among morphemes, each with its prefix and its suffixes."""
    position = 0
    while position < len(tokens):
        first = position
        prefixed = tokens[first].tag == "XPN" and first + 1 < len(tokens)
        last = first + prefixed
        position = last + 1
        if tokens[last].tag not in _NOUN_TAGS:
            continue
        name = tokens[last].tag == "NNP"
        while position < len(tokens) and _makes_a_noun(tokens[position], tokens[last].end):
            last, name = position, False
            position += 1
        start, end = tokens[first].start, tokens[last].end
        behind = _behind(tokens, position, end)
        inner = tokens[last].tag == "XSN" and tokens[last].form == _ADNOMINAL
        if behind and (inner or behind[0].tag in _VERB_TAGS):
            continue  # 민주적인, 발표하다
        opens = _OPEN.match(text, start) is not None
        closes = not (behind and behind[0].tag[0] in "NX" and behind[0].form not in _LOOSE)
        place = any(token.form == _LOCATIVE for token in behind)
        yield Noun(start, end, name, True, opens, closes, inner, place)


def _makes_a_noun(token: Morpheme, end: int) -> bool:
    """Whether a morpheme belongs to the noun that ends before it.

    Behind a noun no ending can stand: what is taken for one is a piece of a loanword, 핸들+러.
    """
    if token.tag == "XSN":
        return token.form not in _LOOSE
    return token.tag[0] == "E" and token.start == end


def _behind(tokens: Sequence[Morpheme], position: int, end: int) -> list[Morpheme]:
    """What stands in the same word behind a noun that ends at `end`."""
    found: list[Morpheme] = []
    while position < len(tokens) and tokens[position].start <= end:
        found.append(tokens[position])
        end = tokens[position].end
        position += 1
    return [token for token in found if token.tag[0] != "S"]


def _cut(text: str, endings: Mapping[str, set[str]]) -> Iterator[Noun]:
    """The words of a text that may be nouns, without their endings."""
    for match in _WORD.finditer(text):
        word = match.group()
        start = match.start()
        if word[:1] in _LIGHT and _ENDING.fullmatch(word, 1):
            continue  # 것으로
        stem, ending = _stem_of(word, endings)
        adnominal = stem.endswith(_ADNOMINAL) and len(stem) > len("목적")
        if word in _BEFORE_NOUNS or (adnominal and not ending):
            yield Noun(start, match.end(), False, True, True, True, inner=True)
            continue
        if adnominal:
            continue  # 민주적인, 민주적으로
        told = len(endings[stem] & _NOUN_PARTICLES)
        if len(stem) < 2 or stem in KOREAN_FUNCTION_WORDS:
            continue
        if told < _TOLD and _PREDICATE.search(stem):
            continue
        if not told and stem[-1] in _NO_NOUN_ENDS:
            continue
        if _VERB.match(ending):
            continue  # 발표하였다
        place = ending.startswith(_LOCATIVE)
        end = start + len(stem)
        yield Noun(start, end, True, told > 0, True, True, place=place)


def _stem_of(word: str, endings: Mapping[str, set[str]]) -> tuple[str, str]:
    """A word without its ending: cut where the stem is seen with the most others."""
    stem, ending = max(
        _cuts(word),
        key=lambda cut: (len(endings[cut[0]]), cut[1] in _NOUN_PARTICLES, len(cut[0])),
    )
    single = stem.removesuffix(_PLURAL)
    if single != stem and len(single) > 1 and single in endings:
        return single, _PLURAL + ending
    return stem, ending


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    """A word as stem and ending in every way that is possible."""
    yield word, ""
    for cut in range(2, len(word)):
        if word[cut - 1] != _LINK and _ENDING.fullmatch(word, cut):
            yield word[:cut], word[cut:]
