"""Terms of a collection that nobody has listed: candidates, and how they are rendered.

Candidates are nouns and runs of nouns.  Termhood is the C-value (Frantzi, Ananiadou and
Mima 2000), which takes off what longer candidates explain, times how closely one English
word goes with the candidate, for a term is translated alike more than a common word is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log2
from unicodedata import normalize

import regex
from rapidfuzz import fuzz, process

from align.lang.english import FUNCTION_WORDS, WORD, stem
from align.lang.lists import word_list
from align.lang.morphology import Morphology
from align.lang.normalise import match_form
from align.model import Bitext, Concept, Language, Term, Termbase, TermStatus
from align.terms.find.occurrences import form_key
from align.terms.find.renderings import RenderingFinder
from align.terms.judge.consistency import TermConsistency, TermPlace, consistency, places_of
from align.terms.nouns import Run, Runs, runs_by_endings, runs_by_speech
from align.terms.persons import (
    English,
    EnglishNames,
    KoreanName,
    given_names,
    is_addressed,
    is_person,
    is_titled,
    sounds_like,
)

_LONGEST = 5  # nouns
_FEWEST = 2  # places of a candidate
_NESTED = 0.3  # how much of a longer candidate's places is taken off; all in the original
_SHARP = 0.5  # power of how closely an English word goes with a candidate
_ALONE = 0.1  # share of its places at which a candidate is a word of its own
_LIGHT = frozenset(word_list("korean_light_nouns"))
_EDGE = frozenset(word_list("korean_light_nouns", "edge"))
_CLOSE = 0.5  # how closely an English word goes with a word that is told for a noun by it
_NEAR = 65  # of 100, from which a form is near another
_EXPLAINED = 0.85  # share of its places inside of one longer candidate: a piece of it


@dataclass(frozen=True, slots=True)
class Candidate:
    """One expression that may be a term.

    Attributes:
        text: the Korean as it stands most often.
        termhood: how likely a term it is; compares within one collection.
        count: places.
        consistency: of its renderings; None where they were not looked for.
        alike: share of its places beside the one English word that goes with it most.

    """

    text: str
    termhood: float
    count: int
    consistency: TermConsistency | None = None
    alike: float = 0.0


def candidates(
    bitexts: Iterable[Bitext],
    known: Termbase | None = None,
    morphology: Morphology | None = None,
) -> list[Candidate]:
    """Return the candidates of a collection, the likeliest term first.

    Forms that differ in spaces or middle dots are one; terms that `known` has are left out.
    The bitexts are gone through once.

    Args:
        bitexts: the collection.
        known: terms that are listed already.
        morphology: tells nouns by their parts of speech; None goes by endings.

    """
    seen = _collect(bitexts, morphology)
    listed = {form_key(t.text) for c in (known.concepts if known else ()) for t in c.terms}
    frequent = {key: form for key, form in seen.forms.items() if form.count >= _FEWEST}
    words = Counter(word for group in seen.english for word in group)
    beside = {key: _beside(form.beads, seen.english, words) for key, form in frequent.items()}
    persons, doubtful = _persons(seen, beside), _doubtful(seen, beside)
    counts = {
        key: form.count
        for key, form in frequent.items()
        if _may_be_a_term(form, persons) and form.parts[-1] not in doubtful
    }
    longer = _longer(counts)
    termhood = {
        key: _termhood(key, count, longer.get(key, []), beside[key].closeness)
        for key, count in counts.items()
        if not _is_a_piece(count, longer.get(key, []))
    }
    _lift(termhood, counts, {key: frequent[key].alone for key in termhood})
    rated = [
        Candidate(frequent[key].text, worth, counts[key], alike=beside[key].share)
        for key, worth in termhood.items()
        if key not in listed
    ]
    return sorted(rated, key=lambda c: (-c.termhood, c.count, c.text))


def termbase_of(terms: Iterable[str]) -> Termbase:
    """Return a termbase of Korean terms alone, to look for their renderings."""
    return Termbase(tuple(Concept(text, (Term(text, Language.KOREAN),)) for text in terms))


def is_korean(text: str) -> bool:
    """Whether a text has Hangul in it, so that it may be a Korean term."""
    return regex.search(r"\p{Hangul}", text) is not None


def near_forms(term: str, bitexts: Iterable[Bitext], most: int = 5) -> list[str]:
    """Return the nouns and runs of nouns of some bitexts that are written most like a term.

    Compared letter by letter and not by syllables: 위안뷰 is near 위안부.
    """
    forms = _collect(bitexts, None).forms
    letters = {key: normalize("NFD", key) for key in forms}
    found = process.extract(
        normalize("NFD", form_key(term)),
        letters,
        scorer=fuzz.ratio,
        score_cutoff=_NEAR,
        limit=most,
    )
    return [forms[key].text for _, _, key in found]


def with_renderings(found: Sequence[Candidate], places: Iterable[TermPlace]) -> list[Candidate]:
    """Return candidates with how they are rendered, from the places of a termbase of them."""
    results = {
        result.concept: result
        for result in consistency(places, termbase_of(c.text for c in found))
    }
    return [replace(c, consistency=results.get(c.text)) for c in found]


def discover(
    bitexts: Sequence[Bitext], finder: RenderingFinder, most: int = 100
) -> list[Candidate]:
    """Return the likeliest candidates of some bitexts with their renderings.

    `finder` brings the embedder and the analyser; what its termbase has is left out.
    For a memory there is `align.pipeline.discovery`, which holds little of it at once.
    """
    best = candidates(bitexts, finder.termbase, finder.morphology)[:most]
    return rendered_in(bitexts, best, finder)


def rendered_in(
    bitexts: Sequence[Bitext], found: Sequence[Candidate], finder: RenderingFinder
) -> list[Candidate]:
    """Return candidates with how they are rendered in some bitexts; see `discover`."""
    mine = RenderingFinder(
        termbase_of(c.text for c in found), finder.embedder, morphology=finder.morphology
    )
    places: list[TermPlace] = []
    for bitext, renderings in zip(bitexts, mine.find_all(bitexts), strict=True):
        places += places_of(bitext, renderings)
    return with_renderings(found, places)


def most_varied(found: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates in the order in which an editor should want to see them.

    First those that are frequent, terms, and rendered in several ways; what is always the
    same, or was found nowhere, comes last.
    """
    return sorted(found, key=_interest, reverse=True)


