"""Markdown, as READMEs, manuals and sites use it."""

from align.readers.formats.markdown.reader import MarkdownReader

__all__ = ["MarkdownReader"]
