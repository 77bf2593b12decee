from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from align.cli.main import status
from align.errors import FormatError
from align.formats.tbx import Style, read_tbx, write_tbx
from align.model import Concept, Language, Term, Termbase, TermStatus
from align.terms.termbase import read_termbase, write_termbase
from tests.formats.schematron import failures

OLD = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en">
<martifHeader><fileDesc><sourceDesc><p/></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="e1"><langSet xml:lang="ko-KR"><ntig><termGrp><term>북핵</term>
<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termGrp></ntig>
<tig><term>북한 <hi>핵</hi></term><termNote type="partOfSpeech">noun</termNote></tig></langSet>
<langSet xml:lang="en"><tig><term>nuclear issue</term></tig></langSet>
<langSet xml:lang="fr"><tig><term>nucléaire</term></tig></langSet></termEntry>
<termEntry id="e2"><langSet xml:lang="fr"><tig><term>oui</term></tig></langSet></termEntry>
</body></text></martif>"""


@pytest.mark.parametrize("style", Style)
def test_the_sample_termbase_comes_back_and_is_valid(
    mofa: Path, schemas: Path, style: Style, tmp_path: Path
) -> None:
    termbase = read_termbase(mofa / "terms.csv")
    path = tmp_path / "t.tbx"
    write_tbx(termbase, path, style)
    assert read_termbase(path).concepts == termbase.concepts
    rules = etree.RelaxNG(etree.parse(schemas / "tbx-basic-v3" / "TBXcoreStructV03.rng"))
    assert rules.validate(etree.parse(path)), rules.error_log
    schematron = schemas / "tbx-basic-v3" / f"TBX-Basic_{style.upper()}.sch"
    assert failures(path, schematron) == []


def test_the_rules_of_tbx_basic_find_a_wrong_status(
    mofa: Path, schemas: Path, tmp_path: Path
) -> None:
    path = tmp_path / "t.tbx"
    write_tbx(read_termbase(mofa / "terms.csv"), path)
    path.write_text(path.read_text("utf-8").replace("preferredTerm", "best"), "utf-8")
    found = failures(path, schemas / "tbx-basic-v3" / "TBX-Basic_DCA.sch")
    assert found
    assert "administrativeStatus" in found[0]


@pytest.mark.parametrize("name", ["t.tbx", "t.csv", "t.tsv", "t.xlsx"])
def test_every_form_of_a_termbase_says_the_same(mofa: Path, name: str, tmp_path: Path) -> None:
    termbase = read_termbase(mofa / "terms.csv")
    write_termbase(termbase, tmp_path / name)
    assert read_termbase(tmp_path / name).concepts == termbase.concepts


def test_tbx_of_2008_is_read(tmp_path: Path) -> None:
    (tmp_path / "old.tbx").write_text(OLD, "utf-8")
    (concept,) = read_termbase(tmp_path / "old.tbx").concepts
    assert concept == Concept(
        "e1",
        (
            Term("북핵", Language.KOREAN, TermStatus.DEPRECATED),
            Term("북한 핵", Language.KOREAN, TermStatus.PREFERRED),
            Term("nuclear issue", Language.ENGLISH, TermStatus.PREFERRED),
        ),
    )


WORD = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda text: text == text.strip() and "\ufffe" not in text and "\uffff" not in text
)


@given(rows=st.lists(st.tuples(WORD, WORD, WORD), min_size=1, max_size=5))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_terms_come_back(rows: list[tuple[str, str, str]], tmp_path: Path) -> None:
    concepts = tuple(
        Concept(
            name,
            (Term(korean, Language.KOREAN, note=name), Term(english, Language.ENGLISH)),
        )
        for name, korean, english in rows
    )
    write_tbx(Termbase(concepts), tmp_path / "t.tbx")
    entries = list(read_tbx(tmp_path / "t.tbx"))
    assert [(e.text, e.note) for e in entries] == [
        (t.text, t.note) for c in concepts for t in c.terms
    ]
    assert len({e.concept for e in entries}) == len(concepts)


@pytest.mark.parametrize("content", ["", "<tbx/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"])
def test_what_is_no_termbase_is_an_error(content: str, tmp_path: Path) -> None:
    (tmp_path / "t.tbx").write_text(content, "utf-8")
    with pytest.raises(FormatError, match=r"t\.tbx"):
        read_termbase(tmp_path / "t.tbx")


def test_a_termbase_is_written_in_another_format(mofa: Path, tmp_path: Path) -> None:
    out = tmp_path / "t.tbx"
    assert status(["terms", "export", str(mofa / "terms.csv"), "-o", str(out)]) == 0
    assert read_termbase(out).concepts
    assert status(["terms", "export", str(out), "-o", str(tmp_path / "t.doc")]) == 3


STATUSES = """<martif type="TBX"><text><body><termEntry id="s"><langSet xml:lang="KOR"><tig>
<term>등대</term></tig></langSet><langSet xml:lang="en-US">{}</langSet>
<langSet xml:lang="kok"><tig><term>दीपस्तंभ</term></tig></langSet>
</termEntry></body></text></martif>"""


@pytest.mark.parametrize(
    ("note", "status"),
    [
        (
            '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>',
            "preferred",
        ),
        ('<termNote type="administrativeStatus">standardizedTerm</termNote>', "preferred"),
        ('<termNote type="normativeAuthorization">admittedTerm</termNote>', "admitted"),
        (
            '<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>',
            "deprecated",
        ),
        ('<termNote type="administrativeStatus">Obsolete</termNote>', "deprecated"),
        ('<termNote type="administrativeStatus">not recommended</termNote>', "deprecated"),
        ('<termNote type="administrativeStatus">rejected</termNote>', "deprecated"),
        ('<termNote type="Status">Verboten / Forbidden</termNote>', "deprecated"),
        ('<descrip type="usageStatus">prohibited</descrip>', "deprecated"),
        ('<termNote type="x-forbidden">true</termNote>', "deprecated"),
        ("<administrativeStatus>deprecatedTerm-admn-sts</administrativeStatus>", "deprecated"),
        (
            '<termNote type="administrativeStatus">preferred</termNote>'
            '<termNote type="normativeAuthorization">deprecatedTerm</termNote>',
            "deprecated",
        ),
    ],
)
def test_statuses_of_other_tools_are_understood(note: str, status: str, tmp_path: Path) -> None:
    section = f"<tig><term>lighthouse</term>{note}</tig>"
    (tmp_path / "t.tbx").write_text(STATUSES.format(section), "utf-8")
    termbase = read_termbase(tmp_path / "t.tbx")
    terms = {term.text: term.status for term in termbase.concepts[0].terms}
    assert terms == {"등대": "preferred", "lighthouse": status}
    assert any("1 of kok" in note for note in termbase.notes)


def test_a_status_that_nobody_knows_is_admitted_and_told(tmp_path: Path) -> None:
    section = '<tig><term>lamp</term><termNote type="status">lilac</termNote></tig>'
    (tmp_path / "t.tbx").write_text(STATUSES.format(section), "utf-8")
    termbase = read_termbase(tmp_path / "t.tbx")
    assert termbase.concepts[0].terms[1].status is TermStatus.ADMITTED
    assert any("'lilac'" in note for note in termbase.notes)


def test_a_concept_without_korean_is_passed_over_and_told(tmp_path: Path) -> None:
    text = OLD.replace('xml:lang="fr"><tig><term>oui', 'xml:lang="en"><tig><term>yes')
    (tmp_path / "t.tbx").write_text(text, "utf-8")
    termbase = read_termbase(tmp_path / "t.tbx")
    assert [concept.id for concept in termbase.concepts] == ["e1"]
    assert any("e2 has no Korean" in note for note in termbase.notes)