def draft(discovered: Iterable[Candidate]) -> Termbase:
    """Return a termbase for a person to edit: the commonest rendering preferred.

    Renderings without a letter or figure are left out: no termbase may hold them.
    """
    concepts = []
    for candidate in discovered:
        terms = [Term(candidate.text, Language.KOREAN)]
        shares = candidate.consistency.shares if candidate.consistency else ()
        seen: set[str] = set()
        for share in shares:
            key = match_form(share.rendering).lower()
            if key in seen or not any(char.isalnum() for char in key):
                continue
            status = TermStatus.ADMITTED if seen else TermStatus.PREFERRED
            seen.add(key)
            note = f"{share.count} of {candidate.count} places"
            terms.append(Term(share.rendering.strip(), Language.ENGLISH, status, note))
        concepts.append(Concept(candidate.text.replace(" ", "-"), tuple(terms)))
    return Termbase(tuple(concepts))


def _interest(candidate: Candidate) -> float:
    result = candidate.consistency
    return candidate.termhood * (1 - result.score) if result and result.support else 0.0


@dataclass(slots=True)
class _Form:
    """What was seen of a candidate."""

    texts: Counter[str] = field(default_factory=Counter)
    beads: Counter[int] = field(default_factory=Counter)
    whole: int = 0  # places where it is words of its own
    alone: int = 0  # of these the ones with no other noun beside it
    parts: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return self.texts.total()

    @property
    def text(self) -> str:
        return self.texts.most_common(1)[0][0]


@dataclass(slots=True)
class _Seen:
    analysed: bool
    forms: dict[str, _Form] = field(default_factory=lambda: defaultdict(_Form))
    names: dict[str, KoreanName] = field(default_factory=lambda: defaultdict(KoreanName))
    english_names: EnglishNames = field(default_factory=EnglishNames)
    unsure: set[str] = field(default_factory=set)
    english: list[frozenset[str]] = field(default_factory=list)


def _collect(bitexts: Iterable[Bitext], morphology: Morphology | None) -> _Seen:
    """Go through a collection once and keep of it what candidates are judged by."""
    seen = _Seen(morphology is not None)
    waiting: list[tuple[int, str]] = []
    for bitext in bitexts:
        for bead in bitext.beads:
            number = len(seen.english)
            english = match_form(bitext.translation_text(bead))
            seen.english.append(_stems(english))
            seen.english_names.take(english)
            for index in bead.original:
                waiting.append((number, match_form(bitext.original.segments[index].text)))
    runs: Runs = (
        runs_by_speech(morphology)
        if morphology
        else runs_by_endings(text for _, text in waiting)
    )
    for number, text in waiting:
        for run in runs(text):
            _take(seen, run, number, text)
    return seen


