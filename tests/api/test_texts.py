from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import align
from align.aligner.weights import default_weights
from align.errors import EmptyInputError, InputError, LanguageError, PluginError
from align.model import Kind, Level

KO = ["회담 개최", "장관은 3월 5일 서울에 도착하였다.", "다음 회의는 도쿄에서 열린다."]
EN = [
    "Talks held",
    "The Minister arrived in Seoul on March 5.",
    "The next meeting is in Tokyo.",
]
PAIRS = [((k,), (k,)) for k in range(3)]


def found(bitext: align.Bitext) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.original, bead.translation) for bead in bitext.beads]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "a.ko.txt", tmp_path / "a.en.txt"
    for path, texts in zip(paths, (KO, EN), strict=True):
        path.write_text("\n\n".join(texts), "utf-8")
    return paths


def test_texts_are_segments_of_their_own() -> None:
    bitext = align.align(KO, EN)
    assert found(bitext) == PAIRS
    assert [s.text for s in bitext.original.segments] == KO
    assert bitext.original.segments[0].kind is Kind.TITLE


def test_every_mixture_of_paths_texts_and_documents_gives_the_same(
    files: tuple[Path, Path],
) -> None:
    korean: list[Any] = [files[0], str(files[0]), KO, iter(KO), align.read(files[0])]
    english: list[Any] = [str(files[1]), files[1], align.read(str(files[1])), tuple(EN), EN]
    for original, translation in zip(korean, english, strict=True):
        assert found(align.align(original, translation)) == PAIRS


def test_the_korean_side_is_the_original_in_either_order(files: tuple[Path, Path]) -> None:
    for bitext in (align.align(EN, KO), align.align(*reversed(files))):
        assert bitext.original.language is align.Language.KOREAN
        assert found(bitext) == PAIRS


def test_texts_that_do_not_tell_their_language_have_that_of_their_side() -> None:
    bitext = align.align(["2015"], ["2015"])
    assert bitext.translation.language is align.Language.ENGLISH


def test_what_aligns_can_be_chosen(files: tuple[Path, Path], tmp_path: Path) -> None:
    weights = tmp_path / "weights.json"
    weights.write_text(default_weights(embeddings=False).to_json(), "utf-8")
    first = align.align(*files, embedder=None, weights=str(weights), bead_types="1-1")
    second = align.align(*files, embedder="none", bead_types=[(1, 0), (0, 1), (1, 1)])
    assert first.beads == second.beads
    with pytest.raises(PluginError, match="nothing called 'mine'"):
        align.align(*files, embedder="mine")


def test_sentences_are_aligned_where_they_are_asked_for() -> None:
    korean = ["장관은 서울에 도착하였다. 회담은 내일 열린다."]
    english = ["The Minister arrived in Seoul. The talks are held tomorrow."]
    bitext = align.align(korean, english, level="sentence")
    assert bitext.level is Level.SENTENCE
    assert found(bitext) == PAIRS[:2]
    with pytest.raises(ValueError, match="'word'"):
        align.align(korean, english, level="word")


def test_a_path_that_is_not_there_is_told() -> None:
    with pytest.raises(InputError, match=r"no/such\.txt: is not there"):
        align.align("no/such.txt", EN)


def test_a_whole_text_in_the_place_of_a_path_is_told() -> None:
    with pytest.raises(InputError, match="as a list of its paragraphs"):
        align.align("\n".join(KO), EN)


def test_two_documents_of_one_language_are_told(files: tuple[Path, Path]) -> None:
    with pytest.raises(LanguageError, match=r"a\.ko\.txt: is in Korean like original"):
        align.align(KO, files[0])


@pytest.mark.parametrize(
    ("side", "what"),
    [
        (["하나", 2], "the original holds an int at 1, not a text"),
        ([b"abc"], "the original holds a bytes at 0"),
        (5, "the original is to be a path, a list of texts or a Document, not an int"),
        ({"하나": 1}, "not a dict"),
        (None, "not a NoneType"),
    ],
)
def test_what_is_no_text_is_a_type_error(side: Any, what: str) -> None:
    with pytest.raises(TypeError, match=what):
        align.align(side, EN)


@pytest.mark.parametrize(
    ("side", "what"), [([], "holds no text"), (["하나", " "], "empty at 1")]
)
def test_texts_without_a_letter_are_told(side: list[str], what: str) -> None:
    with pytest.raises(EmptyInputError, match=what):
        align.align(side, EN)


def test_a_language_that_is_given_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("OK", "utf-8")
    assert align.read(str(path), language="ko").language is align.Language.KOREAN
    with pytest.raises(TypeError, match="the file is to be a path, not an int"):
        align.read(3)  # type: ignore[arg-type]


def test_a_text_that_is_far_too_long_for_the_other_is_told() -> None:
    long = [f"{n}번째 회의에서는 아무것도 정하지 못하였다." for n in range(1_001)]
    with pytest.raises(InputError, match="neither can be a translation of the other"):
        align.align(long, ["The meeting decided nothing."], embedder=None)
