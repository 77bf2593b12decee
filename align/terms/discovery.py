"""Terms of a collection that nobody has listed: candidates, and how they are rendered.

Candidates are runs of up to three Korean words of which only the last has
particles.  Termhood is the C-value (Frantzi, Ananiadou and Mima 2000), which
takes off what a longer candidate explains, times how closely one English word
goes with the candidate, for a term is translated alike more than a common word is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

import regex

from align.lang.english import FUNCTION_WORDS, WORD, stem
from align.lang.korean import ENDINGS
from align.lang.lists import word_list
from align.lang.normalise import match_form
from align.lang.words import KOREAN_FUNCTION_WORDS
from align.model import Bitext, Concept, Language, Segment, Term, Termbase, TermStatus
from align.terms.find.occurrences import form_key
from align.terms.find.renderings import RenderingFinder
from align.terms.judge.consistency import TermConsistency, TermPlace, consistency, places_of

_LONGEST = 3  # words
_FEWEST = 2  # places of a candidate
_WORD = regex.compile(r"[가-힣]+(?:·[가-힣]+)*")
_ENDING = regex.compile(ENDINGS)
_NOUN_PARTICLES = frozenset(word_list("korean_word_ends", "noun"))
_PREDICATE = regex.compile(
    r"(?:하|되|있|없|않|같|이루|밝히|따르)[가-힣]*$"
    r"|(?:[했됐였었겠]|습니|합니|입니|으며|면서|도록|지만)[가-힣]*$"
    r"|(?:한|할|함|된|될|됨|는|던|며|서|게|고|여|해|히|로|인|위|데|바|것|수|져|켜|기)$"
)
_NESTED = 0.5  # how much of a longer candidate's places is taken off; all in the original
_TITLES = frozenset(word_list("korean_titles", "person"))
_BEFORE_NOUNS = frozenset(word_list("korean_single_words", "noun"))
_COMMON = frozenset(word_list("korean_common_nouns"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One expression that may be a term.

    Attributes:
        text: the Korean as it stands most often.
        termhood: how likely a term it is; compares within one collection.
        count: places.
        consistency: of its renderings; None where they were not looked for.

    """

    text: str
    termhood: float
    count: int
    consistency: TermConsistency | None = None


def candidates(bitexts: Sequence[Bitext], known: Termbase | None = None) -> list[Candidate]:
    """Return the candidates of a collection, the likeliest term first.

    Forms that differ in spaces or middle dots are one; terms that `known` has are left out.
    """
    forms, beads = _collect(bitexts)
    english = [
        _stems(bitext, position) for bitext in bitexts for position in range(len(bitext.beads))
    ]
    words = Counter(word for group in english for word in group)
    listed = {form_key(t.text) for c in (known.concepts if known else ()) for t in c.terms}
    counts = {key: sum(forms[key].values()) for key in forms}
    longer = _longer(counts)
    frequent = [
        Candidate(
            forms[key].most_common(1)[0][0],
            _c_value(key, counts, longer) * _sharpness(beads[key], english, words),
            count,
        )
        for key, count in counts.items()
        if count >= _FEWEST and key not in listed
    ]
    return sorted(frequent, key=lambda c: (-c.termhood, c.text))


def discover(
    bitexts: Sequence[Bitext], finder: RenderingFinder, most: int = 100
) -> list[Candidate]:
    """Return the likeliest candidates with their renderings; those that vary most first.

    `finder` brings the embedder; what its termbase has is left out.
    """
    best = candidates(bitexts, finder.termbase)[:most]
    termbase = Termbase(tuple(Concept(c.text, (Term(c.text, Language.KOREAN),)) for c in best))
    mine = RenderingFinder(termbase, finder.embedder, morphology=finder.morphology)
    places: list[TermPlace] = []
    for bitext, renderings in zip(bitexts, mine.find_all(bitexts), strict=True):
        places += places_of(bitext, renderings)
    results = {result.concept: result for result in consistency(places, termbase)}
    rated = [Candidate(c.text, c.termhood, c.count, results.get(c.text)) for c in best]
    return sorted(rated, key=_interest, reverse=True)


def draft(discovered: Sequence[Candidate]) -> Termbase:
    """Return a termbase for a person to edit: the commonest rendering preferred."""
    concepts = []
    for candidate in discovered:
        terms = [Term(candidate.text, Language.KOREAN)]
        shares = candidate.consistency.shares if candidate.consistency else ()
        for number, share in enumerate(shares):
            status = TermStatus.ADMITTED if number else TermStatus.PREFERRED
            note = f"{share.count} of {candidate.count} places"
            terms.append(Term(share.rendering, Language.ENGLISH, status, note))
        concepts.append(Concept(candidate.text.replace(" ", "-"), tuple(terms)))
    return Termbase(tuple(concepts))


