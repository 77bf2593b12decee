"""What a document is known by: its figures, names, days, words and vectors, found once."""

from __future__ import annotations

import datetime
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np
import regex
from numpy.typing import NDArray

from align.aligner.embedding import Embedder
from align.aligner.views.pooled import Pooled, pool
from align.execution.threads import one_thread
from align.lang.detect import LETTERS_PER_SYLLABLE
from align.lang.figures import figures
from align.lang.korean import AFTER_NOUN
from align.lang.names import SURNAMES, korean_names, latin_names
from align.lang.normalise import match_form
from align.lang.romanise import romanise, sound_key
from align.model import Document, Language
from align.readers.layout.facts import find_date

_HEAD = 3  # segments in which the day of an event usually stands
_DAY = regex.compile(r"\d{1,2}-\d{1,2}")
_LATIN_TOKEN = regex.compile(r"\b[A-Z][A-Za-z]*[A-Z\d]\w*\b")
_FILE_TOKEN = regex.compile(r"\d{4,}|\p{Latin}{3,}|\p{Hangul}{2,}")
_COMPACT_DATE = regex.compile(r"(?<!\d)((?:19|20)\d\d)[-._ ]?(\d\d)[-._ ]?(\d\d)(?!\d)")
_COMMON = frozenset(
    "press release txt html htm eng kor view board docx doc file final copy draft "
    "보도자료 문서 최종 수정 영문 국문 번역".split()
)
_HANGUL_WORD = regex.compile(
    rf"(?<!\p{{Hangul}})(\p{{Hangul}}{{3,6}}?)(?:{AFTER_NOUN})?(?!\p{{Hangul}})"
)
_CAPITAL_WORD = regex.compile(r"(?<=[a-z,;] )\p{Lu}\p{L}{4,}")
_NO_LETTER = regex.compile(r"[^a-z]")
_LEAST_GIVEN = 3  # consonants of a given name, below which names collide
_LEAST_SOUND = 4  # consonants, below which foreign names collide
_SURNAMES_OF: dict[str, list[str]] = {}
for _hangul, _spellings in SURNAMES.items():
    for _spelling in _spellings:
        _SURNAMES_OF.setdefault(_spelling, []).append(_hangul)
_LATIN_WORD = regex.compile(r"\p{Latin}[\p{Latin}\d_]{2,}")
_FEW, _FEW_OF = 3, 0.1  # documents that may share a title, at least; and of all
_TITLE_WITHIN = 6  # segments
_SHINGLE = 8
_LETTER = regex.compile(r"[\p{L}\p{N}]+")


@dataclass(frozen=True, eq=False)
class Profile:
    """One document as pairing sees it.

    Attributes:
        document: the document itself.
        keys: figures, names, abbreviations and sounds of foreign names.
        latin: words in Latin letters, which a Korean text quotes from its translation.
        days: month and day of those named in its head.
        date: the day that the page or the file's name gives.
        file_tokens: numbers and words of the file's name.
        length: letters, of English what the same would take in Korean.
        content: vector of the whole, shape (d,), None without an embedder.
        title: vector of its first segment.
        segments: vectors of its segments, shape (n, d).
        weights: share of the letters that each segment has.
        shingles: hashes of runs of letters, by which copies are known.

    """

    document: Document
    keys: frozenset[str]
    latin: frozenset[str]
    days: frozenset[str]
    date: datetime.date | None
    file_tokens: frozenset[str]
    length: float
    content: NDArray[np.float32] | None
    title: NDArray[np.float32] | None
    segments: NDArray[np.float16] | None
    weights: NDArray[np.float32]
    shingles: frozenset[int]


@one_thread()
def make_profile(
    document: Document, embedder: Embedder | None, pooled: Pooled | None = None
) -> Profile:
    """Return the profile of a document; `pooled` is what the embedder made of it."""
    bodies = [segment.body for segment in document.segments]
    body_figures = [figures(body, document.language) for body in bodies]
    letters = np.array(
        [max(1, len("".join(body.split()))) for body in bodies], dtype=np.float32
    )
    english = document.language is Language.ENGLISH
    content = title = segments = None
    if embedder is not None:
        rows = pooled or pool(document, embedder)
        if rows is not None and len(rows):
            content = embedder.finish(rows.clauses.sum(axis=0, keepdims=True))[0]
            segments = embedder.finish(rows.segments).astype(np.float16)
            title = segments[0].astype(np.float32)
    return Profile(
        document,
        frozenset(_keys(bodies, body_figures, document.language)),
        frozenset(word.lower() for body in bodies for word in _LATIN_WORD.findall(body)),
        frozenset(f for head in body_figures[:_HEAD] for f in head if _DAY.fullmatch(f)),
        document.metadata.date or _file_date(_stem(document)),
        frozenset(_file_tokens(document)),
        float(letters.sum()) / (LETTERS_PER_SYLLABLE if english else 1.0),
        content,
        title,
        segments,
        letters / letters.sum(),
        frozenset(_shingles(bodies)),
    )


