from __future__ import annotations

from align.lang.detect import block_language, detect_blocks
from align.model import Language
from align.readers import read_bytes
from align.readers.layout.bilingual import split_languages
from align.readers.parts.line import Line

KOREAN = [
    "한·칠레 자유무역협정 개선 협상",
    "1. 양측은 2016.6.7.(화) 산티아고에서 제4차 협상을 개최하였다.",
    "2. 양국 교역은 2004년 이후 4배로 늘어 62억 달러에 이르렀다.",
    "3. 차기 협상은 9월 서울에서 열린다.",
]
ENGLISH = [
    "Negotiations to Improve the Korea-Chile FTA",
    "1. The two sides held the fourth round of negotiations in Santiago on June 7, 2016.",
    "2. Trade has grown fourfold since 2004 and reached 6.2 billion dollars.",
    "3. The next round is to take place in Seoul in September.",
]
QUOTED = (
    "“We stand together, as we have for seventy years, and we will go on standing together "
    "whatever may come, for our peoples know what it means to be free,” she said in English."
)


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


def test_texts_by_turns_and_one_after_the_other_are_split() -> None:
    by_turns = [text for pair in zip(KOREAN, ENGLISH, strict=True) for text in pair]
    for texts in (by_turns, KOREAN + ENGLISH, ENGLISH + KOREAN):
        sides = split_languages(lines(*texts))
        assert sides is not None
        assert [line.text for line in sides[Language.KOREAN]] == KOREAN
        assert [line.text for line in sides[Language.ENGLISH]] == ENGLISH


def test_two_columns_of_a_table_are_split_whatever_stands_beside_them() -> None:
    rows = [
        Line(f"{n} | {a} | {b}", cells=(str(n), a, b))
        for n, (a, b) in enumerate(zip(KOREAN, ENGLISH, strict=True))
    ]
    sides = split_languages(rows)
    assert sides is not None
    assert [line.text for line in sides[Language.KOREAN]] == KOREAN


def test_a_korean_page_that_quotes_english_stays_one_korean_page() -> None:
    page = "\n\n".join([*KOREAN, QUOTED, QUOTED.replace("she", "he")])
    (document,) = read_bytes(page.encode(), ".txt", name="page.txt").documents
    assert document.language is Language.KOREAN
    assert [s.language for s in document.segments[-2:]] == [Language.ENGLISH] * 2
    assert all(segment.language is None for segment in document.segments[:-2])


def test_two_texts_that_share_no_figures_are_no_translations() -> None:
    other = [
        "Speech at the Opening of the Museum",
        "1. On May 19, 1998 some 340 guests came to see the 77 paintings from Lisbon.",
        "2. The building, of 1883, cost 45 million and has 12 halls.",
        "3. It is open on 250 days a year, except on December 25.",
    ]
    assert split_languages(lines(*KOREAN, *other)) is None


def test_a_page_with_its_english_title_stays_one() -> None:
    assert split_languages(lines(KOREAN[0], ENGLISH[0], *KOREAN[1:])) is None


def test_the_language_of_a_block() -> None:
    assert block_language("KOICA와 MOU 체결") is Language.KOREAN
    assert block_language("Minister Park") is Language.ENGLISH
    assert block_language("12 | 345") is None
    assert detect_blocks([KOREAN[1], QUOTED]) == Language.ENGLISH
    assert detect_blocks([*KOREAN, QUOTED]) == Language.KOREAN


def test_a_language_that_is_given_keeps_a_file_whole() -> None:
    text = "\n\n".join(KOREAN + ENGLISH).encode()
    reading = read_bytes(text, ".txt", name="both.txt", language=Language.KOREAN)
    assert len(reading.documents) == 1
