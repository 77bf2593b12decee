"""What is made strict, from the text to the report."""

from __future__ import annotations

import pytest

from align.model import (
    Bead,
    Bitext,
    Concept,
    Document,
    Language,
    Segment,
    Term,
    Termbase,
    TermStatus,
)
from align.terms.find.renderings import RenderingFinder
from align.terms.judge.findings import FindingKind
from align.terms.judge.term_report import TermReport, check
from align.terms.judge.tiers import Tier
from align.terms.judge.variants import Strictness


def checked(korean: str, english: list[str], terms: list[Term], *strict: str) -> TermReport:
    """A check of documents of one paragraph each."""
    bitexts = [
        Bitext(
            Document(f"{k}.ko", Language.KOREAN, (Segment(f"{korean} {k}"),)),
            Document(f"{k}.en", Language.ENGLISH, (Segment(text),)),
            (Bead((0,), (0,)),),
        )
        for k, text in enumerate(english)
    ]
    termbase = Termbase((Concept("c", tuple(terms)),))
    return check(bitexts, RenderingFinder(termbase), strict=Strictness.named(strict))


SALT = [
    Term("염전 노동자", Language.KOREAN),
    Term("salt slave", Language.ENGLISH),
    Term("salt labourer", Language.ENGLISH),
    Term("salt farm worker", Language.ENGLISH, TermStatus.ADMITTED),
]


@pytest.mark.parametrize("marks", ["‘’", "“”", '""', "''"])
def test_the_quoted_and_the_unquoted_form_are_told_apart_on_request(marks: str) -> None:
    quoted = f"{marks[0]}salt slaves{marks[1]}"
    english = [
        f"The ministry met {quoted}.",
        "The ministry met salt slaves.",
        f"It spoke of {marks[0]}salt slaves,{marks[1]} among others.",
        "Salt slaves were freed.",
        "It met a salt labourer.",
    ]
    korean = "염전 노동자를 만났다."
    (lenient,) = checked(korean, english, SALT).results
    assert [share.count for share in lenient.shares] == [5]
    (strict,) = checked(korean, english, SALT, "quotes").results
    assert {share.rendering: share.count for share in strict.shares} == {
        "salt slave": 3,  # with the other preferred term, which no quotation marks part from it
        quoted: 2,
    }
    forms = {form.text for share in strict.shares for form in share.forms}
    assert forms == {quoted, "salt slaves", "Salt slaves", "salt labourer"}


@pytest.mark.parametrize(
    ("kind", "korean", "listed", "english"),
    [
        ("inflection", "각서를 교환하였다.", "memorandum", "They exchanged memoranda."),
        ("spelling", "항만을 방문하였다.", "harbour", "They visited the harbor."),
        (
            "derivation",
            "경제 상황을 점검하였다.",
            "economy",
            "They reviewed economic conditions.",
        ),
        ("abbreviation", "유엔을 방문하였다.", "United Nations", "They visited the U.N."),
    ],
)
def test_a_form_of_a_kind_that_is_strict_is_a_deviation(
    kind: str, korean: str, listed: str, english: str
) -> None:
    noun = {"각": "각서", "항": "항만", "경": "경제", "유": "유엔"}[korean[0]]
    terms = [Term(noun, Language.KOREAN), Term(listed, Language.ENGLISH)]
    lenient = checked(korean, [english], terms)
    assert (lenient.findings, lenient.results[0].listed) == ((), 1)
    strict = checked(korean, [english], terms, kind)
    (finding,) = strict.findings
    assert (finding.tier, finding.kind) == (Tier.DEVIATION, FindingKind.UNLISTED)
    assert f"a form of “{listed}” by {kind}" in finding.message
    assert strict.results[0].listed == 0
    others = {"inflection", "spelling", "derivation", "abbreviation"} - {kind}
    assert not checked(korean, [english], terms, *others).findings


def test_a_finding_has_one_name_whatever_is_strict() -> None:
    english = ["The ministry met floaters.", "The ministry met “salt slaves”."]
    terms = [*SALT[:2], Term("floater", Language.ENGLISH, TermStatus.DEPRECATED)]
    names = {
        tuple(finding.name for finding in report.findings if finding.rendering == "floaters")
        for strict in ([], ["quotes", "capitals"], ["inflection"], ["spelling", "derivation"])
        for report in [checked("염전 노동자를 만났다.", english, terms, *strict)]
    }
    assert len(names) == 1
    assert len(names.pop()) == 1
