"""Who speaks: the name before a colon, or in angle brackets, at the head of a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from align.lang.normalise import match_form

_TIME = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?[\])]?\s*[-–—]?\s*)?"
_LABEL = regex.compile(
    rf"(?:[○◯ㅇ□■▲△-]\s*)?{_TIME}"
    r"(?:<\s*[+@%&~ ]?(?P<nick>[^<>\s][^<>]{0,24})>"
    r"|[(\[【](?P<boxed>[^)\]】:]{1,24})[)\]】]\s*[:：]?(?=\s|$)"
    r"|(?P<named>\p{L}[^:：.!?,;“”\"]{0,28}?)\s*[:：](?=\s|$)"
    r"|(?P<asked>[QA문답])\d{0,3}\s*[.):](?=\s))"
)
_QUESTION = {"q", "question", "questioner", "reporter", "press", "질문", "문", "기자", "질의"}
_ANSWER = {"a", "answer", "답변", "답", "대답", "응답"}
_LEAST = 2  # lines that a speaker of a transcript has


def speakers(texts: Sequence[str]) -> list[str | None]:
    """Return who speaks in each line by its own words, None where it does not say.

    A label counts as a speaker's where lines of the text have it more than once, and questions
    and answers always do; *Q* and 질문 are one name.
    """
    labels = [_label(text) for text in texts]
    times = Counter(labels)
    return [
        label if label in ("?", "!") or (label and times[label] >= _LEAST) else None
        for label in labels
    ]


def _label(text: str) -> str | None:
    found = _LABEL.match(match_form(text).strip())
    if found is None:
        return None
    label = next(group for group in found.groups() if group).strip().casefold()
    if label in _QUESTION:
        return "?"
    return "!" if label in _ANSWER else label
