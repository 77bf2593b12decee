"""PO, the catalogues of gettext: read by polib (MIT), each translated message a unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
import regex

from align.errors import FormatError
from align.formats.base import DEFAULTS, ExportReport, Options
from align.formats.unit import Unit
from align.model import Bitext

_FUZZY = "fuzzy"
_HANGUL = regex.compile(r"\p{Script=Hangul}")


@dataclass(frozen=True, slots=True)
class PoFormat:
    """Catalogues between Korean and English, in either direction; they are not written.

    The side with more Hangul is the original, as everywhere.  What has no translation, and
    what is obsolete, is no unit; a message with a plural is one in its plural form.
    """

    suffix: str = ".po"

    def write(
        self, bitexts: Iterable[Bitext], path: Path, options: Options = DEFAULTS
    ) -> ExportReport:
        """Refuse: a catalogue is made by the program whose messages it holds.

        Raises:
            FormatError: always.

        """
        raise FormatError(
            "is a catalogue of messages, which is read and not written",
            where=path,
            remedy="Export to .tmx or .xlf, which tools for catalogues import",
        )

    def read(self, path: Path) -> Iterator[Unit]:
        """Yield the translated messages; what gettext guessed has `fuzzy` for a note.

        Raises:
            FormatError: the file is no catalogue, or not of Korean and English.

        """
        try:
            catalogue = polib.pofile(str(path))
        except (OSError, ValueError, LookupError) as error:
            raise FormatError(
                f"is no catalogue that can be read: {error}",
                where=path,
                remedy="Check it with msgfmt --check",
            ) from error
        pairs = [(entry, *texts) for entry in catalogue if (texts := _texts(entry))]
        into = sum(map(_syllables, (translation for _, _, translation in pairs)))
        out_of = sum(map(_syllables, (message for _, message, _ in pairs)))
        if not (into or out_of):
            raise FormatError(
                "holds no message in Korean and English",
                where=path,
                remedy="Leave it out, or give the catalogue of the other language",
            )
        for entry, message, translation in pairs:
            texts = (translation, message) if into > out_of else (message, translation)
            yield Unit(*texts, line=entry.linenum or 0, note=_FUZZY if entry.fuzzy else "")


def _texts(entry: polib.POEntry) -> tuple[str, str] | None:
    """A message and its translation; None where it has none, or is no longer used."""
    message = entry.msgid_plural or entry.msgid
    translation = entry.msgstr or next(iter(entry.msgstr_plural.values()), "")
    if entry.obsolete or not (message.strip() and translation.strip()):
        return None
    return message, translation


def _syllables(text: str) -> int:
    return len(_HANGUL.findall(text))
