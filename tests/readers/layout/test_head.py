"""Heads of pages: menus above, the title, and what the page says of itself."""

from __future__ import annotations

import pytest

from align.model import Kind
from align.readers.layout.boilerplate import Page, take_apart
from align.readers.layout.facts import facts_of, file_names
from align.readers.layout.menus import is_foot, is_menu
from align.readers.parts.line import Line

TITLE = "등대 수리 계획 발표"
TEXT = "□ 해양청은 오늘 낡은 등대를 모두 고치겠다고 밝혔다."


def apart(*texts: str) -> Page:
    return take_apart([Line(text, number) for number, text in enumerate(texts, start=1)])


@pytest.mark.parametrize(
    "head",
    [
        ["본문 바로가기", "등대 소식", TITLE, "작성일", "2031-03-10", "조회수", "12"],
        ["콘텐츠 바로가기", "해양청", TITLE, "• 작성일 : 2031-03-10", "• 조회수 : 12"],
        ["홈 > 소식 > 보도자료", "등대 소식", TITLE, "작성일 2031-03-10 조회수 12"],
        ["1. 국가상징", "2. RSS", "해양청", TITLE, "등록일: 2031-03-10 | 조회: 12"],
        ["Skip navigation", "Lights", TITLE, "Date : 2031-03-10 10:11:12", "Hits : 12"],
    ],
)
def test_the_title_stands_above_the_facts_and_all_above_it_is_the_sites(
    head: list[str],
) -> None:
    page = apart(*head, TEXT)
    assert [line.text for line in page.body] == [TITLE, TEXT]
    assert page.titled
    assert str(page.date) == "2031-03-10"
    assert page.facts["hits"].startswith("12")


def test_nothing_above_a_title_goes_where_no_menu_stands() -> None:
    page = apart("해양청 보도 참고", TITLE, "작성일", "2031-03-10", TEXT)
    assert [line.text for line in page.body][:2] == ["해양청 보도 참고", TITLE]


def test_prose_above_the_facts_is_never_a_head() -> None:
    prose = "등대는 배가 길을 잃지 않도록 밤마다 바다를 비추어 준다."
    page = apart("본문 바로가기", prose, TITLE, "작성일", "2031-03-10", TEXT)
    assert prose in [line.text for line in page.body]


def test_a_label_over_a_table_belongs_to_it() -> None:
    row = Line("이름 | 수", 3, cells=("이름", "수"))
    page = take_apart([Line("등대 목록표", 1), Line("날짜", 2), row])
    assert [line.text for line in page.body] == ["등대 목록표", "날짜", "이름 | 수"]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("• 작성일 : 2031-03-10", [("date", "2031-03-10")]),
        ("작성일 2031-03-10 조회수 12", [("date", "2031-03-10"), ("hits", "12")]),
        ("부서명 : 등대과 | 조회수 : 3", [("department", "등대과"), ("hits", "3")]),
        ("2031. 3. 10.(월)", [("date", "2031. 3. 10.(월)")]),
        ("작성일은 아직 모른다.", []),
        ("조회수가 12번을 넘었다.", []),
        ("3. 작성일 : 2031-03-10", []),
        ("View the file", []),
    ],
)
def test_facts_are_read_in_the_forms_that_pages_print(
    text: str, facts: list[tuple[str, str]]
) -> None:
    assert facts_of(Line(text)) == facts


@pytest.mark.parametrize(
    "text",
    [
        "첨부파일 31-91 등대 수리.hwp 첨부파일 미리보기",
        "등대.pdf (120 KB)",
        "Attachment: light.docx",
    ],
)
def test_attached_files_are_facts(text: str) -> None:
    assert [name for name, _ in facts_of(Line(text))] == ["files"]


@pytest.mark.parametrize(
    "text",
    [
        "본문 바로가기",
        "Home > News > Lights",
        "보도자료 상세보기",
        "Ministry of Lights facebook",
        "1. RSS",
    ],
)
def test_lines_of_menus_are_known(text: str) -> None:
    assert is_menu(Line(text))


