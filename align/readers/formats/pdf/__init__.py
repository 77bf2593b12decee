"""PDF files: print turned back into text, in reading order."""

from align.readers.formats.pdf.reader import PdfReader

__all__ = ["PdfReader"]
