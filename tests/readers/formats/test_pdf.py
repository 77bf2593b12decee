from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdf import PdfReader as Reader
from pypdf import PdfWriter

from align.errors import EmptyInputError, InputError
from align.readers.formats.pdf import PdfReader, joining
from align.readers.formats.pdf.furniture import is_furniture
from align.readers.formats.pdf.joining import Joiner
from align.readers.formats.pdf.lines import PrintedLine
from tests.conftest import FORMATS


def printed(text: str, top: float, size: float = 11, page: int = 1) -> PrintedLine:
    return PrintedLine(text, page, 90, 500, top, top + size, size, 90, 500)


def test_a_scanned_file_is_said_to_be_one() -> None:
    packed = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(packed, "PDF")
    with pytest.raises(EmptyInputError, match="scanned"):
        PdfReader().extract(packed.getvalue(), None)


def test_a_password_is_named_as_such() -> None:
    writer = PdfWriter(clone_from=Reader(FORMATS / "forum.en.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    packed = io.BytesIO()
    writer.write(packed)
    with pytest.raises(InputError, match="password"):
        PdfReader().extract(packed.getvalue(), None)


def test_a_damaged_file_says_so() -> None:
    with pytest.raises(InputError, match="damaged"):
        PdfReader().extract(b"%PDF-1.7\n1 0 obj <<", None)


def test_running_heads_and_page_numbers_are_furniture() -> None:
    pages = [
        [printed("외교부 보도자료", 30), printed(f"본문 {n}", 300), printed(f"- {n} -", 800)]
        for n in (1, 2, 3)
    ]
    found = is_furniture(pages, [842.0] * 3)
    assert found == {(page, line) for page in range(3) for line in (0, 2)}


def test_a_line_that_only_one_page_has_at_its_top_is_text() -> None:
    pages = [[printed("제목", 40), printed("본문", 300)], [printed("다음", 300)]]
    assert is_furniture(pages, [842.0] * 2) == set()


def test_blanks_at_line_ends_decide_where_the_file_keeps_them() -> None:
    broken = ["양국 간 협", "력을 강화하고 ", "이를 위해 노", "력하기로 "]
    joiner = Joiner(broken, broken)
    assert (
        joiner.join([*broken, "하였다."])
        == "양국 간 협력을 강화하고 이를 위해 노력하기로 하였다."
    )


def test_where_lines_end_between_words_a_missing_blank_is_an_accident() -> None:
    broken = ["몽골 환경관광부", "차관과 함께 ", "포럼을 주재하고, ", "방지와 "]
    joiner = Joiner(broken, broken)
    assert joiner.join(["몽골 환경관광부", "차관과 함께"]) == "몽골 환경관광부 차관과 함께"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("양국은 협력을", "강화하였다", "양국은 협력을 강화하였다"),
        ("협의하기로 하", "였다.", "협의하기로 하였다."),
        ("지난 3년간", "85만 달러", "지난 3년간 85만 달러"),
        ("참석자는 12", "0여 명", "참석자는 120여 명"),
        ("the two coun-", "tries agreed", "the two countries agreed"),
        ("by the end of", "2027 and", "by the end of 2027 and"),
    ],
)
@pytest.mark.parametrize("kiwi", [True, False])
def test_words_broken_at_a_line_end_are_joined(
    first: str, second: str, joined: str, kiwi: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not kiwi:
        monkeypatch.setattr(joining, "installed", lambda: None)
    assert Joiner([first, second], []).join([first, second]) == joined


def test_a_hyphen_that_the_document_has_elsewhere_stays() -> None:
    lines = ["a long-term plan for it", "and so a long-", "term plan"]
    assert Joiner(lines, []).join(lines[1:]) == "and so a long-term plan"


def test_figures_below_one_another_in_a_cell_stay_apart() -> None:
    joiner = Joiner([], [])
    assert joiner.join(["18,870", "209", "(3.5)", "-12%"]) == "18,870 209 (3.5) -12%"
    assert joiner.join(["올해 등대는 1,2", "40곳이다."]) == "올해 등대는 1,240곳이다."
