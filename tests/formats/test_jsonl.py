"""The file of a whole memory: its form never changes, and nothing that is wrong gets in."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from align.errors import FormatError
from align.formats.jsonl import JsonlFormat
from align.model import (
    Bead,
    Bitext,
    Document,
    Dropped,
    Kind,
    Language,
    Level,
    Metadata,
    Segment,
    Status,
)

WRITTEN = r"""
{"bitext":{"original":{"id":"ko/가.html","language":"ko","title":"제목","date":"2017-12-19","url":"https://mofa.go.kr/1","department":"동북아국","source":"가.html","digest":"ab12","encoding":"cp949","unofficial":true,"hits":753,"attachments":["가.hwp"],"dropped":[["목록","menu",3],["","blank",0]]},"translation":{"id":"en/a.html","language":"en","title":"","date":"","url":"","department":"","source":"","digest":"","encoding":"","unofficial":false,"hits":null,"attachments":[],"dropped":[]}},"level":"sentence"}
{"segment":["original",0],"text":"제목","kind":"title","line":1,"page":1}
{"segment":["original",1],"text":"3. 둘째","kind":"point","label":"3.","outline":"3","line":7,"page":2}
{"segment":["original",2],"text":"주석 \ud800","kind":"footnote","label":"*","line":9,"anchor":0,"language":"en"}
{"segment":["translation",0],"text":"Title","kind":"title"}
{"segment":["translation",1],"kind":"paragraph"}
{"bead":[[0],[0]],"confidence":0.875,"status":"edited","crossing":true,"note":"다시 “볼” 것","edited":["제목","A title"],"signals":{"length":-0.25,"words":1.5}}
{"bead":[[1,2],[]],"confidence":0.0,"status":"auto"}
{"bead":[[],[1]],"confidence":1.0,"status":"rejected","edited":["",""]}
"""  # noqa: E501


def everything() -> Bitext:
    """A bitext in which every field says something somewhere."""
    korean = Document(
        "ko/가.html",
        Language.KOREAN,
        (
            Segment("제목", Kind.TITLE, line=1, page=1),
            Segment("3. 둘째", Kind.POINT, "3.", "3", 7, 2),
            Segment("주석 \ud800", Kind.FOOTNOTE, "*", "", 9, 0, 0, Language.ENGLISH),
        ),
        Metadata(
            "제목",
            datetime.date(2017, 12, 19),
            "https://mofa.go.kr/1",
            "동북아국",
            "가.html",
            "ab12",
            "cp949",
            unofficial=True,
            hits=753,
            attachments=("가.hwp",),
        ),
        (Dropped("목록", "menu", 3), Dropped("", "blank", 0)),
    )
    english = Document(
        "en/a.html", Language.ENGLISH, (Segment("Title", Kind.TITLE), Segment(""))
    )
    signals = MappingProxyType({"words": 1.5, "length": -0.25})
    changed = "제목", "A title"
    beads = (
        Bead((0,), (0,), 0.875, Status.EDITED, True, signals, "다시 “볼” 것", changed),
        Bead((1, 2), (), 0.0),
        Bead((), (1,), 1.0, Status.REJECTED, edited=("", "")),
    )
    return Bitext(korean, english, beads, Level.SENTENCE)


def test_the_file_is_the_same_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    JsonlFormat().write([everything()], path)
    assert path.read_text("utf-8") == WRITTEN.lstrip("\n")
    assert list(JsonlFormat().read_bitexts(path)) == [everything()]


@pytest.mark.parametrize(
    ("line", "change"),
    [
        (0, {"level": None}),
        (0, {"bitext": {}}),
        (1, {"kind": None}),
        (1, {"kind": "poem"}),
        (1, {"segment": ["original", 1]}),
        (1, {"segment": ["margin", 0]}),
        (4, {"language": "fr"}),
        (6, {"confidence": ...}),
        (6, {"status": ...}),
        (6, {"status": "unknown"}),
        (6, {"bead": [[0]]}),
        (6, {"edited": ["one"]}),
        (6, {"bead": ...}),
    ],
)
def test_a_line_that_is_not_as_it_should_be_is_refused(
    line: int, change: dict[str, Any], tmp_path: Path
) -> None:
    items = [json.loads(text) for text in WRITTEN.strip().splitlines()]
    items[line] = {k: v for k, v in {**items[line], **change}.items() if v is not ...}
    path = tmp_path / "m.jsonl"
    path.write_text("".join(f"{json.dumps(item)}\n" for item in items), "utf-8")
    with pytest.raises(FormatError, match="no bitext as it should"):
        list(JsonlFormat().read_bitexts(path))


@pytest.mark.parametrize("name", ["title", "date", "digest", "unofficial", "dropped", "id"])
def test_a_document_says_everything_that_is_known_of_it(name: str, tmp_path: Path) -> None:
    head, *rest = WRITTEN.strip().splitlines()
    known = json.loads(head)
    del known["bitext"]["original"][name]
    path = tmp_path / "m.jsonl"
    path.write_text("\n".join([json.dumps(known), *rest]), "utf-8")
    with pytest.raises(FormatError, match=name):
        list(JsonlFormat().read_bitexts(path))
