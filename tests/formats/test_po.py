"""Catalogues of gettext as bitexts."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import FormatError
from align.formats.po import PoFormat
from align.formats.registry import format_of
from align.formats.unit import Unit

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset={}\\n"\n\n'
ENTRIES = """\
#: lamp.c:12
msgid "The lamp is lit."
msgstr "등대에 불이 켜졌습니다."

#, fuzzy
msgid "Lamp"
msgstr "등불"

msgid "OK"
msgstr "OK"

msgid "Not yet translated"
msgstr ""

msgid "one ship"
msgid_plural "%d ships"
msgstr[0] "배 %d척"

#~ msgid "Old"
#~ msgstr "옛것"
"""


def read(text: str, path: Path, encoding: str = "utf-8") -> list[Unit]:
    path.write_bytes((HEAD.format(encoding) + text).encode(encoding))
    form = format_of(path)
    assert isinstance(form, PoFormat)
    return list(form.read(path))


@pytest.mark.parametrize("encoding", ["utf-8", "euc-kr"])
def test_translated_messages_are_units(encoding: str, tmp_path: Path) -> None:
    units = read(ENTRIES, tmp_path / "ko.po", encoding)
    assert [(u.original, u.translation, u.note) for u in units] == [
        ("등대에 불이 켜졌습니다.", "The lamp is lit.", ""),
        ("등불", "Lamp", "fuzzy"),
        ("OK", "OK", ""),
        ("배 %d척", "%d ships", ""),
    ]
    assert units[0].line > 0


def test_a_catalogue_from_korean_into_english_is_turned(tmp_path: Path) -> None:
    (unit,) = read('msgid "등대"\nmsgstr "Lighthouse"\n', tmp_path / "en.po")
    assert (unit.original, unit.translation) == ("등대", "Lighthouse")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('msgid "Lamp"\nmsgstr "Lampe"\n', "no message in Korean and English"),
        ("이것은 목록이 아니다.\n", "no catalogue that can be read"),
    ],
)
def test_what_is_no_catalogue_of_the_two_is_refused(
    text: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(FormatError, match=said):
        read(text, tmp_path / "x.po")


def test_a_catalogue_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="read and not written"):
        PoFormat().write([], tmp_path / "x.po")
