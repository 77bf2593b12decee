"""ODT and PDF, which LibreOffice and Chromium make."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path

from corpora.convert.release import FONT, Release
from corpora.convert.word import write_docx


def write_by_office(release: Release, path: Path, language: str) -> None:
    """ODT and PDF: LibreOffice makes them from the Word document."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{path.stem}.docx"
        write_docx(release, source, language)
        form = path.suffix.removeprefix(".")
        subprocess.run(
            ["soffice", "--headless", "--convert-to", form, "--outdir", folder, str(source)],
            check=True,
            capture_output=True,
            timeout=180,
        )
        shutil.copy(source.with_suffix(path.suffix), path)


def write_columns(release: Release, path: Path, language: str) -> None:
    """A PDF in two columns whose lines end after any syllable; Chromium prints it."""
    body = "".join(
        f"<p>{escape(block.printed)}</p>" for block in release.blocks[1:] if not block.cells
    )
    breaking = "break-all" if language == "ko" else "normal"
    page = f"""<!DOCTYPE html><html lang="{language}"><meta charset="utf-8"><style>
@page {{ size: A4; margin: 25mm 22mm;
  @top-center {{ content: "{release.head}"; font-size: 9pt }}
  @bottom-center {{ content: "- " counter(page) " -"; font-size: 9pt }} }}
body {{ font: 11pt/1.5 "{FONT}", serif; word-break: {breaking}; margin: 0 }}
h1 {{ font-size: 19pt; text-align: center }}
div {{ columns: 2; column-gap: 10mm; text-align: justify; column-fill: auto; height: 120mm }}
p {{ margin: 0 0 9pt }}
</style><h1>{release.title}</h1><div>{body}</div></html>"""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, "utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        subprocess.run(
            ["chromium", *options, f"--user-data-dir={folder}/profile",
             f"--print-to-pdf={path}", source.as_uri()],
            check=True,
            capture_output=True,
            timeout=180,
        )  # fmt: skip
