"""Where Korean words are made up of others, by a morphological analyser if there is one."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any, Protocol

from align.errors import PluginError


class Morphology(Protocol):
    """What can cut Korean text into morphemes."""

    def boundaries(self, text: str) -> frozenset[int]:
        """Return the offsets in `text` where a morpheme begins or ends."""
        ...


class KiwiMorphology:
    """Kiwi (LGPL), from the extra `sentences`: 4 s to load and 0.5 GB of memory."""

    def boundaries(self, text: str) -> frozenset[int]:
        """Return the offsets in `text` where a morpheme begins or ends.

        Raises:
            PluginError: kiwipiepy is not installed.

        """
        return _boundaries(text)


def installed() -> Morphology | None:
    """Return Kiwi where it is installed, None where rules have to do; loads nothing yet."""
    return KiwiMorphology() if find_spec("kiwipiepy") else None


@lru_cache(maxsize=256)  # several terms ask about one paragraph
def _boundaries(text: str) -> frozenset[int]:
    tokens = kiwi().tokenize(text)
    return frozenset(
        place for token in tokens for place in (token.start, token.start + token.len)
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
