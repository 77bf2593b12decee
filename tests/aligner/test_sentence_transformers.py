from __future__ import annotations

import sys
from types import ModuleType

import numpy as np
import pytest

from align.aligner import Aligner
from align.aligner.embedding import load_embedder
from align.errors import PluginError
from align.model import Document, Language, Segment


class FakeModel:
    """Stands in for a model of the library, which is too large to install for a test."""

    def __init__(self, name: str, **_: object) -> None:
        if name == "missing":
            raise OSError("no such model")

    def encode(self, texts: list[str], **_: object) -> np.ndarray:
        rows = np.array([[len(text), 1.0, text.count("2")] for text in texts])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("sentence_transformers")
    module.SentenceTransformer = FakeModel  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)


@pytest.mark.usefixtures("library")
def test_the_plug_in_aligns() -> None:
    embedder = load_embedder("sentence-transformers")
    sides = [
        Document(code, Language(code), tuple(map(Segment, texts)))
        for code, texts in (("ko", ["하나", "둘 2222"]), ("en", ["one", "two 2222"]))
    ]
    beads = Aligner(embedder).align(*sides).beads
    assert [bead.type for bead in beads] == ["1-1", "1-1"]
    assert "sentence-transformers/LaBSE" in embedder.name


@pytest.mark.usefixtures("library")
def test_spans_are_sums_of_their_parts_weighted_by_length() -> None:
    embedder = load_embedder("sentence-transformers")
    rows = embedder.pool(["abc", "abcdef"])
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), [3, 6], rtol=1e-6)
    unit = embedder.finish(rows[:1] + rows[1:])
    np.testing.assert_allclose(np.linalg.norm(unit, axis=1), [1], rtol=1e-6)


@pytest.mark.usefixtures("library")
def test_a_model_that_is_not_there_is_an_error_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALIGN_MODEL", "missing")
    with pytest.raises(PluginError, match="ALIGN_MODEL"):
        load_embedder("sentence-transformers").pool(["a"])


def test_without_the_library_the_error_names_the_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(PluginError, match=r"daeyeok\[sentence-transformers\]"):
        load_embedder("sentence-transformers").pool(["a"])
