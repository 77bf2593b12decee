"""XLIFF: valid in every version, with its modules, and terms marked where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from align.formats.base import Options
from align.formats.marks import Marking
from align.formats.xliff import XliffFormat
from align.model import (
    Bead,
    Bitext,
    Concept,
    Document,
    Language,
    Level,
    Segment,
    Status,
    Term,
    Termbase,
    TermStatus,
)
from align.terms.find.renderings import RenderingFinder
from align.terms.termbase import read_termbase

SCHEMAS = {
    "2.1": "xliff-2.1/xliff_core_2.0.xsd",
    "2.2": "xliff-2.2/xliff_core_2.2.xsd",
    "1.2": "xliff-1.2/xliff-core-1.2-strict.xsd",
}
MODULES = {
    name: f"urn:oasis:names:tc:xliff:{name}:2.0" for name in ("matches", "metadata", "glossary")
}
TERMBASE = Termbase(
    (
        Concept(
            "victims",
            (
                Term("위안부", Language.KOREAN),
                Term("comfort women", Language.ENGLISH, note="in quotation marks"),
                Term("sex slaves", Language.ENGLISH, TermStatus.DEPRECATED, "demeaning"),
            ),
        ),
        Concept(
            "talks", (Term("협의", Language.KOREAN), Term("consultation", Language.ENGLISH))
        ),
    )
)


def bitext(korean: list[str], english: list[str], bead: Bead) -> Bitext:
    return Bitext(
        Document("k.txt", Language.KOREAN, tuple(Segment(t, label="□") for t in korean)),
        Document("e.txt", Language.ENGLISH, tuple(map(Segment, english))),
        (bead,),
    )


MERGED = bitext(
    ["□ 위안부 문제", "□ 국장급 협의가 열림"],
    ["Consultations on the “comfort women” issue"],
    Bead((0, 1), (0,)),
)


def marked(written: Bitext, path: Path, version: str = "2.1") -> etree._ElementTree:
    marking = Marking(TERMBASE, RenderingFinder(TERMBASE).find)
    XliffFormat().write([written], path, Options(version=version, marking=marking))
    return etree.parse(path)


def terms(tree: etree._ElementTree, side: str) -> list[str]:
    return [
        mark.text or ""
        for element in tree.iter(f"{{*}}{side}")
        for mark in element.iter("{*}mrk")
        if "term" in (mark.get("type"), mark.get("mtype"))
    ]


@pytest.mark.parametrize("version", SCHEMAS)
def test_every_sample_is_valid_with_its_terms(
    corpus: list[Bitext], mofa: Path, schemas: Path, version: str, tmp_path: Path
) -> None:
    termbase = read_termbase(mofa / "terms.csv")
    options = Options(
        version=version, marking=Marking(termbase, RenderingFinder(termbase).find)
    )
    XliffFormat().write(corpus, tmp_path / "a.xlf", options)
    tree = etree.parse(tmp_path / "a.xlf")
    rules = etree.XMLSchema(etree.parse(schemas / SCHEMAS[version]))
    assert rules.validate(tree), rules.error_log
    assert len(terms(tree, "source")) > len(corpus)


@pytest.mark.parametrize("module", MODULES)
def test_what_the_modules_hold_is_valid(
    corpus: list[Bitext], mofa: Path, schemas: Path, module: str, tmp_path: Path
) -> None:
    termbase = read_termbase(mofa / "terms.csv")
    options = Options(marking=Marking(termbase, RenderingFinder(termbase).find))
    XliffFormat().write(corpus, tmp_path / "a.xlf", options)
    rules = etree.XMLSchema(etree.parse(schemas / "xliff-2.1" / f"{module}.xsd"))
    found = list(etree.parse(tmp_path / "a.xlf").iter(f"{{{MODULES[module]}}}{module}"))
    assert found
    for element in found:
        alone = etree.ElementTree(etree.fromstring(etree.tostring(element, with_tail=False)))
        assert rules.validate(alone), rules.error_log


@pytest.mark.parametrize("version", SCHEMAS)
def test_terms_are_marked_in_both_texts_of_a_merged_bead(version: str, tmp_path: Path) -> None:
    tree = marked(MERGED, tmp_path / "a.xlf", version)
    assert terms(tree, "source") == ["위안부", "협의"]
    assert terms(tree, "target") == ["Consultations", "comfort women"]
    (unit,) = XliffFormat().read(tmp_path / "a.xlf")
    assert unit.original == "위안부 문제 국장급 협의가 열림"
    assert unit.translation == "Consultations on the “comfort women” issue"


def test_a_rendering_has_the_name_of_its_term(tmp_path: Path) -> None:
    tree = marked(MERGED, tmp_path / "a.xlf")
    names = {
        (mark.text, mark.get("id"))
        for mark in tree.iter("{*}mrk")
        if mark.get("type") == "term"
    }
    assert {("위안부", "s1t1"), ("comfort women", "s1t1")} <= names


def test_the_glossary_gives_what_may_be_used(tmp_path: Path) -> None:
    tree = marked(MERGED, tmp_path / "a.xlf")
    entry = next(tree.iter(f"{{{MODULES['glossary']}}}glossEntry"))
    assert [part.text for part in entry] == ["위안부", "comfort women", "in quotation marks"]
    assert entry.get("ref") == "#s1t1"


def test_a_term_without_a_rendering_is_marked_in_the_original_alone(tmp_path: Path) -> None:
    left_out = bitext(["□ 위안부 문제"], ["They are as follows."], Bead((0,), (0,)))
    tree = marked(left_out, tmp_path / "a.xlf")
    assert (terms(tree, "source"), terms(tree, "target")) == (["위안부"], [])


def test_texts_that_a_person_changed_have_no_marks(tmp_path: Path) -> None:
    edited = bitext(
        ["□ 위안부 문제"],
        ["The comfort women issue"],
        Bead((0,), (0,), status=Status.EDITED, edited=("문제", "The issue")),
    )
    tree = marked(edited, tmp_path / "a.xlf")
    assert terms(tree, "source") == []


def test_sentences_of_a_paragraph_are_segments_of_one_unit(tmp_path: Path) -> None:
    two = Bitext(
        Document(
            "k", Language.KOREAN, (Segment("위안부 문제.", line=3), Segment("협의.", line=3))
        ),
        Document("e", Language.ENGLISH, (Segment("Comfort women."), Segment("Consultation."))),
        (Bead((0,), (0,)), Bead((1,), (1,))),
        Level.SENTENCE,
    )
    tree = marked(two, tmp_path / "a.xlf")
    (unit,) = tree.iter("{*}unit")
    assert [s.get("id") for s in unit.iter("{*}segment")] == ["s1", "s2"]
    assert terms(tree, "target") == ["Comfort women", "Consultation"]
