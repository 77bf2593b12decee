from __future__ import annotations

from align.readers.formats.html import HtmlReader


def extract(body: str) -> list[tuple[str, bool]]:
    page = f"<html><head><title>t</title></head><body>{body}</body></html>"
    return [(x.text, x.furniture) for x in HtmlReader().extract(page.encode(), None).lines]


def test_inline_markup_does_not_cut_a_block_or_its_words() -> None:
    assert extract("<p>외교<b>장관</b>은 <span>12</span>월</p>") == [("외교장관은 12월", False)]


def test_a_line_break_cuts_and_a_table_row_is_one_block() -> None:
    body = "<p>하나<br>둘</p><table><tr><td>가</td><td>나 다</td></tr></table>"
    assert [text for text, _ in extract(body)] == ["하나", "둘", "가 | 나 다"]


def test_a_block_within_a_block_is_read_once_and_in_order() -> None:
    assert [t for t, _ in extract("<div>가<p>나</p>다</div>")] == ["가", "나", "다"]


def test_menus_and_footers_are_marked_and_scripts_are_gone() -> None:
    body = "<div><a>홈</a> <a>소개</a></div><script>x</script><p>글</p><footer>주소</footer>"
    assert extract(body) == [("홈 소개", True), ("글", False), ("주소", True)]


def test_a_paragraph_with_two_links_in_a_sentence_is_no_menu() -> None:
    assert extract("<p>See <a>one</a> and <a>two</a>.</p>") == [("See one and two.", False)]


def test_the_address_of_the_page_is_taken_from_its_head() -> None:
    page = (
        b'<html><head><link rel="canonical" href="https://example.org/1"></head><p>a</p></html>'
    )
    assert HtmlReader().extract(page, None).url == "https://example.org/1"


def test_a_page_in_euc_kr_is_read() -> None:
    page = '<html><head><meta charset="euc-kr"></head><p>장관은</p></html>'.encode("cp949")
    assert [line.text for line in HtmlReader().extract(page, None).lines] == ["장관은"]
