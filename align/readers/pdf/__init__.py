"""PDF files: print turned back into text, in reading order."""

from align.readers.pdf.reader import PdfReader

__all__ = ["PdfReader"]
