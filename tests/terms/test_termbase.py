from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.errors import FormatError
from align.model import Concept, Language, Term, Termbase, TermStatus
from align.terms.find.occurrences import OccurrenceFinder, form_key
from align.terms.termbase import merged, read_termbase, rewrite_termbase, write_termbase


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "terms.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_the_rows_of_a_concept_belong_together(mofa: Path) -> None:
    concepts = {concept.id: concept for concept in read_termbase(mofa / "terms.csv").concepts}
    women = concepts["comfort-women"]
    assert women.name == "일본군 위안부"
    assert [term.text for term in women.in_language(Language.KOREAN)][-1] == "위안부"
    statuses = {t.text: t.status for t in women.in_language(Language.ENGLISH)}
    assert statuses["comfort women"] is TermStatus.PREFERRED
    assert statuses["comfort girls"] is TermStatus.DEPRECATED


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949", "utf-16"])
def test_spreadsheets_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "concept,language,term\ndokdo,ko,독도\ndokdo,en,Dokdo\n", encoding)
    assert read_termbase(path).concepts[0].name == "독도"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("name,age\nkim,3\n", "no column"),
        ("concept,term\na,독도\n", "no column language"),
        ("language,term\nko,독도\n", "no column concept"),
        ("concept,surface,found,term,rendering,language\n", "table of renderings"),
        ("concept,language,term\ndokdo,fr,Dokdo\n", ":2"),
        ("concept,language,term,status\ndokdo,en,Dokdo,liked\n", ":2"),
        ("concept,language,term\n,ko,독도\n", ":2"),
        ("", "no column"),
        ("concept,language,term\na,ko,독도\na,kok,x\n", ":3.*kok"),
        ("concept,language,term\na,ko,독도\na,ko,--\n", ":3.*no letters"),
        ("concept,language,term\na,en,Dokdo\n", ":2.*no Korean term"),
    ],
)
def test_a_wrong_row_is_an_error_that_names_it(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(FormatError, match=place):
        read_termbase(write(tmp_path, text))


def test_a_missing_termbase_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="cannot be read"):
        read_termbase(tmp_path / "none.csv")


def test_bad_rows_are_passed_over_where_that_is_asked_for(tmp_path: Path) -> None:
    rows = "concept,language,term\na,ko,독도\na,fr,Dokdo\n,en,Rocks\nb,en,Islets\na,en,Dokdo\n"
    problems: list[FormatError] = []
    termbase = read_termbase(write(tmp_path, rows), problems.append)
    assert [term.text for term in termbase.concepts[0].terms] == ["독도", "Dokdo"]
    assert [problem.where.rpartition(":")[2] for problem in problems] == ["3", "4", "5"]


def test_a_row_without_a_term_is_passed_over_and_told(tmp_path: Path) -> None:
    termbase = read_termbase(write(tmp_path, "concept,language,term\na,ko,독도\na,en,\n"))
    assert [term.text for term in termbase.concepts[0].terms] == ["독도"]
    assert ":3: passed over" in termbase.notes[0]


def test_all_bad_rows_are_named_at_once(tmp_path: Path) -> None:
    rows = "".join(f"a{k},fr,quai {k}\n" for k in range(12))
    with pytest.raises(FormatError) as raised:
        read_termbase(write(tmp_path, f"concept,language,term\na,ko,부두\n{rows}"))
    message = str(raised.value)
    assert "12 rows" in message
    assert "row 3 " in message
    assert "row 12 " in message
    assert "row 13 " not in message
    assert "and 2 more" in message
    assert "--skip-bad-rows" in message


def test_a_homograph_is_two_senses(tmp_path: Path) -> None:
    rows = "concept,language,term\n"
    rows += "fruit,ko,배\nfruit,en,pear\nship,ko,배\nship,ko,선박\nship,en,ship\n"
    termbase = read_termbase(write(tmp_path, rows))
    senses = termbase.senses(form_key)
    assert [concept.id for concept in senses["배"]] == ["fruit", "ship"]
    assert [concept.id for concept in senses["선박"]] == ["ship"]
    (found,) = OccurrenceFinder(termbase).find_in("배가 맛있다.")
    assert found.concept == "fruit"


def test_a_term_that_stands_twice_is_one(tmp_path: Path) -> None:
    rows = "concept,language,term,status\n"
    rows += "a,ko,부두,\na,en,Pier,preferred\na,en,pier,forbidden\n"
    termbase = read_termbase(write(tmp_path, rows))
    pier = termbase.concepts[0].terms[1]
    assert (pier.text, pier.status) == ("Pier", TermStatus.DEPRECATED)
    assert any(":4: “pier” stands in a twice" in note for note in termbase.notes)


def test_forms_that_differ_in_spaces_are_no_duplicates(tmp_path: Path) -> None:
    rows = "concept,language,term\na,ko,강제징용\na,ko,강제 징용\n"
    assert len(read_termbase(write(tmp_path, rows)).concepts[0].terms) == 2


