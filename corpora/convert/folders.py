"""The two folders: one release in every format, and a dozen in a mixture."""

from __future__ import annotations

import csv
import shutil
import zipfile

from corpora.convert.hangul import write_hangul
from corpora.convert.printed import write_by_office, write_columns
from corpora.convert.release import CORPORA, read_forum, read_release
from corpora.convert.web import write_html, write_markdown, write_mhtml, write_text
from corpora.convert.word import write_bilingual, write_docx

FORMATS, MIXED = CORPORA / "formats", CORPORA / "mixed"
WRITERS = {
    ".docx": write_docx,
    ".odt": write_by_office,
    ".pdf": write_by_office,
    ".hwpx": write_hangul,
    ".hwp": write_hangul,
    ".html": write_html,
    ".mhtml": write_mhtml,
    ".md": write_markdown,
    ".txt": write_text,
}
MIXTURE = [  # a release, and the formats of its Korean and its English side
    ("2018-12-04", ".hwp", ".docx"),
    ("2013-06-14", ".hwpx", ".pdf"),
    ("2012-10-25", ".pdf", ".html"),
    ("2014-09-03", ".hwp", ".mhtml"),
    ("2015-11-02", ".docx", ".pdf"),
    ("2016-06-08", ".hwpx", ".docx"),
    ("2018-04-27", ".odt", ".odt"),
    ("2019-11-26", ".pdf", ".pdf"),
    ("2020-09-24", ".html", ".md"),
    ("2021-03-18", ".mhtml", ".txt"),
    ("2022-11-14", ".txt", ".docx"),
    ("2023-09-05", ".hwpx", ".html"),
]


def write_formats() -> None:
    """The release that has everything, in every format."""
    FORMATS.mkdir(exist_ok=True)
    sides = {language: read_forum(language) for language in ("ko", "en")}
    for language, release in sides.items():
        for suffix, write in WRITERS.items():
            write(release, FORMATS / f"forum.{language}{suffix}", language)
        write_columns(release, FORMATS / f"columns.{language}.pdf", language)
    for layout in ("table", "turns", "row"):
        write_bilingual(sides["ko"], sides["en"], FORMATS / f"both-{layout}.docx", layout)


def write_mixed() -> None:
    """A dozen releases of the sample in a mixture of formats, with their truth."""
    shutil.rmtree(MIXED, ignore_errors=True)
    for folder in ("ko", "en"):
        (MIXED / folder).mkdir(parents=True)
    with (CORPORA / "mofa/truth/pairs.tsv").open(encoding="utf-8", newline="") as file:
        known = list(csv.DictReader(file, delimiter="\t"))
    rows = []
    for number, (start, *suffixes) in enumerate(MIXTURE, start=1):
        name, date = next(
            (row["document"], row["date"]) for row in known if row["document"].startswith(start)
        )
        names = []
        for language, suffix, stem in zip(
            ("ko", "en"),
            suffixes,
            (f"문서{number * 7 % 13:02d}", f"doc{number * 5 % 17:02d}"),
            strict=True,
        ):
            path = MIXED / language / f"{stem}{suffix}"
            WRITERS[suffix](read_release(name, language, date), path, language)
            names.append(path.relative_to(MIXED).as_posix())
        rows.append((name, *names))
    _zip_last(rows)
    lines = ["\t".join(row) for row in [("document", "ko-file", "en-file"), *rows]]
    truth = MIXED / "truth"
    truth.mkdir()
    (truth / "pairs.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    for name, *_ in rows:
        shutil.copy(CORPORA / "mofa/truth" / f"{name}.gold", truth / f"{name}.gold")


def _zip_last(rows: list[tuple[str, ...]]) -> None:
    """Put the last two English files into an archive, as mail brings them."""
    archive = MIXED / "en" / "mail.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for position in (-2, -1):
            name, korean, english = rows[position]
            path = MIXED / english
            file.writestr(path.name, path.read_bytes())
            path.unlink()
            rows[position] = (name, korean, f"en/mail.zip/{path.name}")
