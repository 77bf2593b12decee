"""PDF files by pdfplumber, which alone of those tried keeps the spacing of Korean."""

from __future__ import annotations

import io

import pdfplumber
import regex
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from align.errors import EmptyInputError, InputError
from align.readers.base import Extract
from align.readers.formats.pdf.furniture import is_furniture
from align.readers.formats.pdf.glyphs import Sheet, sheet_of
from align.readers.formats.pdf.lines import PrintedLine
from align.readers.formats.pdf.page import lines_of
from align.readers.formats.pdf.paragraphs import add_paragraphs
from align.readers.formats.pdf.pieces import pieces_of
from align.readers.parts.blocks import Blocks
from align.readers.parts.line import Line
from align.readers.parts.quiet import quiet

MAX_PAGES = 3000
_UNKNOWN = regex.compile(r"\(cid:\d+\)|\p{Co}|�")
_MAX_UNKNOWN = 0.2
_LEAST_LETTERS = 20  # a page; a scanner's own stamp has fewer


class PdfReader:
    """Reads `.pdf` files."""

    suffixes = (".pdf",)

    def extract(self, data: bytes, encoding: str | None) -> Extract:
        """Return the paragraphs of a PDF file in reading order, heads and page numbers apart.

        Raises:
            EmptyInputError: it holds pictures of pages, not text.
            InputError: it is damaged, protected, or its fonts do not tell their letters.

        """
        try:
            with quiet("pdfminer"):
                pages, heights, pictures, left_out = _pages(data)
        except InputError:
            raise
        except Exception as error:  # pdfminer lets errors of many kinds out of a damaged file
            raise _unreadable(error) from error
        _require_text(pages, pictures)
        apart = is_furniture(pages, heights)
        blocks = Blocks()
        add_paragraphs(
            blocks,
            [
                [line for index, line in enumerate(lines) if (page, index) not in apart]
                for page, lines in enumerate(pages)
            ],
        )
        heads = [
            Line(pages[page][index].text.strip(), furniture=True, page=page + 1)
            for page, index in sorted(apart)
        ]
        return Extract((*heads, *blocks.lines(), *left_out))


def _pages(data: bytes) -> tuple[list[list[PrintedLine]], list[float], int, list[Line]]:
    """The lines of each page, their heights, how many hold pictures, and what is left out."""
    lines: list[list[PrintedLine]] = []
    heights: list[float] = []
    left_out: list[Line] = []
    pictures = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number, page in enumerate(document.pages, start=1):
            if number > MAX_PAGES:
                raise InputError(
                    f"has more than {MAX_PAGES} pages", remedy="Cut it into several files"
                )
            sheet = sheet_of(page)
            lines.append(lines_of(page, sheet, number))
            heights.append(sheet.height)
            left_out += _left_out(sheet, number)
            pictures += bool(page.images)
            page.close()
    return lines, heights, pictures, left_out


def _left_out(sheet: Sheet, page: int) -> list[Line]:
    return [
        Line(text, furniture=True, page=page, reason=reason)
        for glyphs, reason in sheet.left_out
        if (text := " ".join(" ".join(piece.text for piece in pieces_of(glyphs)).split()))
    ]


def _unreadable(error: Exception) -> InputError:
    causes = (error, *error.args) if isinstance(error, PdfminerException) else (error,)
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        return InputError(
            "is protected by a password", remedy="Save it without one, then read it"
        )
    return InputError(
        f"is a damaged PDF: {str(error) or type(error).__name__}",
        remedy="Print it to PDF again from its program",
    )


def _require_text(pages: list[list[PrintedLine]], pictures: int) -> None:
    text = "".join(line.text for lines in pages for line in lines)
    cells = "".join(
        part for lines in pages for line in lines for cell in line.cells for part in cell
    )
    letters = len(_UNKNOWN.sub("?", "".join((text + cells).split())))
    if pictures and letters < _LEAST_LETTERS * len(pages):
        raise EmptyInputError(
            "is a scanned PDF: its pages are pictures without text",
            remedy="Run OCR over it first (such as OCRmyPDF), or ask for the original",
        )
    if not letters:
        raise EmptyInputError("is a PDF without text", remedy="Leave it out")
    if len(_UNKNOWN.findall(text + cells)) > _MAX_UNKNOWN * letters:
        raise InputError(
            "is a PDF whose fonts do not tell which letters they show",
            remedy="Print it to PDF again from its program, or run OCR over it",
        )
