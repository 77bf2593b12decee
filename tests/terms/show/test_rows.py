"""Every place in the open: offsets on both sides, whatever the bead."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from align.model import Bead, Bitext, Concept, Document, Language, Segment, Term, Termbase
from align.terms.find.renderings import RenderingFinder
from align.terms.judge.term_report import check
from align.terms.show.rows import Row, place_rows

TERMBASE = Termbase(
    (
        Concept(
            "net",
            (
                Term("어망", Language.KOREAN),
                Term("fishing net", Language.ENGLISH),
            ),
        ),
        Concept("port", (Term("항구", Language.KOREAN), Term("port", Language.ENGLISH))),
    )
)
korean = st.sampled_from(
    [
        "어망은 낡았다.",
        "오늘 항구와 어망",
        "배가 떠났다.",
        unicodedata.normalize("NFD", "새 항구에서"),
    ]
)
english = st.sampled_from(
    ["The ‘fishing nets’ are old.", "ports", "Nothing.", "a port’s fishing net…"]
)
label = st.sampled_from(["", "3. ", "ㅇ ", "1)"])


def rows(beads: Sequence[tuple[Sequence[Segment], Sequence[Segment]]]) -> list[Row]:
    """The places of a bitext of some beads."""
    sides: tuple[list[Segment], list[Segment]] = ([], [])
    made = []
    for bead in beads:
        ranges = []
        for side, segments in zip(sides, bead, strict=True):
            ranges.append(tuple(range(len(side), len(side) + len(segments))))
            side += segments
        made.append(Bead(ranges[0], ranges[1]))
    bitext = Bitext(
        Document("a.ko", Language.KOREAN, tuple(sides[0])),
        Document("a.en", Language.ENGLISH, tuple(sides[1])),
        tuple(made),
    )
    return place_rows(check([bitext], RenderingFinder(TERMBASE)))


def segments(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[Segment]]:
    one = st.builds(
        lambda text, label: Segment(label + text, label=label.strip()), texts, label
    )
    return st.lists(one, min_size=1, max_size=3)


@given(st.lists(st.tuples(segments(korean), segments(english)), min_size=1, max_size=3))
def test_offsets_give_back_term_and_rendering(
    beads: list[tuple[list[Segment], list[Segment]]],
) -> None:
    found = rows(beads)
    for row in found:
        assert row["original_text"][row["ko_start"] : row["ko_end"]] == row["surface"]
        if row["en_start"] is None:
            assert (row["en_end"], row["rendering"]) == (None, "")
        else:
            cut = row["translation_text"][row["en_start"] : row["en_end"]]
            assert cut == row["raw_rendering"] != ""
    texts = [unicodedata.normalize("NFC", s.text) for bead, _ in beads for s in bead]
    assert len(found) == sum(text.count("어망") + text.count("항구") for text in texts)
    assert json.loads(json.dumps(found)) == found


def test_a_bead_of_two_and_two_is_one_text_a_side() -> None:
    (first, second) = rows(
        [
            ([Segment("서론")], [Segment("Introduction")]),
            (
                [
                    Segment("2. 항구는 멀다.", label="2."),
                    Segment("ㅇ 어망", label="ㅇ", line=9),
                ],
                [Segment("2. It is far.", label="2."), Segment("- “Fishing nets”", label="-")],
            ),
        ]
    )
    assert (first["surface"], first["found"], first["en_start"]) == ("항구", "not found", None)
    assert first["tier"] == "to look at"
    assert first["bead"] == second["bead"] == 1
    assert second["original_text"] == "항구는 멀다.\n어망"
    assert (second["ko_start"], second["ko_end"]) == (8, 10)
    assert (second["rendering"], second["raw_rendering"]) == ("“Fishing nets”", "Fishing nets")
    assert (second["status"], second["form"], second["tier"]) == ("preferred", "inflection", "")
    assert second["listed_term"] == "fishing net"


def test_a_place_without_counterpart_is_a_row_too() -> None:
    (row,) = rows([([Segment("어망")], [])])
    assert (row["found"], row["tier"], row["translation_text"]) == ("untranslated", "", "")