def test_signs_of_regular_expressions_are_only_signs(tmp_path: Path) -> None:
    rows = "concept,language,term\na,ko,(가칭) 한*일+ [위원회]\na,en,C++ (R&D)?\n"
    termbase = read_termbase(write(tmp_path, rows))
    text = "제1차 (가칭) 한*일+ [위원회]가 열렸다."
    (found,) = OccurrenceFinder(termbase).find_in(text)
    assert found.surface == "(가칭) 한*일+ [위원회]"


def test_joining_keeps_what_the_termbase_says(tmp_path: Path) -> None:
    mine = write(tmp_path, "concept,language,term,status\na,ko,독도,\na,en,Dokdo,preferred\n")
    known = read_termbase(mine)
    rows = "concept,language,term,status\na,ko,독도,\na,en,Dokdo,deprecated\na,en,Islets,\n"
    new = read_termbase(write(tmp_path, rows))
    terms = {term.text: term.status for term in merged(known, new).concepts[0].terms}
    assert terms["Dokdo"] is TermStatus.PREFERRED
    assert "Islets" in terms


def concept(name: str, *terms: tuple[str, str]) -> Concept:
    return Concept(name, tuple(Term(text, Language(language)) for language, text in terms))


def test_a_glossary_joins_the_concept_that_lists_its_term() -> None:
    known = Termbase((concept("pier", ("ko", "부두"), ("en", "pier")),))
    new = Termbase((concept("부두", ("ko", "부두"), ("en", "quay")),))
    (joined,) = merged(known, new).concepts
    assert [term.text for term in joined.terms] == ["부두", "pier", "quay"]


def test_another_sense_stays_a_concept_of_its_own() -> None:
    known = Termbase((concept("fruit", ("ko", "배"), ("en", "pear")),))
    new = Termbase((concept("ship", ("ko", "배"), ("en", "ship")),))
    assert [c.id for c in merged(known, new).concepts] == ["fruit", "ship"]


def test_numbers_that_are_equal_by_chance_join_nothing() -> None:
    known = Termbase((concept("12", ("ko", "배"), ("en", "pear")),))
    new = Termbase((concept("12", ("ko", "부두"), ("en", "pier")),))
    assert [c.id for c in merged(known, new).concepts] == ["12", "12-2"]


TEXT = st.text(max_size=12) | st.sampled_from(
    ["", "-", "…", "a;b", "a|b", '"', '"a', "#", "\ufeff위", "a\tb", "a\nb", "_x0041_", "=1+2"]
)
TERMS = st.builds(Term, TEXT, st.sampled_from(Language), st.sampled_from(TermStatus), TEXT)
CONCEPTS = st.builds(Concept, TEXT, st.lists(TERMS, max_size=4).map(tuple))


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.xlsx", "t.tbx"])
@given(concepts=st.lists(CONCEPTS, max_size=4))
@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_written_can_be_read(
    name: str, concepts: list[Concept], tmp_path: Path
) -> None:
    path = tmp_path / name
    left_out = write_termbase(Termbase(tuple(concepts)), path)
    read = read_termbase(path)
    assert all(
        any(char.isalnum() for char in term.text) for c in read.concepts for term in c.terms
    )
    if not left_out and len({c.id for c in concepts}) == len(concepts):
        assert sum(len(c.terms) for c in read.concepts) <= sum(len(c.terms) for c in concepts)
    write_termbase(Termbase(read.concepts), path)
    assert read_termbase(path).concepts == read.concepts


def test_what_cannot_be_found_is_left_out_and_told(tmp_path: Path) -> None:
    concepts = (
        concept("pier", ("ko", "부두"), ("en", "—"), ("en", "pier")),
        concept("quay", ("en", "quay")),
    )
    first, second = write_termbase(Termbase(concepts), tmp_path / "t.csv")
    assert "—" in first
    assert "quay" in second
    (read,) = read_termbase(tmp_path / "t.csv").concepts
    assert [term.text for term in read.terms] == ["부두", "pier"]


def test_a_file_that_says_more_is_kept_when_it_is_written_again(tmp_path: Path) -> None:
    path = write(tmp_path, "국문,영문,작성자\n부두,pier,kim\n")
    before = path.read_bytes()
    kept, _ = rewrite_termbase(read_termbase(path), path)
    assert kept == tmp_path / "terms.csv.bak"
    assert kept.read_bytes() == before
    assert rewrite_termbase(read_termbase(path), path)[0] is None


def test_a_termbase_is_not_written_with_any_ending(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text("부두\tpier\n", "utf-8")
    with pytest.raises(FormatError, match="ending"):
        rewrite_termbase(read_termbase(path), path)
    assert [file.name for file in tmp_path.iterdir()] == ["terms.txt"]
