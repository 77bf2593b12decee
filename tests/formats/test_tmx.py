from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage import tmx as peer

from align.aligner import Aligner
from align.aligner.embedding import default_embedder
from align.errors import StorageError
from align.formats.tmx import TmxFormat
from align.model import Bead, Bitext, Document, Language, Metadata, Segment, Status
from align.readers import read


def bitext(korean: str, english: str, **bead: object) -> Bitext:
    return Bitext(
        Document("k.txt", Language.KOREAN, (Segment(korean),)),
        Document("e.txt", Language.ENGLISH, (Segment(english),)),
        (Bead((0,), (0,), **bead),),  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module")
def sample(mofa: Path) -> Bitext:
    return Aligner(default_embedder()).align(
        read(mofa / "ko" / "2013-06-14_보도자료.txt"),
        read(mofa / "en" / "2013-06-14_press_release.txt"),
    )


def test_every_sample_is_valid_against_the_dtd(
    corpus: list[Bitext], schemas: Path, tmp_path: Path
) -> None:
    path = tmp_path / "memory.tmx"
    TmxFormat().write(corpus, path)
    with (schemas / "tmx" / "tmx14.dtd").open("rb") as file:
        dtd = etree.DTD(file)
    assert dtd.validate(etree.parse(path)), dtd.error_log


def test_another_tool_reads_every_pair_intact(sample: Bitext, tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    report = TmxFormat().write([sample], path)
    units = peer.tmxfile.parsefile(str(path)).units
    pairs = [bead for bead in sample.beads if bead.is_pair]
    assert report.units == len(units) == len(pairs)
    assert [(unit.source, unit.target) for unit in units] == [
        tuple(
            text.replace("\n", " ")
            for text in (sample.original_text(b), sample.translation_text(b))
        )
        for b in pairs
    ]


def test_beads_with_an_empty_side_are_left_out_and_counted(
    sample: Bitext, tmp_path: Path
) -> None:
    report = TmxFormat().write([sample], tmp_path / "memory.tmx")
    assert report.one_sided == sum(not bead.is_pair for bead in sample.beads) > 0


def test_rejected_beads_are_left_out_and_counted(tmp_path: Path) -> None:
    report = TmxFormat().write([bitext("가", "a", status=Status.REJECTED)], tmp_path / "m.tmx")
    assert (report.units, report.rejected) == (0, 1)


def test_what_is_known_of_a_bead_is_kept_as_properties(tmp_path: Path) -> None:
    metadata = Metadata(date=datetime.date(2017, 12, 19), unofficial=True)
    made = Bitext(
        Document(
            "k.txt", Language.KOREAN, (Segment("3. 가", label="3.", outline="3"),), metadata
        ),
        Document("e.txt", Language.ENGLISH, (Segment("a"),), metadata),
        (Bead((0,), (0,), 0.875, Status.ACCEPTED, crossing=True),),
    )
    path = tmp_path / "m.tmx"
    TmxFormat().write([made], path)
    properties = {p.get("type"): p.text for p in etree.parse(path).iter("prop")}
    assert properties == {
        "x-document": "k.txt",
        "x-translation-document": "e.txt",
        "x-original-segments": "0",
        "x-translation-segments": "0",
        "x-date": "2017-12-19",
        "x-outline": "3",
        "x-label": "3.",
        "x-kind": "paragraph",
        "x-bead-type": "1-1",
        "x-confidence": "0.8750",
        "x-status": "accepted",
        "x-crossing": "yes",
        "x-level": "paragraph",
        "x-unofficial": "yes",
        "x-base": "accepted.-.82dc4144596e",
    }


def test_characters_that_xml_cannot_carry_are_replaced_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    report = TmxFormat().write([bitext("가\x00나\x0b다", "a\ufffe")], path)
    assert report.replaced == 3
    assert [seg.text for seg in etree.parse(path).iter("seg")] == [
        "가\ufffd나\ufffd다",
        "a\ufffd",
    ]


@given(st.text(min_size=1), st.text(min_size=1))
@settings(max_examples=50, deadline=None)
def test_any_text_makes_a_file_that_parses(
    tmp_path_factory: pytest.TempPathFactory, korean: str, english: str
) -> None:
    path = tmp_path_factory.mktemp("tmx") / "m.tmx"
    made = bitext(korean, english)
    report = TmxFormat().write([made], path)
    texts = made.original_text(made.beads[0]), made.translation_text(made.beads[0])
    blank = not all(texts)
    assert (report.units, report.one_sided) == ((0, 1) if blank else (1, 0))
    assert len(list(etree.parse(path).iter("seg"))) == 2 * report.units


def test_a_failure_midway_leaves_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "m.tmx"
    path.write_text("older", "utf-8")

    def failing():
        yield bitext("가", "a")
        raise OSError(28, "No space left on device")

    with pytest.raises(StorageError, match="No space left"):
        TmxFormat().write(failing(), path)
    assert path.read_text("utf-8") == "older"
    assert list(tmp_path.iterdir()) == [path]
