"""Sentences of a paragraph, Korean and English, as written.

Korean by Kiwi, which knows where 개조식 ends (…함. …임) and that 12. 19. is a
date; English by sentencex, with the titles that it does not know put right.
Both come with the extra `sentences`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import regex

from align.errors import PluginError
from align.lang.morphology import kiwi
from align.model import Language

Span = tuple[int, int]

_TITLE = regex.compile(
    r"(?:^|[\s(\"'“‘])(?:Amb|Gen|Maj|Lt|Col|Capt|Rep|Sen|Gov|Hon|Rev|Sec|Dir|Min|Dep|Supt|Adm|"
    r"Mr|Mrs|Ms|Dr|Prof|St|Messrs|H\.E|[A-Z])\.\s*$"
)
_COUNTED = regex.compile(
    r"\b(?:No|Nos|Vol|Art|Arts|Para|Fig|Sec|Ch|pp?)\.\s*$", regex.IGNORECASE
)
_BULLET = regex.compile(r"\s+[-–·•ㅇ○◦□■▪※*]\s*$")


def sentences(text: str, language: Language) -> list[Span]:
    """Return where each sentence begins and ends in `text`; blanks between belong to none.

    Raises:
        PluginError: the splitter of the language is not installed.

    """
    if not text.strip():
        return []
    split = _korean if language is Language.KOREAN else _english
    return [span for span in _trimmed(text, split(text)) if span[0] < span[1]]


def require_splitters() -> None:
    """Load the splitters of both languages, so that a long run fails at once if one is missing.

    Raises:
        PluginError: a splitter is not installed.

    """
    _sentencex()
    kiwi()


def _korean(text: str) -> Iterator[Span]:
    """Kiwi's sentences; a bullet at the end of one opens the next."""
    start = 0
    pieces = kiwi().split_into_sents(text)
    for sentence in pieces[:-1]:
        bullet = _BULLET.search(text, start, sentence.end)
        end = bullet.start() if bullet else sentence.end
        yield start, end
        start = end
    yield start, len(text)


def _english(text: str) -> Iterator[Span]:
    """The library's sentences, joined where one ends in a title or before a number."""
    start = at = 0
    parts = list(_sentencex()("en", text))
    for position, part in enumerate(parts):
        place = text.find(part.strip(), at)
        at = (place if place >= 0 else at) + len(part.strip())
        following = parts[position + 1].lstrip() if position + 1 < len(parts) else ""
        head = text[start:at]
        if following and (
            _TITLE.search(head) or (_COUNTED.search(head) and following[:1].isdigit())
        ):
            continue
        yield start, at
        start = at
    if start < len(text):
        yield start, len(text)


def _trimmed(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    for start, end in spans:
        part = text[start:end]
        yield start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


@cache
def _sentencex() -> Any:
    try:
        from sentencex import segment
    except ImportError as error:
        raise _missing("English sentences", "sentencex") from error
    return segment


def _missing(what: str, library: str) -> PluginError:
    return PluginError(
        f"{what} need the library {library}",
        remedy="Install it with pip install 'daeyeok[sentences]'",
    )
