"""HTML pages."""

from align.readers.formats.html.reader import HtmlReader

__all__ = ["HtmlReader"]
