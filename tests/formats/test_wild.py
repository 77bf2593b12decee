"""Files as other tools write them, and each format's own ways."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from align.errors import FormatError
from align.formats.base import Options, Which
from align.formats.facing import PageFormat
from align.formats.ladder import LadderFormat
from align.formats.plain import MosesFormat
from align.formats.tmx import TmxFormat
from align.formats.unit import Unit
from align.formats.xliff import XliffFormat
from align.formats.xlsx import XlsxFormat
from align.model import Bead, Bitext, Document, Language, Level, Segment, Status

WILD = """<tmx version="1.4"><header srclang="EN-US"/><body>
<tu tuid="1"><note>check</note>
 <tuv lang="EN-US"><seg>The <bpt i="1">&lt;b></bpt>two<ept i="1">&lt;/b></ept> sides<ph>{1}</ph>
</seg></tuv>
 <tuv lang="en-gb"><seg>Both sides</seg></tuv>
 <tuv lang="KO-KR"><seg>양측은 <hi>협의</hi>했다</seg></tuv>
 <tuv lang="ja"><seg>双方</seg></tuv></tu>
<tu><tuv xml:lang="ja"><seg>双方</seg></tuv></tu>
</body></tmx>"""


def made(**bead: object) -> Bitext:
    return Bitext(
        Document("k.txt", Language.KOREAN, (Segment("=1+1"), Segment("나"), Segment("다"))),
        Document("e.txt", Language.ENGLISH, (Segment("a"), Segment("b"))),
        (
            Bead((0,), (1,), 0.5, crossing=True, **bead),  # type: ignore[arg-type]
            Bead((1,), (0,), 0.9),
            Bead((2,), (), 0.8),
        ),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_memory_of_another_tool_is_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "wild.tmx"
    path.write_text(WILD, encoding)
    assert list(TmxFormat().read(path)) == [
        Unit("양측은 협의했다", "The two sides\n", note="check"),
        Unit("양측은 협의했다", "Both sides", note="check"),
        Unit("", ""),  # in neither language; whoever takes units says what becomes of it
    ]


def test_inline_codes_are_kept_on_request(tmp_path: Path) -> None:
    path = tmp_path / "wild.tmx"
    path.write_text(WILD, "utf-8")
    unit = next(iter(TmxFormat(keep_codes=True).read(path)))
    assert unit.translation == "The <b>two</b> sides{1}\n"


def test_language_codes_and_date_are_written_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    options = Options("ko-KR", "en-GB", created="20171219T100000Z")
    TmxFormat().write([made()], path, options)
    header = next(etree.parse(path).iter("header"))
    assert (header.get("srclang"), header.get("creationdate")) == ("ko-KR", "20171219T100000Z")
    codes = {next(iter(tuv.attrib.values())) for tuv in etree.parse(path).iter("tuv")}
    assert codes == {"ko-KR", "en-GB"}


@pytest.mark.parametrize("version", ["2.1", "1.2"])
def test_a_state_that_another_tool_changed_counts(version: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    XliffFormat().write([made()], path, Options(version=version))
    text = path.read_text("utf-8").replace('state="translated"', 'state="final"', 1)
    path.write_text(text, "utf-8")
    assert [unit.status for unit in XliffFormat().read(path)] == [Status.ACCEPTED, Status.AUTO]


def test_xliff_from_english_to_korean_is_turned_round(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(
        '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" '
        'trgLang="ko"><file id="1"><unit id="1"><segment><source>a <ph id="1"/>b'
        "</source><target>가</target></segment></unit></file></xliff>",
        "utf-8",
    )
    assert list(XliffFormat().read(path)) == [Unit("가", "a b")]


def test_xliff_of_other_languages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    XliffFormat().write([made()], path)
    path.write_text(path.read_text("utf-8").replace('trgLang="en"', 'trgLang="fr"'), "utf-8")
    with pytest.raises(FormatError, match="not between ko and en"):
        list(XliffFormat().read(path))


def test_an_unknown_version_of_xliff_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"2\.1, 2\.2, 1\.2"):
        XliffFormat().write([], tmp_path / "a.xlf", Options(version="3"))


def test_sentences_of_a_paragraph_are_segments_of_one_unit(tmp_path: Path) -> None:
    korean = (Segment("가", line=4), Segment("나", line=4), Segment("다", line=9))
    sentences = Bitext(
        Document("k", Language.KOREAN, korean),
        Document("e", Language.ENGLISH, tuple(map(Segment, "abc"))),
        tuple(Bead((k,), (k,)) for k in range(3)),
        Level.SENTENCE,
    )
    path = tmp_path / "a.xlf"
    XliffFormat().write([sentences], path)
    units = list(etree.parse(path).iter("{*}unit"))
    assert [len(list(unit.iter("{*}segment"))) for unit in units] == [2, 1]
    assert [unit.original for unit in XliffFormat().read(path)] == ["가", "나", "다"]


def test_a_workbook_is_made_for_people(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    XlsxFormat().write([made()], path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].alignment.wrap_text
    assert sheet.conditional_formatting
    assert "accepted" in sheet.data_validations.dataValidation[0].formula1


def test_a_workbook_may_have_a_sheet_for_each_pair(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    bitexts = [
        Bitext(
            Document(f"ko/{name}.txt", Language.KOREAN, (Segment("가"),)),
            Document(f"en/{name}.txt", Language.ENGLISH, (Segment("a"),)),
            (Bead((0,), (0,)),),
        )
        for name in ("what? [1]", "b" * 40)
    ]
    XlsxFormat().write(bitexts, path, Options(sheet_each=True))
    assert openpyxl.load_workbook(path).sheetnames == ["1 what_ _1_", f"2 {'b' * 29}"]
    assert [unit.document for unit in XlsxFormat().read(path)] == [
        bitext.original.id for bitext in bitexts
    ]


def test_a_text_that_no_cell_can_hold_is_an_error(tmp_path: Path) -> None:
    long = Bitext(
        Document("k", Language.KOREAN, (Segment("가" * 40_000),)),
        Document("e", Language.ENGLISH, (Segment("a"),)),
        (Bead((0,), (0,)),),
    )
    with pytest.raises(FormatError, match="too long for a cell"):
        XlsxFormat().write([long], tmp_path / "a.xlsx")
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_workbook_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("no", "utf-8")
    with pytest.raises(FormatError, match="no Excel workbook"):
        list(XlsxFormat().read(tmp_path / "a.xlsx"))


def test_plain_files_have_a_line_a_unit(tmp_path: Path) -> None:
    MosesFormat().write([made(edited=("가\n나", "a"))], tmp_path / "x.moses")
    assert (tmp_path / "x.ko").read_text("utf-8") == "가 나\n나\n"
    assert [u.translation for u in MosesFormat().read(tmp_path / "x.moses")] == ["a", "a"]


def test_plain_files_of_different_lengths_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.ko").write_text("가\n나\n", "utf-8")
    (tmp_path / "x.en").write_text("a\n", "utf-8")
    with pytest.raises(FormatError, match="belong together"):
        list(MosesFormat().read(tmp_path / "x.moses"))


def test_a_ladder_climbs_both_sides(tmp_path: Path) -> None:
    plain = Bitext(
        Document("k", Language.KOREAN, tuple(map(Segment, "가나다"))),
        Document("e", Language.ENGLISH, tuple(map(Segment, "ab"))),
        (Bead((0, 1), (0,), 0.9), Bead((2,), (), 0.8), Bead((), (1,), 0.7)),
    )
    LadderFormat().write([plain], tmp_path / "a.ladder")
    rungs = (tmp_path / "a.ladder").read_text("utf-8").splitlines()
    assert rungs == ["0\t0\t0.9000", "2\t1\t0.8000", "3\t1\t0.7000", "3\t2\t0"]
    with pytest.raises(FormatError, match="one bitext"):
        LadderFormat().write([plain, plain], tmp_path / "b.ladder")


def test_facing_pages_show_every_bead_without_scripts(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    report = PageFormat().write([made()], path)
    assert report.units == 3
    page = etree.parse(path, etree.HTMLParser(encoding="utf-8"))
    assert [cell.text for cell in page.iter("td") if cell.get("lang") == "ko"] == [
        "=1+1", "나", "다",
    ]  # fmt: skip
    assert not list(page.iter("script"))
    assert PageFormat().write([made()], path, Options(which=Which.ONE_SIDED)).units == 1
