"""HWPX and HWP 5."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from hwpx import HwpxDocument

from corpora.convert.release import BULLETS, Block, Release, depth_of


def write_hangul(release: Release, path: Path, language: str) -> None:
    """HWPX or HWP 5, by the ending of the name."""
    document = HwpxDocument.new()
    numbers, bullets = _hangul_lists(document, language)
    if release.head:
        document.page.set_header(text=release.head)
    plain = document.paragraphs[0].para_pr_id_ref
    document.paragraphs[0].text = release.title
    counted: dict[str, int] = {}
    for is_table, group in groupby(release.blocks[1:], key=lambda block: bool(block.cells)):
        if is_table:
            _hangul_table(document, list(group))
            continue
        for block in group:
            depth = depth_of(block.label, counted)
            listed = bullets.get(block.label) if depth is None else numbers[depth]
            paragraph = document.add_paragraph(
                block.text if listed else block.printed,
                para_pr_id_ref=listed or plain,
                inherit_style=False,
            )
            if block.note:
                document.notes.add_footnote(block.note, paragraph)
    document.save_to_path(path)


def _hangul_lists(document: HwpxDocument, language: str) -> tuple[list[str], dict[str, str]]:
    formats = ("DIGIT", "HANGUL_SYLLABLE" if language == "ko" else "LATIN_CAPITAL")
    numbers = document.styles.ensure_numbering(
        kind="number", levels=[{"format": form} for form in formats]
    )
    for head in document.parts.headers[0].element.iter("{*}paraHead"):
        if head.text and head.text.strip() == "^1.^2.":
            head.text = "^2."
    bullets = {
        mark: document.styles.ensure_numbering(kind="bullet", levels=[{"char": mark}])[0]
        for mark in BULLETS
    }
    return numbers, bullets


def _hangul_table(document: HwpxDocument, rows: list[Block]) -> None:
    table = document.add_table(len(rows), len(rows[0].cells))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row.cells):
            table.set_cell_text(i, j, cell)