def without_furniture(profiles: Sequence[Profile]) -> list[Profile]:
    """Return documents of one language so that what many of them say weighs less.

    Heads, menus and closing lines that a site puts on every page tell no page from another.
    A segment weighs by its letters over the number of documents that have it; the title is
    the first segment that few have.
    """
    times = Counter(
        body for p in profiles for body in {segment.body for segment in p.document.segments}
    )
    few = max(_FEW, _FEW_OF * len(profiles))
    out = []
    for profile in profiles:
        counts = [times[segment.body] for segment in profile.document.segments]
        if max(counts) == 1 or profile.segments is None:
            out.append(profile)
            continue
        weights = profile.weights / np.array(counts, dtype=np.float32)
        first = next((i for i, n in enumerate(counts[:_TITLE_WITHIN]) if n <= few), 0)
        title = profile.segments[first].astype(np.float32)
        out.append(replace(profile, weights=weights / weights.sum(), title=title))
    return out


def _keys(
    bodies: Sequence[str], body_figures: Sequence[Sequence[str]], language: Language
) -> set[str]:
    keys = {f for own in body_figures for f in own if len(f) > 1}
    for body in bodies:
        text = match_form(body)
        keys |= {f"A:{token}" for token in _LATIN_TOKEN.findall(text)}
        if language is Language.KOREAN:
            keys |= _name_keys((name[0], romanise(name[1:])) for name in korean_names(text))
            keys |= _sounds(romanise(word) for word in _HANGUL_WORD.findall(text))
        else:
            for name in latin_names(text):
                keys |= _name_keys(_spelt_names(name))
            keys |= _sounds(_CAPITAL_WORD.findall(text))
    return keys


def _name_keys(names: Iterable[tuple[str, str]]) -> set[str]:
    """Keys of names, each a surname in Hangul and the rest in Latin letters."""
    keys = ((surname, sound_key(given)) for surname, given in names)
    return {f"N:{surname}:{key}" for surname, key in keys if len(key) >= _LEAST_GIVEN}


def _spelt_names(name: str) -> Iterator[tuple[str, str]]:
    """What a name in Latin letters may be, its surname first or last."""
    words = name.lower().split()
    for surname, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        letters = _NO_LETTER.sub("", "".join(given))
        for hangul in _SURNAMES_OF.get(surname, ()):
            yield hangul, letters


def _sounds(words: Iterable[str]) -> set[str]:
    keys = (sound_key(word) for word in words)
    return {f"S:{key}" for key in keys if len(key) >= _LEAST_SOUND}


def _file_tokens(document: Document) -> set[str]:
    stem = _COMPACT_DATE.sub(" ", _stem(document).rsplit(".", 1)[0]).lower()
    return set(_FILE_TOKEN.findall(stem)) - _COMMON


def _file_date(stem: str) -> datetime.date | None:
    """The day in a file's name, 20171219 or 2017-12-19."""
    for match in _COMPACT_DATE.finditer(stem):
        try:
            return datetime.date(*map(int, match.groups()))
        except ValueError:
            continue
    return find_date(stem)


def _stem(document: Document) -> str:
    return unicodedata.normalize("NFC", document.id.rsplit("/", 1)[-1])


def _shingles(bodies: Sequence[str]) -> set[int]:
    text = "".join(_LETTER.findall(match_form("".join(bodies)))).lower()
    count = max(1, len(text) - _SHINGLE + 1)
    step = max(1, count // 4000)  # long documents are sampled by content, not by place
    pieces = (text[i : i + _SHINGLE] for i in range(count))
    hashes = (crc32(piece.encode("utf-8", "surrogatepass")) for piece in pieces)
    return {value for value in hashes if value % step == 0}
