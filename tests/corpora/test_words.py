"""Lists of words from their sources: what is taken and what is left."""

from __future__ import annotations

from pathlib import Path

from corpora.words import derivations


def test_a_verb_of_another_sense_lends_its_kin_to_no_noun(tmp_path: Path) -> None:
    synsets = {
        "noun": [
            "00000001 00 n 01 moor 0 000 | a heath",
            "00000002 00 n 01 mooring 0 001 + 00000003 v 0101 | a place",
            "00000004 00 n 01 vote 0 001 + 00000005 v 0101 | a choice",
            "00000006 00 n 01 voter 0 001 + 00000005 v 0101 | a person",
        ],
        "verb": [
            "00000003 00 v 01 moor 0 001 + 00000002 n 0101 | tie up",
            "00000005 00 v 01 vote 0 002 + 00000004 n 0101 + 00000006 n 0101 | choose",
        ],
        "adj": [],
        "adv": [],
    }
    for name, lines in synsets.items():
        (tmp_path / f"data.{name}").write_text("\n".join(["  1 licence", *lines]), "utf-8")
    assert derivations(tmp_path) == {
        "mooring": ["moor"],
        "vote": ["voter"],
        "voter": ["vote"],
    }
