"""What holds for every format: what comes back, what is valid, what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.aligner import Aligner
from align.aligner.embedding import default_embedder
from align.errors import FormatError
from align.formats.base import (
    DEFAULTS,
    Duplicates,
    ExportReport,
    HoldsBitexts,
    HoldsUnits,
    Options,
    Which,
    selected,
)
from align.formats.carried import carriable
from align.formats.registry import format_of
from align.formats.unit import Unit, bitext_of, units_by_document, units_of
from align.model import Bead, Bitext, Document, Language, Segment, Status
from align.readers import read

WHOLE = ["a.tmx", "a.xlf", "b.xlf", "c.xlf", "a.tsv", "a.csv", "a.xlsx"]
VERSIONS = {"b.xlf": Options(version="1.2"), "c.xlf": Options(version="2.2")}


def bitext(korean: str, english: str, **bead: object) -> Bitext:
    return Bitext(
        Document("k.txt", Language.KOREAN, (Segment(korean),)),
        Document("e.txt", Language.ENGLISH, (Segment(english),)),
        (Bead((0,), (0,), **bead),),  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module")
def sample(mofa: Path) -> list[Bitext]:
    aligner = Aligner(default_embedder())
    names = [
        ("2013-06-14_보도자료.txt", "2013-06-14_press_release.txt"),
        ("2015-03-05_kenya.html", "2015-03-05_kenya.html"),
    ]
    bitexts = [
        aligner.align(read(mofa / "ko" / ko), read(mofa / "en" / en)) for ko, en in names
    ]
    statuses = list(Status)
    beads = [
        replace(
            bead,
            status=statuses[k % 3],
            note="살펴볼 것" if k == 2 else "",
            confidence=round(bead.confidence, 4),
        )
        for k, bead in enumerate(bitexts[0].beads)
    ]
    return [replace(bitexts[0], beads=tuple(beads)), bitexts[1]]


def written(bitexts: list[Bitext], path: Path, options: Options = DEFAULTS) -> list[Unit]:
    form = format_of(path)
    form.write(bitexts, path, VERSIONS.get(path.name, options))
    assert isinstance(form, HoldsUnits)
    return list(form.read(path))


@pytest.mark.parametrize("name", WHOLE)
def test_every_sample_comes_back(name: str, corpus: list[Bitext], tmp_path: Path) -> None:
    units = written(corpus, tmp_path / name)
    pairs = [unit for b in corpus for unit in units_of(b) if unit.original and unit.translation]
    assert [(u.original, u.translation) for u in units] == [
        (u.original, u.translation) for u in pairs
    ]


@pytest.mark.parametrize("name", WHOLE)
def test_every_fact_of_a_unit_comes_back(
    sample: list[Bitext], name: str, tmp_path: Path
) -> None:
    expected = [
        unit._replace(confidence=round(unit.confidence or 0, 4))
        for unit in selected(sample, DEFAULTS, ExportReport())
    ]
    assert written(sample, tmp_path / name) == expected


@pytest.mark.parametrize("name", WHOLE)
def test_export_import_export_gives_the_same(
    sample: list[Bitext], name: str, tmp_path: Path
) -> None:
    first = written(sample, tmp_path / name, Options(which=Which.ALL))
    again = [bitext_of(list(units), names) for names, units in units_by_document(first, name)]
    second = written(again, tmp_path / name, Options(which=Which.ALL))
    assert second == first


def test_a_whole_memory_comes_back_from_jsonl_as_it_was(
    sample: list[Bitext], tmp_path: Path
) -> None:
    path = tmp_path / "m.jsonl"
    form = format_of(path)
    form.write(sample, path)
    assert isinstance(form, HoldsBitexts)
    assert list(form.read_bitexts(path)) == sample
    text = path.read_bytes()
    form.write(form.read_bitexts(path), path)
    assert path.read_bytes() == text


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@pytest.mark.parametrize("name", WHOLE)
@given(korean=TEXT, english=TEXT)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_text_comes_back_with_what_cannot_be_carried_marked(
    name: str, korean: str, english: str, tmp_path: Path
) -> None:
    made = bitext(korean, english)
    sides = made.original_text(made.beads[0]), made.translation_text(made.beads[0])
    if not all(sides):
        return
    (unit,) = written([made], tmp_path / name)
    for text, found in zip(sides, (unit.original, unit.translation), strict=True):
        assert found.split() == carriable(text)[0].split()


def test_what_was_replaced_is_counted(tmp_path: Path) -> None:
    for name in ("a.tmx", "b.xlf", "a.xlsx", "a.html", "a.csv"):
        path = tmp_path / name
        report = format_of(path).write([bitext("가\x00\x0b나", "a\ufffe")], path)
        assert report.replaced == 3, name


@pytest.mark.parametrize(
    ("which", "expected"), [(Which.PAIRS, 1), (Which.ONE_SIDED, 1), (Which.ALL, 3)]
)
def test_the_options_say_which_beads_are_written(which: Which, expected: int) -> None:
    made = Bitext(
        Document("k", Language.KOREAN, tuple(map(Segment, "가나다"))),
        Document("e", Language.ENGLISH, tuple(map(Segment, "ab"))),
        (Bead((0,), (0,)), Bead((1,), (1,), status=Status.REJECTED), Bead((2,), ())),
    )
    report = ExportReport()
    assert len(list(selected([made], Options(which=which), report))) == expected


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        (Duplicates.KEEP, ["", "", ""]),
        (Duplicates.MERGE, ["", ""]),
        (Duplicates.FLAG, ["", "same", "differs"]),
    ],
)
def test_repetitions_are_kept_merged_or_flagged(how: Duplicates, expected: list[str]) -> None:
    bitexts = [bitext("가", "a"), bitext("가", "a"), bitext("가", "b")]
    report = ExportReport()
    units = list(selected(bitexts, Options(duplicates=how), report))
    assert [unit.duplicate for unit in units] == expected
    assert report.repeated == 3 - len(units)


def test_a_merged_bead_comes_apart_where_its_segments_began() -> None:
    made = Bitext(
        Document("k", Language.KOREAN, (Segment("가 나"), Segment("다"), Segment("라 마"))),
        Document("e", Language.ENGLISH, (Segment("a b"),)),
        (Bead((0, 1, 2), (0,)),),
    )
    again = bitext_of(list(units_of(made)), ("k", "e"))
    assert [s.text for s in again.original.segments] == ["가 나", "다", "라 마"]


def test_a_segment_in_two_units_is_an_error() -> None:
    unit = Unit("가", "a", original_segments=(0,), translation_segments=(0,))
    with pytest.raises(ValueError, match="stands in two units"):
        bitext_of([unit, unit], ("k", "e"))


def test_units_without_documents_come_in_shares_of_a_thousand() -> None:
    units = (Unit(str(k), str(k)) for k in range(2500))
    assert [len(list(group)) for _, group in units_by_document(units, "x")] == [1000, 1000, 500]


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
DEEP = "<x>" * 300 + "</x>" * 300
BROKEN = "<tmx>\n<body>\n<tu></body></tmx>"


@pytest.mark.parametrize("name", ["a.tmx", "a.xlf"])
@pytest.mark.parametrize(
    "content", [BOMB, DEEP, BROKEN, ""], ids="bomb deep broken empty".split()
)
def test_a_file_that_would_do_harm_is_refused_with_its_line(
    name: str, content: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    form = format_of(path)
    assert isinstance(form, HoldsUnits)
    with pytest.raises(FormatError, match=rf"{name}:\d+"):
        list(form.read(path))


def test_a_file_outside_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim", "utf-8")
    path = tmp_path / "a.tmx"
    path.write_text(
        f'<!DOCTYPE tmx [<!ENTITY s SYSTEM "{tmp_path / "secret"}">]><tmx><body><tu>'
        '<tuv lang="ko"><seg>&s;</seg></tuv></tu></body></tmx>',
        "utf-8",
    )
    form = format_of(path)
    assert isinstance(form, HoldsUnits)
    with pytest.raises(FormatError, match="entities"):
        list(form.read(path))


@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "a.xlsx", "a.moses", "a.jsonl", "a.tmx"])
def test_a_file_that_is_not_there_is_an_error(name: str, tmp_path: Path) -> None:
    form = format_of(tmp_path / name)
    reading = form.read_bitexts if isinstance(form, HoldsBitexts) else form.read
    with pytest.raises(FormatError, match=r"cannot be read|Excel"):
        list(reading(tmp_path / name))


def test_a_wrong_value_in_a_table_names_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("original\ttranslation\tstatus\n가\ta\tauto\n나\tb\tmaybe\n", "utf-8")
    form = format_of(path)
    assert isinstance(form, HoldsUnits)
    with pytest.raises(FormatError, match=r"a\.tsv:3: 'maybe' is no status"):
        list(form.read(path))


def test_a_table_without_its_columns_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("korean,english\n가,a\n", "utf-8")
    form = format_of(path)
    assert isinstance(form, HoldsUnits)
    with pytest.raises(FormatError, match="no column original"):
        list(form.read(path))
