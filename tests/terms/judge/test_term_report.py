"""A whole check: findings, waivers, repetitions, and what is written of them."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from align.checks.repeated import repetitions
from align.errors import FormatError
from align.model import (
    Bead,
    Bitext,
    Concept,
    Document,
    Language,
    Metadata,
    Segment,
    Term,
    Termbase,
    TermStatus,
)
from align.terms.find.renderings import RenderingFinder
from align.terms.judge.findings import FindingKind
from align.terms.judge.term_report import TermReport, check, newest_first
from align.terms.judge.waivers import Waiver, read_waivers, waivers_path, write_waivers
from align.terms.show import rows
from align.terms.show.sarif import to_sarif

TERMBASE = Termbase(
    (
        Concept(
            "victims",
            (
                Term("위안부", Language.KOREAN),
                Term("comfort women", Language.ENGLISH),
                Term("comfort girls", Language.ENGLISH, TermStatus.DEPRECATED, "demeaning"),
            ),
        ),
    )
)


def bitext(name: str, year: int, *pairs: tuple[str, str]) -> Bitext:
    metadata = Metadata(date=datetime.date(year, 3, 1))
    korean, english = ([Segment(pair[side], line=7 + k) for k, pair in enumerate(pairs)]
                       for side in (0, 1))  # fmt: skip
    return Bitext(
        Document(f"{name}.ko", Language.KOREAN, tuple(korean), metadata),
        Document(f"{name}.en", Language.ENGLISH, tuple(english)),
        tuple(Bead((k,), (k,)) for k in range(len(pairs))),
    )


COLLECTION = [
    bitext("old", 2012, ("위안부 문제", "The issue of comfort girls <b>")),
    bitext("new", 2020, ("위안부 문제", "The “comfort women” issue")),
]


def report(**options: object) -> TermReport:
    return check(COLLECTION, RenderingFinder(TERMBASE), **options)  # type: ignore[arg-type]


def test_a_deprecated_rendering_is_a_finding_with_its_place() -> None:
    (finding,) = report().findings
    assert (finding.kind, finding.rendering, finding.line) == (
        FindingKind.DEPRECATED,
        "comfort girls",
        7,
    )
    assert "demeaning" in finding.message
    assert "“comfort women”" in finding.message


def test_a_waived_finding_stays_away_until_its_text_changes() -> None:
    (finding,) = report().findings
    waiver = Waiver(finding.name, "위안부", "comfort girls", "old.ko", "a title", "me", "")
    waived = report(waivers=[waiver])
    assert waived.findings == ()
    assert [f.name for f in waived.waived] == [finding.name]
    changed = bitext("old", 2012, ("위안부 문제", "On the issue of comfort girls"))
    again = check([changed], RenderingFinder(TERMBASE), waivers=[waiver])
    assert len(again.findings) == 1


def test_waivers_are_kept_beside_the_termbase(tmp_path: Path) -> None:
    path = waivers_path(tmp_path / "terms.csv")
    assert path.name == "terms.waivers.csv"
    assert read_waivers(path) == []
    waiver = Waiver("abc", "위안부", "comfort girls", "d", "인용, “그대로”", "김", "2026-01-02")
    write_waivers([waiver], path)
    assert read_waivers(path) == [waiver]


def test_a_file_that_holds_no_waivers_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "terms.waivers.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(FormatError, match="no column"):
        read_waivers(path)


def test_occurrences_come_newest_first() -> None:
    found = newest_first(report().places, {"victims"})
    assert [place.date.year for place, *_ in found if place.date] == [2020, 2012]
    assert rows.occurrence_rows(found)[0]["rendering"] == "“comfort women”"


def test_each_document_has_its_score() -> None:
    assert report().documents == {"old.ko": (1.0, 1), "new.ko": (1.0, 1)}


def test_sarif_names_rule_place_and_what_was_waived() -> None:
    (finding,) = report().findings
    log = to_sarif([finding], [replace(finding, name="other")])
    first, second = log["runs"][0]["results"]
    assert (first["ruleId"], first["level"]) == ("term/deprecated", "error")
    place = first["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "old.en"}, "region": {"startLine": 7}}
    assert "suppressions" not in first
    assert second["suppressions"]


def test_everything_can_be_written_as_json() -> None:
    whole = json.loads(json.dumps(rows.whole(report())))
    assert whole["terms"][0]["verdict"] == "contradicts"


def test_text_that_returns_with_another_translation_is_found() -> None:
    same = bitext("c", 2015, ("정부는 이를 환영합니다.", "The government welcomes this."))
    other = bitext("d", 2016, ("정부는 이를 환영합니다.", "We are glad of this."))
    (found,) = repetitions([same, other])
    assert (found.first.document, found.likeness) == ("c.ko", 100)
    assert 0 < found.chrf < 60 < found.ter <= 100


def test_text_that_nearly_returns_is_found() -> None:
    first = bitext("a", 2015, ("정부는 이번 합의를 환영합니다.", "The government welcomes it."))
    second = bitext("b", 2016, ("정부는 이번 합의를 환영하였습니다.", "We are glad of this."))
    (found,) = repetitions([first, second])
    assert 85 <= found.likeness < 100


def test_one_translation_of_two_originals_is_found() -> None:
    pairs = [
        ("정부는 이를 환영합니다.", "It is welcome."),
        ("반갑다고 하였습니다.", "It is welcome."),
    ]
    (found,) = repetitions([bitext("a", 2015, *pairs)])
    assert found.reversed


def test_what_is_always_translated_alike_is_no_repetition() -> None:
    pair = ("정부는 이를 환영합니다.", "The government welcomes this.")
    assert repetitions([bitext("a", 2015, pair), bitext("b", 2016, pair)]) == []
