"""What Korean words are made of, by a morphological analyser if there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any, Protocol

from align.errors import PluginError

_NOUN_TAGS = ("NNG", "NNP", "NNB", "NR", "NP", "XR", "XPN", "XSN", "SL", "SH", "SN")


@dataclass(frozen=True, slots=True)
class Morpheme:
    """A morpheme at its place.

    Attributes:
        form: as the dictionary writes it.
        tag: its part of speech, of the Sejong tag set: NNG is a common noun.
        start: offset of its first character in the text.
        end: offset behind its last character.

    """

    form: str
    tag: str
    start: int
    end: int

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun or a part of one."""
        return self.tag.startswith(_NOUN_TAGS)


class Morphology(Protocol):
    """What can cut Korean text into morphemes."""

    def morphemes(self, text: str) -> Sequence[Morpheme]:
        """Return the morphemes of `text` with their parts of speech, in order."""
        ...


class KiwiMorphology:
    """Kiwi (LGPL), from the extra `sentences`: 4 s to load and 0.5 GB of memory."""

    def morphemes(self, text: str) -> Sequence[Morpheme]:
        """Return the morphemes of `text` with their parts of speech, in order.

        Raises:
            PluginError: kiwipiepy is not installed.

        """
        return _morphemes(text)


def installed() -> Morphology | None:
    """Return Kiwi where it is installed, None where rules have to do; loads nothing yet."""
    return KiwiMorphology() if find_spec("kiwipiepy") else None


@lru_cache(maxsize=256)  # several terms ask about one paragraph
def _morphemes(text: str) -> tuple[Morpheme, ...]:
    return tuple(
        Morpheme(token.form, str(token.tag), token.start, token.start + token.len)
        for token in kiwi().tokenize(text)
    )


@cache
def kiwi() -> Any:
    """Return the analyser, loaded once a process.

    Raises:
        PluginError: kiwipiepy is not installed.

    """
    try:
        from kiwipiepy import Kiwi
    except ImportError as error:
        raise PluginError(
            "the analyser of Korean, kiwipiepy, is not installed",
            remedy="pip install daeyeok[sentences]",
        ) from error
    return Kiwi(num_workers=1)
