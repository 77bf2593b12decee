"""docs/architecture.md names files and functions that are there."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
NAMED = {path for path in re.findall(r"`([\w/]+\.(?:py|html|js))`", PAGE) if "NAME" not in path}
SAID_OF = set(re.findall(r"`([\w/]+\.py)`\s+`([A-Za-z_][\w.]*)`", PAGE))
FILES = (*(ROOT / "align").rglob("*.*"), *(ROOT / "tests").rglob("*.py"))


def texts_of(name: str) -> list[str]:
    """The texts of the files that a name on the page may mean."""
    return [path.read_text("utf-8") for path in FILES if f"/{path}".endswith(f"/{name}")]


def test_the_page_names_files_and_what_is_in_them() -> None:
    assert len(NAMED) > 40
    assert len(SAID_OF) > 50


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_file_is_there(name: str) -> None:
    assert texts_of(name)


@pytest.mark.parametrize(("name", "what"), sorted(SAID_OF))
def test_a_function_stands_in_the_file_that_it_is_said_of(name: str, what: str) -> None:
    pattern = re.compile(rf"\b(?:def|class) {what.rpartition('.')[2]}\b")
    assert any(pattern.search(text) for text in texts_of(name))
