"""Documentation in Korean whose code is longer than its text."""

from __future__ import annotations

import pytest

from align.errors import LanguageError
from align.model import Document, Kind, Language
from align.readers import read_bytes

KOREAN = (
    "# 창고 모듈",
    "이 모듈은 상자를 하나씩 세어 창고에 넣습니다.",
    "아래 예제는 상자 세 개를 넣습니다.",
)
CODE = """\
import { Store, boxesOf } from './store.js';

const store = new Store({ size: 3, label: 'north' });
for (const box of boxesOf(store)) {
  store.put(box.id, box.weight[0]);
  console.log(`stored ${box.id} of ${store.size}`);
}
export default store;"""


def documents(text: str, suffix: str = ".md") -> tuple[Document, ...]:
    return read_bytes(text.encode(), suffix, name=f"page{suffix}").documents


def page(blocks: int) -> str:
    return "\n\n".join([*KOREAN, *[f"```js\n{CODE}\n```"] * blocks])


@pytest.mark.parametrize("blocks", [1, 2, 12])
def test_code_says_nothing_of_a_pages_language(blocks: int) -> None:
    (document,) = documents(page(blocks))
    assert document.language is Language.KOREAN
    assert all(segment.language is None for segment in document.segments)


def test_nor_does_code_that_no_format_marks() -> None:
    (document,) = documents("\n".join([*KOREAN, *[CODE] * 4]), ".txt")
    assert document.language is Language.KOREAN


def test_a_block_of_code_is_one_segment_as_written() -> None:
    document = documents(page(2))[0]
    assert [s.kind for s in document.segments[3:]] == [Kind.CODE, Kind.CODE]
    assert document.segments[3].text == CODE
    assert document.segments[4].line == 18


def test_code_in_a_list_has_no_bullet_and_breaks_off_no_page() -> None:
    text = "\n".join(
        [*KOREAN, "", "- ```c", "  // Copyright 2020 Box Works", "  ```", "- 끝입니다."]
    )
    document = documents(text)[0]
    assert [s.text for s in document.segments[-2:]] == [
        "// Copyright 2020 Box Works",
        "- 끝입니다.",
    ]


def test_a_list_of_names_does_not_make_a_korean_page_english() -> None:
    names = [f"- Ada {initial}. Lovelace" for initial in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    (document,) = documents("\n".join([*KOREAN, "", *names]))
    assert document.language is Language.KOREAN


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        (f"```js\n{CODE}\n```", ".md"),
        (f"{CODE}\nimport boxes", ".txt"),
        ("12, 34.5\n\n- 67 % -- !?", ".md"),
    ],
)
def test_a_page_without_running_text_is_refused_in_words(text: str, suffix: str) -> None:
    with pytest.raises(LanguageError, match="only figures, signs or code"):
        documents(text, suffix)
