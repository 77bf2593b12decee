from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import align
from align.errors import FormatError, InputError, QueryError
from align.formats.registry import format_of
from align.model import Metadata, Status, TermStatus
from align.terms.judge.waivers import Waiver, waivers_path, write_waivers

TERMBASE = (
    "concept,language,term,status\n"
    "women,ko,위안부,preferred\nwomen,en,comfort women,preferred\n"
    "women,en,comfort girls,deprecated\n"
)


def bitext(name: str, day: datetime.date, *pairs: tuple[str, str]) -> align.Bitext:
    sides = zip(*pairs, strict=True)
    korean, english = (
        align.Document(
            f"{name}.{language}",
            language,
            tuple(map(align.Segment, side)),
            Metadata(date=day, digest=f"{name}{language}"),
        )
        for language, side in zip(align.Language, sides, strict=True)
    )
    beads = tuple(align.Bead((k,), (k,), confidence=0.9) for k in range(len(pairs)))
    return align.Bitext(korean, english, beads)


BITEXTS = (
    bitext(
        "early", datetime.date(2015, 1, 1),
        ("위안부 문제를 협의하였다.", "They discussed the issue of comfort women."),
        ("50만여 척이 대피했다.", "50,000 boats returned."),
    ),
    bitext(
        "late", datetime.date(2020, 1, 1),
        ("위안부 피해자를 만났다.", "He met the comfort girls."),
    ),
)  # fmt: skip


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "memory.db"
    with align.Memory(path) as opened:
        for each in BITEXTS:
            opened.put_bitext(each, "test")
    return path


@pytest.fixture
def termbase(tmp_path: Path) -> Path:
    path = tmp_path / "terms.csv"
    path.write_text(TERMBASE, "utf-8")
    return path


@pytest.fixture(params=["text", "path", "open", "bitexts", "generator"])
def given(request: pytest.FixtureRequest, memory: Path) -> Iterator[Any]:
    """The same bitexts in every way that they may be given."""
    if request.param == "open":
        with align.Memory(memory, create=False) as opened:
            yield opened
        return
    yield {
        "text": str(memory),
        "path": memory,
        "bitexts": BITEXTS,
        "generator": (each for each in BITEXTS),
    }[request.param]


def test_checks_look_at_memories_and_bitexts_alike(given: Any) -> None:
    (issue,) = align.check(given, kinds=["figure", "date"])
    assert (issue.document, issue.bead) == ("early.ko", 1)


def test_one_bitext_is_enough() -> None:
    assert align.check(BITEXTS[0], kinds="figure")
    assert align.check(BITEXTS[1]) == []


def test_terms_are_checked_in_memories_and_bitexts_alike(given: Any, termbase: Path) -> None:
    report = align.check_terms(given, str(termbase), embedder=None)
    assert [finding.rendering for finding in report.findings if finding.document == "late.ko"]
    assert len(report.places) == 2


def test_a_termbase_may_be_read_already_and_waivers_lie_beside_its_file(
    memory: Path, termbase: Path
) -> None:
    read = align.read_termbase(termbase)
    assert read.concepts[0].terms[2].status is TermStatus.DEPRECATED
    report = align.check_terms(memory, read, embedder=None, strict="quotes")
    assert "quotes" in report.signature
    waivers = [
        Waiver(f.name, f.term, f.rendering, f.document, "so it was", "me", "2020-01-01")
        for f in report.findings
    ]
    write_waivers(waivers, waivers_path(termbase))
    assert not align.check_terms(memory, termbase, embedder=None, strict=["quotes"]).findings
    assert align.check_terms(memory, read, embedder=None).findings


def test_a_part_of_a_termbase_is_another_termbase(memory: Path, termbase: Path) -> None:
    whole = align.read_termbase(termbase)
    assert align.check_terms(memory, whole, embedder=None).places
    assert not align.check_terms(memory, replace(whole, concepts=()), embedder=None).places


