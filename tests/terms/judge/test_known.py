from __future__ import annotations

from align.terms.judge.findings import Finding, FindingKind
from align.terms.judge.known import Known, KnownNames, Seen, SeenBefore, without_known
from align.terms.judge.tiers import Tier


def finding(name: str, document: str) -> Finding:
    return Finding(
        *(name, FindingKind.UNLISTED, Tier.DEVIATION, "c", "부표", "buoys", "", 0.9, ""),
        *(document, f"{document}.en", "2026-01-01", 0, "", "", ""),
    )


def test_a_name_is_known_as_often_as_it_was_seen() -> None:
    twice = [finding("a", "old"), finding("a", "new"), finding("a", "new")]
    before = SeenBefore("before", (Seen.of(twice[0]), Seen.of(twice[1])))
    new, old = before.apart(twice)
    assert [each.document for each in new] == ["new"]
    assert [each.document for each in old] == ["old", "new"]


def test_a_renamed_document_has_nothing_new() -> None:
    before = SeenBefore("before", (Seen.of(finding("a", "draft")),))
    assert before.apart([finding("a", "final")])[0] == []
    assert len(before.apart([finding("b", "draft")])[0]) == 1


def test_each_way_of_knowing_is_counted() -> None:
    some = [finding(name, "x") for name in "abc"]
    ways: list[Known] = [
        KnownNames("that a file has", frozenset("ab")),
        KnownNames("nowhere", frozenset("ab")),
        SeenBefore("before", (Seen.of(some[2]),)),
    ]
    new, old, left = without_known(some, ways)
    assert (new, old) == ([], some)
    assert [(each.why, each.findings) for each in left] == [
        ("that a file has", 2),
        ("before", 1),
    ]