@pytest.mark.parametrize(
    "text", [TITLE, TEXT, "The News of the Day", "A > B", "등대 바로 알기"]
)
def test_lines_of_a_text_are_no_menu(text: str) -> None:
    assert not is_menu(Line(text))


def test_neighbouring_releases_end_a_page() -> None:
    assert is_foot(Line("• 이전글 낡은 부두를 고친다"))
    page = apart(TITLE, TEXT, "이전글 낡은 부두를 고친다", "다음글이 없습니다.")
    assert [line.text for line in page.body] == [TITLE, TEXT]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("첨부파일 : 등대 수리 계획.hwp", ["등대 수리 계획.hwp"]),
        ("첨부파일2. plan a.pdf (1.2MB) 미리보기", ["plan a.pdf"]),
        ("• 등대 수리(안).hwpx 다운로드 미리보기", ["등대 수리(안).hwpx"]),
        ("[붙임] 그림.zip [3.4MB]", ["[붙임] 그림.zip"]),
        ("Attachment: Lights 2031.docx", ["Lights 2031.docx"]),
        ("등대.hwp 다운로드 등대.pdf 다운로드", ["등대.hwp", "등대.pdf"]),
        ("• 등대 수리.hwp 다운로드 209KB 다운로드 12회 바로보기 바로듣기", ["등대 수리.hwp"]),
        ("첨부파일 전체(압축) 다운로드", []),
        ("그 값은 lights.txt에 적어 두었다.", []),
    ],
)
def test_files_that_a_page_offers_are_known_by_their_names(text: str, names: list[str]) -> None:
    assert file_names(text) == names


def test_what_a_page_offers_and_how_often_it_was_read_is_kept() -> None:
    page = apart(
        "홈 > 소식",
        TITLE,
        "작성일 : 2031-03-10",
        "조회수 : 1,846",
        "첨부파일 : 등대.hwp",
        TEXT,
        "첨부파일",
        "등대.hwp",
        "사진.jpg 미리보기",
    )
    assert page.hits == 1846
    assert page.attachments == ("등대.hwp", "사진.jpg")
    assert [line.text for line in page.body] == [TITLE, TEXT]


def test_a_board_that_labels_the_title_gives_it_to_the_page() -> None:
    rows = [("번호", "12", "조회", "1,042"), ("제목", TITLE), ("등록일", "2031-03-10")]
    lines = [Line("등대 소식", 1, kind=Kind.HEADING), Line("글 내용보기", 2)]
    lines += [Line(" | ".join(row), 3, kind=Kind.ROW, cells=row) for row in rows]
    page = take_apart([*lines, Line("내용", 6), Line(TEXT, 7)])
    assert [line.text for line in page.body] == [TITLE, TEXT]
    assert (page.titled, page.hits, str(page.date)) == (True, 1042, "2031-03-10")


@pytest.mark.parametrize(
    "head", [["제목 : " + TITLE], ["제목", TITLE], ["Subject: " + TITLE], ["제  목 : " + TITLE]]
)
def test_a_title_may_be_labelled_in_a_line_or_above_it(head: list[str]) -> None:
    page = apart(*head, "작성일 : 2031-03-10", TEXT)
    assert [line.text for line in page.body] == [TITLE, TEXT]


def test_a_row_of_labels_is_a_head_of_a_table() -> None:
    row = ("제목", "날짜")
    page = take_apart([Line("등대 목록", 1), Line("제목 | 날짜", 2, kind=Kind.ROW, cells=row)])
    assert [line.text for line in page.body] == ["등대 목록", "제목 | 날짜"]


def test_a_heading_that_begins_with_its_label_is_the_title_without_it() -> None:
    page = take_apart([Line(f"제 목 : {TITLE}", 1, kind=Kind.TITLE), Line(TEXT, 2)])
    assert [line.text for line in page.body] == [TITLE, TEXT]
