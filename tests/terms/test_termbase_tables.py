"""Glossaries as people keep them: headers, delimiters, encodings, cells, other tools."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from align.errors import FormatError
from align.model import Termbase
from align.terms.termbase import read_termbase

PAIRS = "부두{0}pier\n항만 운영자{0}port operator\n"


def read(folder: Path, text: str, name: str = "g.csv", encoding: str = "utf-8") -> Termbase:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read_termbase(path)


def told(termbase: Termbase) -> list[tuple[str, list[str]]]:
    """Each concept's name, and its English terms with their statuses where not preferred."""
    return [
        (
            concept.name,
            [
                t.text if t.status == "preferred" else f"{t.text} ({t.status})"
                for t in concept.terms
                if t.language == "en"
            ],
        )
        for concept in termbase.concepts
    ]


PLAIN = [("부두", ["pier"]), ("항만 운영자", ["port operator"])]


@pytest.mark.parametrize(
    "header",
    [
        *(
            "ko{0}en",
            "KO{0}EN",
            "한국어{0}영어",
            "용어{0}영문",
            "국문{0}영문",
            "한글{0}English",
        ),
        *("Korean{0}English", "source{0}target", "원문{0}번역", "ko-KR{0}en_GB", "KR{0}EN"),
        *("국문 용어{0}영문 용어", "한글명{0}영문명", "Korean Term{0}English Term"),
        *("용어(국문){0}용어(영문)", "표제어{0}대역어", "한국어 (원문){0}영어 (번역)"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_two_columns_are_known_by_their_headers(
    tmp_path: Path, header: str, delimiter: str
) -> None:
    termbase = read(tmp_path, f"{header}\n{PAIRS}".format(delimiter))
    assert told(termbase) == PLAIN
    assert not termbase.notes


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["g.csv", "g.txt", "g.tab", "g.utf8", "g.TSV"])
def test_without_headers_letters_tell_the_columns(
    tmp_path: Path, delimiter: str, name: str
) -> None:
    assert told(read(tmp_path, PAIRS.format(delimiter), name)) == PLAIN
    swapped = f"pier{delimiter}부두\nport operator{delimiter}항만 운영자\n"
    assert told(read(tmp_path, swapped, name)) == PLAIN


def test_letters_tell_what_is_source_and_what_target(tmp_path: Path) -> None:
    assert told(read(tmp_path, "Source Term,Target Term\npier,부두\n")) == PLAIN[:1]


def test_korean_terms_may_be_in_latin_letters(tmp_path: Path) -> None:
    termbase = read(tmp_path, "용어,번역\n부두,pier\nPSC,port state control\n")
    assert told(termbase) == [("부두", ["pier"]), ("PSC", ["port state control"])]
    (concept,) = read(tmp_path, "ko,en\n항만국통제(PSC),port state control\n").concepts
    assert [term.text for term in concept.terms] == ["항만국통제", "PSC", "port state control"]


def test_source_beside_two_languages_is_where_a_term_was_found(tmp_path: Path) -> None:
    termbase = read(tmp_path, "ko,en,source\n부두,pier,Harbour Act\n")
    assert told(termbase) == PLAIN[:1]
    assert termbase.concepts[0].terms[1].note == "Harbour Act"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_files_of_spreadsheets_are_read(tmp_path: Path, encoding: str, ends: str) -> None:
    text = f"국문\t영문\n{PAIRS}".format("\t").replace("\n", ends)
    assert told(read(tmp_path, text, "g.csv", encoding)) == PLAIN


def test_utf_16_with_the_great_byte_first_is_read(tmp_path: Path) -> None:
    text = f"\ufeff국문,영문\n{PAIRS}".format(",")
    assert told(read(tmp_path, text, encoding="utf-16-be")) == PLAIN


def test_headers_that_name_both_languages_may_say_more(tmp_path: Path) -> None:
    text = "연도별,국문 정식명칭,English full title\n2019,부두,pier\n"
    assert told(read(tmp_path, text)) == PLAIN[:1]
    memoq = (
        "Entry_ID;Entry_Subject;Korean;Korean_Def;English;English_Def\n1;;부두;배;pier;ship\n"
    )
    assert told(read(tmp_path, memoq)) == PLAIN[:1]


def test_titles_stand_above_the_headers(tmp_path: Path) -> None:
    text = "항만 용어집,Port glossary\n\n작성: 2019,\nNo.,국문,영문\n1,부두,pier\n"
    assert told(read(tmp_path, text)) == PLAIN[:1]


def test_words_of_headers_may_be_terms(tmp_path: Path) -> None:
    termbase = read(tmp_path, "부두,pier\n용어,term\n번역,translation\n")
    assert told(termbase) == [("부두", ["pier"]), ("용어", ["term"]), ("번역", ["translation"])]


def test_further_columns_are_notes_synonyms_or_passed_over_and_told(tmp_path: Path) -> None:
    text = (
        "국문,영문,영문약어,영문 동의어,금지어(영문),비고,담당자\n"
        "항만국통제,port state control,PSC,control by the port state,harbour policing,"
        "조약,kim\n"
    )
    termbase = read(tmp_path, text)
    english = [
        "port state control",
        *("PSC (admitted)", "control by the port state (admitted)"),
        "harbour policing (deprecated)",
    ]
    assert told(termbase) == [("항만국통제", english)]
    assert termbase.concepts[0].terms[1].note == "조약"
    assert [note.partition(": ")[2] for note in termbase.notes] == [
        "columns passed over: 담당자"
    ]


@pytest.mark.parametrize(
    ("cell", "english"),
    [
        ("pier; quay", ["pier", "quay (admitted)"]),
        ('"pier\nquay"', ["pier", "quay (admitted)"]),
        ("pier|quay", ["pier", "quay (admitted)"]),
        ("pier / quay", ["pier", "quay (admitted)"]),
        ("load and/or unload", ["load and/or unload"]),
        ('"piers, quays and jetties"', ["piers, quays and jetties"]),
        ("pier (stone; wood)", ["pier (stone; wood)"]),
        ("Port State Control (PSC)", ["Port State Control", "PSC (admitted)"]),
        ('"Port State Control\n(PSC)"', ["Port State Control", "PSC (admitted)"]),
        ("PSC (port state control)", ["PSC", "port state control (admitted)"]),
        ("bank (river)", ["bank (river)"]),
        ('"1. pier\n2. quay"', ["pier", "quay (admitted)"]),
    ],
)
def test_a_cell_may_hold_several_terms(tmp_path: Path, cell: str, english: list[str]) -> None:
    assert told(read(tmp_path, f"ko,en\n부두,{cell}\n")) == [("부두", english)]


def test_hanja_in_brackets_are_a_note(tmp_path: Path) -> None:
    (concept,) = read(tmp_path, "ko,en\n부두(埠頭),pier\n").concepts
    assert [(t.text, t.note) for t in concept.terms] == [("부두", ""), ("pier", "埠頭")]


def test_rows_without_one_of_the_languages_are_passed_over_and_told(tmp_path: Path) -> None:
    termbase = read(tmp_path, "ko,en\n부두,pier\n방파제,\n,crane\n안벽,-\n")
    assert told(termbase) == PLAIN[:1]
    assert [note.split(":")[1] for note in termbase.notes] == ["3", "4", "5"]


def test_rows_with_the_languages_mixed_up_are_wrong(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"2 rows.*row 3 has “방파제”.*row 4 has “안벽”"):
        read(tmp_path, "ko,en\n부두,pier\nbreakwater,방파제\nquay wall,안벽\n")


def test_a_korean_term_in_several_rows_is_one_concept(tmp_path: Path) -> None:
    termbase = read(tmp_path, "ko,en,상태\n부두,pier,\n부두,quay,\n부두,bridge,사용 금지\n")
    assert told(termbase) == [("부두", ["pier", "quay (admitted)", "bridge (deprecated)"])]
    assert len(termbase.notes) == 2


def test_a_word_in_two_domains_is_two_concepts(tmp_path: Path) -> None:
    termbase = read(tmp_path, "용어,영어,분야\n배,pear,농업\n배,ship,해운\n배,vessel,해운\n")
    assert told(termbase) == [("배", ["pear"]), ("배", ["ship", "vessel (admitted)"])]


def test_omegat_glossaries_keep_their_quotation_marks_and_lose_their_remarks(
    tmp_path: Path,
) -> None:
    text = (
        '# Glossary in tab-separated format\n부두\tpier\tthe "old" one\n"새" 부두\tnew pier\n'
    )
    termbase = read(tmp_path, text, "g.txt")
    assert told(termbase) == [("부두", ["pier"]), ('"새" 부두', ["new pier"])]
    assert termbase.concepts[0].terms[1].note == 'the "old" one'


def test_a_stray_quotation_mark_costs_no_other_row(tmp_path: Path) -> None:
    termbase = read(tmp_path, 'ko,en\n"부두,pier\n방파제,"break" water\n안벽,"quay, wall"\n')
    assert told(termbase) == [
        ("부두", ["pier"]),
        ("방파제", ['"break" water']),
        ("안벽", ["quay, wall"]),
    ]


def test_a_table_of_iate_is_read_with_its_bars(tmp_path: Path) -> None:
    text = (
        "E_ID|L_CODE|T_TERM|T_TYPE|T_EVALUATION\n"
        "77|ko|부두|Term|\n77|en|pier|Term|Preferred\n77|en|quay|Term|\n"
        "77|en|mole|Term|Obsolete\n77|fr|quai|Term|\n78|en|crane|Term|\n"
    )
    termbase = read(tmp_path, text)
    assert told(termbase) == [("부두", ["pier", "quay (admitted)", "mole (deprecated)"])]
    assert any("1 of fr" in note for note in termbase.notes)
    assert any("78 has no Korean term" in note for note in termbase.notes)


def test_our_own_headers_may_be_written_in_any_way(tmp_path: Path) -> None:
    text = "Terms of the port\n\nConcept ID;Language Code;Term;Status;Note\n"
    text += "p;KO-KR;부두;Preferred;\np;English;quay, old;do not use;\n"
    assert told(read(tmp_path, text)) == [("부두", ["quay, old (deprecated)"])]


def test_the_first_sheet_that_is_shown_and_has_terms_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    cover, hidden, terms = book.active, book.create_sheet("old"), book.create_sheet("용어")
    cover.append(["항만청 용어집"])
    hidden.append(["국문", "영문"])
    hidden.append(["부두", "wharf"])
    hidden.sheet_state = "hidden"
    for row in (
        ["항만 용어", None, None],
        [None, None, None],
        ["번호", "국문", "영문"],
        [1, "부두", "pier"],
        [None, None, "quay"],
        [2, "방파제", "breakwater"],
    ):
        terms.append(row)
    terms.merge_cells("A1:C1")
    terms.merge_cells("B4:B5")
    book.save(tmp_path / "g.xlsx")
    termbase = read_termbase(tmp_path / "g.xlsx")
    assert told(termbase) == [("부두", ["pier", "quay (admitted)"]), ("방파제", ["breakwater"])]
    assert any(":5:" in note for note in termbase.notes)


def test_a_cover_with_a_title_in_both_languages_is_no_sheet_with_terms(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["항만 용어집", "Port glossary"])
    for name, rows in (
        ("ㄱ", [["국문", "영문"], ["계선", "mooring"]]),
        ("ㅂ", [["국문", "영문"]]),
    ):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book["ㅂ"].append(["부두", "pier"])
    book.save(tmp_path / "g.xlsx")
    termbase = read_termbase(tmp_path / "g.xlsx")
    assert told(termbase) == [("계선", ["mooring"])]
    assert any("others with terms: ㅂ" in note for note in termbase.notes)


def test_an_old_workbook_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "g.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(FormatError, match="xlsx"):
        read_termbase(tmp_path / "g.xls")
