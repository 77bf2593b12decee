"""Markdown files, parsed with markdown-it."""

from __future__ import annotations

from align.readers.base import Extract
from align.readers.formats.markdown.walking import Walker
from align.readers.parts.encoding import decode


class MarkdownReader:
    """Reads `.md`, `.mdx` and `.markdown` files."""

    suffixes = (".md", ".mdx", ".markdown")

    def extract(self, data: bytes, encoding: str | None) -> Extract:
        """Return the blocks of a Markdown text, numbers and bullets as it writes them."""
        text, encoding = decode(data, encoding)
        walker = Walker()
        walker.read(text)
        return Extract(walker.page(), encoding, title=walker.front.title)