def _interest(candidate: Candidate) -> float:
    """How much a person should want to look at it: frequent, a term, and inconsistent."""
    result = candidate.consistency
    varies = 1 - result.score if result and result.support else 0.0
    return candidate.termhood * (0.25 + varies)


def _collect(
    bitexts: Sequence[Bitext],
) -> tuple[dict[str, Counter[str]], dict[str, set[int]]]:
    """The forms of each candidate by its key, and the beads that it stands in."""
    endings = _endings(bitexts)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    beads: dict[str, set[int]] = defaultdict(set)
    first = 0
    for bitext in bitexts:
        for number, bead in enumerate(bitext.beads):
            for index in bead.original:
                for text in _runs(bitext.original.segments[index], endings):
                    forms[form_key(text)][text] += 1
                    beads[form_key(text)].add(first + number)
        first += len(bitext.beads)
    return forms, beads


def _endings(bitexts: Sequence[Bitext]) -> dict[str, set[str]]:
    """What stands behind each possible stem of the collection's words."""
    endings: dict[str, set[str]] = defaultdict(set)
    for bitext in bitexts:
        for segment in bitext.original.segments:
            for match in _WORD.finditer(match_form(segment.text)):
                for stem_, ending in _cuts(match.group()):
                    endings[stem_].add(ending)
    return endings


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    """A word as stem and ending in every way that is possible."""
    yield word, ""
    for cut in range(2, len(word)):
        if _ENDING.fullmatch(word, cut):
            yield word[:cut], word[cut:]


def _runs(segment: Segment, endings: dict[str, set[str]]) -> Iterator[str]:
    """Runs of words of which only the last has an ending, without it."""
    text = match_form(segment.text)
    words = list(_WORD.finditer(text))
    bare = [_bare(word.group(), endings) for word in words]
    for first in range(len(words)):
        for last in range(first, min(first + _LONGEST, len(words))):
            if last > first and text[words[last - 1].end() : words[last].start()] != " ":
                break
            inner = [word.group() for word in words[first:last]]
            parts = [*inner, bare[last]]
            person = any(name in _TITLES for name in (*bare[first + 1 : last + 2],))
            if person and words[first].group() not in _BEFORE_NOUNS:
                continue
            if _is_noun(bare[last], endings) and not _COMMON.issuperset(parts):
                yield " ".join(parts)
            if not _may_go_on(words[last].group(), bare[last], endings):
                break


def _bare(word: str, endings: dict[str, set[str]]) -> str:
    """A word without its ending: cut where the stem is seen with the most others."""
    return max(
        _cuts(word),
        key=lambda cut: (len(endings[cut[0]]), cut[1] in _NOUN_PARTICLES, len(cut[0])),
    )[0]


def _may_go_on(word: str, bare: str, endings: dict[str, set[str]]) -> bool:
    """Whether a word can stand inside of a longer term."""
    if word in _BEFORE_NOUNS or word.endswith("적"):
        return True
    return word == bare and _is_noun(word, endings)


def _is_noun(word: str, endings: dict[str, set[str]]) -> bool:
    if len(word) < 2 or word in KOREAN_FUNCTION_WORDS:
        return False
    return not _PREDICATE.search(word) or bool(endings[word] & _NOUN_PARTICLES)


def _stems(bitext: Bitext, position: int) -> set[str]:
    text = match_form(bitext.translation_text(bitext.beads[position]))
    words = (match.group().lower() for match in WORD.finditer(text))
    return {stem(word) for word in words if word not in FUNCTION_WORDS and not word.isdigit()}


def _longer(counts: dict[str, int]) -> dict[str, list[int]]:
    """For each key the counts of the longer ones that hold it."""
    longer: dict[str, list[int]] = defaultdict(list)
    for key, count in counts.items():
        if count < _FEWEST:
            continue
        for start in range(len(key)):
            for end in range(start + 2, len(key) + 1):
                part = key[start:end]
                if part != key and part in counts:
                    longer[part].append(count)
    return longer


def _c_value(key: str, counts: dict[str, int], longer: dict[str, list[int]]) -> float:
    nested = longer.get(key, [])
    explained = sum(nested) / len(nested) if nested else 0.0
    return log2(len(key)) * (counts[key] - _NESTED * explained)


def _sharpness(beads: set[int], english: Sequence[set[str]], words: Counter[str]) -> float:
    """The closest Dice coefficient of an English word with the candidate, less chance."""
    shared = Counter(word for bead in beads for word in english[bead])
    return max(
        (2 * (n - 0.5) / (len(beads) + words[word]) for word, n in shared.items() if n > 1),
        default=0.0,
    )