def test_a_report_is_written_of_memories_and_bitexts_alike(
    given: Any, termbase: Path, tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    assert align.write_report(given, str(out), termbase=termbase, embedder=None) == [out]
    page = out.read_text("utf-8")
    assert "comfort girls" in page
    assert "early.ko" in page
    with pytest.raises(ValueError, match="one of en, ko"):
        align.write_report(given, out, language="fr")


def test_an_export_writes_memories_and_bitexts_alike(given: Any, tmp_path: Path) -> None:
    out = tmp_path / "out.tmx"
    report = align.export(given, str(out), codes=("ko-KR", "en-GB"), duplicates="merge")
    assert report.units == 3
    units = list(format_of(out).read(out))  # type: ignore[attr-defined]
    assert units[2].translation == "He met the comfort girls."
    assert "en-GB" in out.read_text("utf-8")


def test_an_export_may_be_of_sentences_or_of_what_is_alone(tmp_path: Path) -> None:
    long = bitext(
        "long", datetime.date(2020, 1, 1),
        ("장관은 왔다. 회담은 내일 열린다.", "The Minister came. The talks are tomorrow."),
    )  # fmt: skip
    out = tmp_path / "out.tsv"
    assert align.export(long, out, level="sentence", embedder=None).units == 2
    assert align.export(long, out, which="one-sided").units == 0


def test_a_search_takes_a_path_or_an_open_memory(memory: Path) -> None:
    (first, second) = align.search(str(memory), "위안부").hits
    assert (first.document, second.document) == ("late.ko", "early.ko")
    with align.Memory(memory) as opened:
        assert align.search(opened, "위안부").hits == (first, second)
        (english,) = align.search(opened, "comfort", side="en", limit=1).hits
        assert (english.document, english.original_spans) == ("late.ko", ())
        assert len(list(opened.bitexts())) == 2  # it stays open


def test_a_search_can_be_narrowed_and_shows_what_stands_around(memory: Path) -> None:
    day = datetime.date(2016, 1, 1)
    assert [h.document for h in align.search(memory, "위안부", since=day).hits] == ["late.ko"]
    assert [h.document for h in align.search(memory, "위안부", until=day).hits] == ["early.ko"]
    assert not align.search(memory, "위안부", statuses=["accepted"]).hits
    assert not align.search(memory, "위안부", statuses=[Status.AUTO], least=0.95).hits
    (hit,) = align.search(memory, "위안부", document="early*", context=1).hits
    assert hit.after == (("50만여 척이 대피했다.", "50,000 boats returned."),)


def test_a_search_may_be_fuzzy_or_by_expression(memory: Path) -> None:
    (hit,) = align.search(memory, "위안부 문제를 논의하였다.", alike=70).hits
    assert hit.percent is not None
    assert 70 <= hit.percent < 100
    assert len(align.search(memory, r"comfort (women|girls)", regex=True).hits) == 2
    with pytest.raises(ValueError, match="exclude each other"):
        align.search(memory, "x", alike=70, regex=True)
    for wrong in ({"limit": -1}, {"context": -1}, {"alike": 0}, {"alike": 101}):
        with pytest.raises(ValueError, match="1 to 100"):
            align.search(memory, "x", **wrong)
    with pytest.raises(QueryError, match="no word"):
        align.search(memory, "…")


def test_what_is_no_memory_is_told(tmp_path: Path, termbase: Path) -> None:
    with pytest.raises(FormatError, match="is not there"):
        align.check(tmp_path / "none.db")
    with pytest.raises(FormatError):
        align.search(termbase, "위안부")
    with pytest.raises(TypeError, match="an int is no memory and no bitexts"):
        align.check(5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="the bitexts hold a str at 0"):
        align.check(["memory.db"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="the memory is to be a path, not a Bitext"):
        align.search(BITEXTS[0], "위안부")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="the termbase is to be a path, not a list"):
        align.check_terms(BITEXTS, [])  # type: ignore[arg-type]


def test_names_that_nobody_knows_are_told(memory: Path, termbase: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no check finds 'figures'; kinds: figure, date"):
        align.check(memory, kinds="figures")
    with pytest.raises(ValueError, match=r"strict is to name quotes, .*, not dots"):
        align.check_terms(memory, termbase, strict="dots")
    with pytest.raises(FormatError, match="ending that no format has"):
        align.export(memory, tmp_path / "x.doc")


def test_terms_are_checked_in_some_documents_alone(given: Any, termbase: Path) -> None:
    report = align.check_terms(given, termbase, embedder=None, since="2018")
    assert [place.place.document for place in report.places] == ["late.ko"]
    assert [(left.documents, left.places) for left in report.left_away] == [(1, 1)]


def test_terms_are_checked_by_names_of_documents(memory: Path, termbase: Path) -> None:
    for documents in ("ear*", ["early.en"]):
        report = align.check_terms(memory, termbase, embedder=None, documents=documents)
        assert {place.place.document for place in report.places} == {"early.ko"}
    day = datetime.date(2020, 1, 2)
    assert not align.check_terms(BITEXTS, termbase, embedder=None, since=day).places
    with pytest.raises(InputError, match="named none"):
        align.check_terms(BITEXTS, termbase, embedder=None, documents="none*")
    with pytest.raises(ValueError, match="no date"):
        align.check_terms(memory, termbase, embedder=None, since="lately")


def test_findings_of_a_baseline_stay_away(given: Any, termbase: Path, tmp_path: Path) -> None:
    (finding,) = align.check_terms(BITEXTS, termbase, embedder=None).findings
    baseline = tmp_path / "before.csv"
    baseline.write_text(f"finding,decision\n{finding.name},\n", "utf-8")
    report = align.check_terms(given, termbase, embedder=None, baseline=baseline)
    assert (report.findings, report.known) == ((), (finding,))


def test_every_strictness_can_be_named(memory: Path, termbase: Path) -> None:
    report = align.check_terms(memory, termbase, embedder=None, strict=["derivation", "quotes"])
    assert "strict:quotes+derivation" in report.signature