def _take(seen: _Seen, run: Run, bead: int, text: str) -> None:
    words = [text[noun.start : noun.end] for noun in run]
    for first, noun in enumerate(run):
        if noun.name:
            _take_name(seen, run, words, first)
        for last in range(first, min(first + _LONGEST, len(run))):
            if run[last].inner:
                continue
            said = text[noun.start : run[last].end]
            key = form_key(said)
            whole = noun.opens and run[last].closes
            if said.count("의 ") > 1 or (len(key) < 2 and (noun.name or not whole)):
                continue
            form = seen.forms[key]
            form.texts[said] += 1
            form.beads[bead] += 1
            form.whole += whole
            form.alone += whole and last - first == len(run) - 1
            form.parts = tuple(words[first : last + 1])


def _take_name(seen: _Seen, run: Run, words: Sequence[str], at: int) -> None:
    name = seen.names[words[at]]
    name.count += 1
    name.sure = seen.analysed
    name.places += run[at].place
    name.titled += is_titled(words[at], _words_behind(run, words, at))
    if at + 1 < len(run) and run[at + 1].name:
        name.before[words[at + 1]] += 1
    if not run[at].sure:
        seen.unsure.add(words[at])


def _words_behind(run: Run, words: Sequence[str], at: int) -> list[str]:
    """The words of a run behind one of its nouns, each with its nouns in one."""
    behind: list[str] = []
    for noun, word in zip(run[at + 1 :], words[at + 1 :], strict=True):
        if noun.opens or not behind:
            behind.append(word)
        else:
            behind[-1] += word
    return behind


def _persons(seen: _Seen, beside: Mapping[str, English]) -> frozenset[str]:
    """The names of persons."""
    nothing = English("", 0, 0.0)
    english = {text: beside.get(form_key(text), nothing) for text in seen.names}
    persons = frozenset(
        text
        for text, name in seen.names.items()
        if is_person(text, name, english[text], seen.english_names)
    )
    return persons | given_names(seen.names.items(), persons)


def _doubtful(seen: _Seen, beside: Mapping[str, English]) -> frozenset[str]:
    """Words that no particle tells for nouns, nor the English that goes with them."""
    nothing = English("", 0, 0.0)
    return frozenset(
        text
        for text in seen.unsure
        for english in [beside.get(form_key(text), nothing)]
        if english.closeness < _CLOSE and not sounds_like(text, english.stem)
    )


def _may_be_a_term(form: _Form, persons: frozenset[str]) -> bool:
    """Whether it stands alone at times, names no person and means something by itself."""
    if form.whole < max(1, _ALONE * form.count):
        return False
    if form.parts[0] in _EDGE or form.parts[-1] in _EDGE or form.text in _LIGHT:
        return False
    words = form.text.split()
    return not is_addressed(words) and persons.isdisjoint((*form.parts, *words))


def _is_a_piece(count: int, longer: Sequence[int]) -> bool:
    """Whether it hardly stands outside of one longer candidate."""
    return max(longer, default=0) > _EXPLAINED * count


def _termhood(key: str, count: int, longer: Sequence[int], sharpness: float) -> float:
    explained = sum(longer) / len(longer) if longer else 0.0
    return log2(len(key) + 1) * (count - 1 - _NESTED * explained) * float(sharpness**_SHARP)


def _lift(
    termhood: dict[str, float], counts: Mapping[str, int], alone: Mapping[str, int]
) -> None:
    """See to it that no longer term comes without the shorter one that is often alone."""
    for key in sorted(termhood, key=len, reverse=True):
        for part in _parts(key):
            if part in termhood and alone[part] >= counts[key]:
                termhood[part] = max(termhood[part], termhood[key])


def _parts(key: str) -> Iterator[str]:
    for start in range(len(key)):
        for end in range(start + 1, len(key) + 1):
            if end - start < len(key):
                yield key[start:end]


def _stems(text: str) -> frozenset[str]:
    words = (match.group().lower().removesuffix("'s") for match in WORD.finditer(text))
    return frozenset(
        stem(word) for word in words if word not in FUNCTION_WORDS and not word.isdigit()
    )


def _longer(counts: Mapping[str, int]) -> dict[str, list[int]]:
    """For each key the counts of the longer ones that hold it."""
    longer: dict[str, list[int]] = defaultdict(list)
    for key, count in counts.items():
        for part in _parts(key):
            if part in counts:
                longer[part].append(count)
    return longer


def _beside(
    beads: Mapping[int, int], english: Sequence[frozenset[str]], words: Mapping[str, int]
) -> English:
    """The English word that goes with a candidate most: by Dice's coefficient, less chance."""
    shared = Counter(word for bead in beads for word in english[bead])
    return max(
        (
            English(
                word,
                words[word],
                closeness=2 * (n - 0.5) / (len(beads) + words[word]),
                share=n / len(beads),
            )
            for word, n in shared.items()
            if n > 1
        ),
        key=lambda e: (e.closeness, e.stem),
        default=English("", 0, 0.0),
    )
