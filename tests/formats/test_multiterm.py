"""Exports of MultiTerm."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.terms.termbase import read_termbase

EXPORT = """<?xml version="1.0" encoding="{encoding}"?>
<mtf><conceptGrp><concept>7</concept><system type="entryClass">1</system>
<transacGrp><transac type="origination">kim</transac>
<date>2019-05-02T09:00:00</date></transacGrp>
<descripGrp><descrip type="Status">whole entry</descrip></descripGrp>
<languageGrp><language type="국어" lang="KO"/>
<termGrp><term>부두</term>
<descripGrp><descrip type="Note">항만</descrip></descripGrp></termGrp>
</languageGrp><languageGrp><language type="English" lang="EN-US"/>
<termGrp><term>pier</term>
<descripGrp><descrip type="Status">Preferred</descrip></descripGrp></termGrp>
<termGrp><term>quay</term></termGrp>
<termGrp><term>mole</term>
<descripGrp><descrip type="Usage">Do not use</descrip></descripGrp></termGrp>
</languageGrp><languageGrp><language type="Konkani" lang="KOK"/>
<termGrp><term>x</term></termGrp>
</languageGrp></conceptGrp>
<conceptGrp><concept>8</concept><languageGrp><language type="Korean"/>
<termGrp><term>방파제</term></termGrp></languageGrp></conceptGrp></mtf>"""


@pytest.mark.parametrize(("name", "encoding"), [("t.xml", "utf-16"), ("t.mtf.xml", "utf-8")])
def test_an_export_is_known_by_what_is_in_it(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(EXPORT.format(encoding=encoding).encode(encoding))
    termbase = read_termbase(path)
    first, second = termbase.concepts
    assert (first.id, second.id) == ("7", "8")
    assert [(t.language, t.text, t.status, t.note) for t in first.terms] == [
        ("ko", "부두", "preferred", "항만"),
        ("en", "pier", "preferred", ""),
        ("en", "quay", "admitted", ""),
        ("en", "mole", "deprecated", ""),
    ]
    assert second.name == "방파제"
    assert any("1 of KOK" in note for note in termbase.notes)
