from __future__ import annotations

import datetime
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from align.cli.main import status
from align.memory import Memory
from align.model import Bead, Bitext, Document, FormKind, Kind, Language, Metadata, Segment
from align.readers.layout.boilerplate import find_date
from align.report import writing as module
from align.report.pages import figure, with_mark
from align.report.wording import value_word, words
from align.report.writing import page, write_report
from align.terms.find.doubts import Doubt
from align.terms.find.renderings import RenderingFinder
from align.terms.judge.consistency import Verdict
from align.terms.judge.findings import FindingKind
from align.terms.judge.term_report import check
from align.terms.termbase import read_termbase
from tests.checks.planting import bitexts
from tests.report.gathering import gather

EVIL = "<script>alert(1)</script>"


def bitext(
    number: int, korean: str = "50만 명이 참석하였다.", confidence: float = 0.3
) -> Bitext:
    metadata = Metadata(date=datetime.date(2020 + number % 3, 1, 1))
    segments = Segment(korean), Segment("끝.", Kind.END)
    english = Segment("50,000 people came."), Segment("More.")
    original = Document(f"ko/{number}", Language.KOREAN, segments, metadata)
    translation = Document(f"en/{number}", Language.ENGLISH, english)
    beads = (Bead((0,), (0,), confidence), Bead((1,), ()), Bead((), (1,)))
    return Bitext(original, translation, beads)


def dated(bitext: Bitext) -> Bitext:
    """A bitext of the sample under the date that its name begins with."""
    metadata = replace(bitext.original.metadata, date=find_date(bitext.original.id))
    return replace(bitext, original=replace(bitext.original, metadata=metadata))


@pytest.fixture(scope="module")
def sample(mofa: Path) -> str:
    found = [dated(bitext) for bitext in bitexts(mofa / "truth")]
    finder = RenderingFinder(read_termbase(mofa / "terms.csv"), None)
    return page(gather(found, check(found, finder)))


def test_the_page_stands_alone_and_reads_without_scripts(sample: str) -> None:
    root = html.document_fromstring(sample)
    assert not root.xpath("//link | //img | //iframe | //script[@src]")
    assert "default-src 'none'" in root.xpath("//meta[@http-equiv]/@content")[0]
    for script in root.xpath("//script"):
        script.drop_tree()
    text = root.text_content()
    for part in ("Where to look", "대북 제재", "Documents", "Alignment quality", "Checks"):
        assert part in text


def test_every_link_leads_somewhere(sample: str) -> None:
    root = html.document_fromstring(sample)
    names = set(root.xpath("//@id"))
    links = [link.removeprefix("#") for link in root.xpath("//a/@href")]
    assert links
    assert set(links) <= names


def test_charts_are_drawings_without_scripts(sample: str) -> None:
    root = html.document_fromstring(sample)
    assert len(root.xpath("//figure/*[local-name()='svg']")) > 5
    assert not root.xpath("//*[local-name()='svg']//script")


def test_a_text_with_markup_in_it_is_text() -> None:
    found = page(gather([bitext(1, EVIL)]))
    assert EVIL not in found
    assert "&lt;script&gt;" in found


def test_doubtful_beads_come_first_and_gaps_are_told() -> None:
    root = html.document_fromstring(page(gather([bitext(1, confidence=0.9), bitext(2)])))
    first = root.xpath("//h3[text()='Beads to look at']/following-sibling::div")[0]
    assert "0.30" in first.text_content()
    assert [e.text for e in root.xpath("//p[@class='gap']")] == ["left out", "added"] * 2
    assert root.xpath("//mark[text()='50,000']")


def test_figures_that_disagree_are_marked_and_counted() -> None:
    content = gather([bitext(1)])
    assert content.pairs[0].alarms == 1
    assert content.kinds["figure"] == {"error": 1}
    assert content.coverage == 1
    assert content.types == {"1-1": 1, "1-0": 1, "0-1": 1}


@pytest.mark.parametrize(("bound", "value"), [("WHOLE", 2), ("WHOLE_BEADS", 8)])
def test_many_documents_stand_in_files_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, value: int
) -> None:
    monkeypatch.setattr(module, bound, value)
    written = write_report([bitext(n) for n in range(3)], tmp_path / "r.html")
    assert written[0].name == "r.html"
    assert len({path.name for path in written}) == 4
    root = html.document_fromstring(written[0].read_text("utf-8"))
    for link in root.xpath("//a/@href"):
        file, _, place = link.partition("#")
        target = tmp_path / file if file else written[0]
        assert not place or f'id="{place}"' in target.read_text("utf-8")


def test_pages_stay_as_they_are_when_others_come_and_go_with_their_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WHOLE", 2)
    first = write_report([bitext(n) for n in (2, 4, 6)], tmp_path / "r.html")
    before = {path: path.stat().st_mtime_ns for path in first[1:]}
    more = write_report([bitext(n) for n in range(7)], tmp_path / "r.html")
    assert before == {path: path.stat().st_mtime_ns for path in first[1:]}
    write_report([bitext(n) for n in (0, 1, 3)], tmp_path / "r.html")
    assert sum(path.exists() for path in more[1:]) == 3


def test_the_page_speaks_korean_too() -> None:
    assert "살펴볼 곳" in page(gather([bitext(1)]), "ko")
    assert words("ko").keys() == words("en").keys()


def test_every_doubt_has_korean_words() -> None:
    for value in (*Verdict, *FindingKind, *Doubt, *FormKind):
        assert value_word(value, "ko") != value, value


def test_nothing_that_is_short_of_whole_is_shown_as_whole() -> None:
    assert [figure(share) for share in (1.0, 0.9996, 0.5)] == ["1.00", "0.99", "0.50"]


def test_a_part_is_marked_in_decomposed_text() -> None:
    text = unicodedata.normalize("NFD", "대북 제재에")
    assert "<mark>" in with_mark(text, "대북 제재")
    assert unicodedata.normalize("NFC", str(with_mark(text, "없다"))) == "대북 제재에"


def test_the_command_writes_the_page(
    tmp_path: Path, mofa: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memory, out = tmp_path / "m.db", tmp_path / "report.html"
    with Memory(memory) as opened:
        opened.put_bitext(bitext(1), "test")
    arguments = ["report", str(memory), "-o", str(out), "-t", str(mofa / "terms.csv")]
    assert status([*arguments, "--embedder", "none", "--language", "ko"]) == 0
    assert "정렬 보고서" in out.read_text("utf-8")
    assert status(["report", str(tmp_path / "none.db"), "-o", str(out)]) == 3
