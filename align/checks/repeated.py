"""Text that returns: one Korean with different English, and one English for different Korean.

Paragraphs are compared in the form for matching.  Near repetitions share most of
their rarer words and have an indel similarity (RapidFuzz's ratio) above a bound; how
far two translations differ is told by sacrebleu's chrF and TER (Post 2018).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from align.lang.normalise import match_form
from align.lang.words import content_words
from align.model import Bitext, Language, Side

NEAR = 85.0  # percent of likeness from which two paragraphs are near repetitions
_LEAST = 8  # characters; shorter ones repeat without meaning anything
_RARE = 5  # words of a paragraph by which it is looked up
_CROWD = 50  # paragraphs beyond which a word is too common to look up by


@dataclass(frozen=True, slots=True)
class Version:
    """One pair of texts and where it stands."""

    document: str
    date: str
    original: str
    translation: str

    def text(self, side: Side) -> str:
        """Return the text of a side."""
        return self.original if side is Side.ORIGINAL else self.translation


@dataclass(frozen=True, slots=True)
class Repetition:
    """Two versions that agree on one side and differ on the other.

    Attributes:
        first: the earlier one.
        second: the later one.
        likeness: of the side that agrees, in percent; 100 the same.
        chrf: of the second's other side against the first's, 0 to 100.
        ter: edits to make the one of the other, in percent of its words.
        reversed: whether the English agrees and the Korean differs.

    """

    first: Version
    second: Version
    likeness: float
    chrf: float
    ter: float
    reversed: bool = False


def repetitions(bitexts: Sequence[Bitext], near: float = NEAR) -> list[Repetition]:
    """Return what repeats with a difference, the least alike first."""
    versions = [version for bitext in bitexts for version in _versions(bitext)]
    forward = _differing(versions, near, Side.ORIGINAL)
    backward = _differing(versions, 100.0, Side.TRANSLATION)
    return sorted([*forward, *backward], key=lambda r: (r.reversed, r.chrf))


def with_other_english(versions: Sequence[Version]) -> Iterator[Repetition]:
    """Yield where the same Korean has different English, each against the first."""
    return _differing(versions, 100.0, Side.ORIGINAL)


def repeated(
    paragraphs: Sequence[Bitext], sentences: Sequence[Bitext] = ()
) -> list[Repetition]:
    """Return the repetitions of paragraphs, then those of sentences not told already."""
    told: dict[tuple[Version, Version, bool], Repetition] = {}
    for repetition in (*repetitions(paragraphs), *repetitions(sentences)):
        told.setdefault((repetition.first, repetition.second, repetition.reversed), repetition)
    return list(told.values())


def _versions(bitext: Bitext) -> Iterator[Version]:
    date = bitext.date.isoformat() if bitext.date else ""
    for bead in bitext.beads:
        if bead.is_pair:
            texts = (text.replace("\n", " ") for text in bitext.texts(bead))
            yield Version(bitext.original.id, date, *texts)


def _differing(versions: Sequence[Version], near: float, side: Side) -> Iterator[Repetition]:
    """Versions that agree on a side and differ on the other."""
    keys = [_key(version.text(side)) for version in versions]
    others = [_key(version.text(side.other)) for version in versions]
    for a, b in _alike(keys, side.language, near):
        if others[a] == others[b]:
            continue
        first, second = sorted((versions[a], versions[b]), key=lambda v: (v.date, v.document))
        chrf, ter = _scores(first.text(side.other), second.text(side.other))
        likeness = round(fuzz.ratio(keys[a], keys[b]), 1)
        yield Repetition(first, second, likeness, chrf, ter, side is Side.TRANSLATION)


def _alike(keys: Sequence[str], language: Language, near: float) -> Iterator[tuple[int, int]]:
    """Pairs of texts that are the same or nearly so; of the same ones each with the first."""
    first: dict[str, int] = {}
    for index, key in enumerate(keys):
        if len(key) < _LEAST:
            continue
        if key in first:
            yield first[key], index
        else:
            first[key] = index
    if near >= 100:
        return
    words = {index: set(content_words(key, language)) for key, index in first.items()}
    common = Counter(word for group in words.values() for word in group)
    by_word: dict[str, list[int]] = defaultdict(list)
    for index, group in words.items():
        candidates = set()
        for word in sorted(group, key=lambda w: (common[w], w))[:_RARE]:
            if common[word] <= _CROWD:
                candidates.update(by_word[word])
                by_word[word].append(index)
        for other in sorted(candidates):
            if fuzz.ratio(keys[other], keys[index], score_cutoff=near) >= near:
                yield other, index


def _key(text: str) -> str:
    return " ".join(match_form(text).lower().split())


def _scores(first: str, second: str) -> tuple[float, float]:
    from sacrebleu.metrics.chrf import CHRF  # a third of a second, for repetitions alone
    from sacrebleu.metrics.ter import TER

    return (
        round(CHRF().sentence_score(second, [first]).score, 1),
        round(TER().sentence_score(second, [first]).score, 1),
    )
