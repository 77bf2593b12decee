"""Web pages saved as one file (MHTML): the page itself, without its pictures and frames."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from typing import cast

from align.errors import InputError
from align.readers.base import Extract
from align.readers.formats.html import HtmlReader

_PAGES = ("text/html", "application/xhtml+xml")


class MhtmlReader:
    """Reads `.mhtml` and `.mht` files."""

    suffixes = (".mhtml", ".mht")

    def extract(self, data: bytes, encoding: str | None) -> Extract:
        """Return the text blocks of the page that the file holds first.

        Raises:
            InputError: it holds no page.

        """
        try:
            message = cast(EmailMessage, BytesParser(policy=policy.compat32).parsebytes(data))
            part = next((p for p in message.walk() if p.get_content_type() in _PAGES), None)
            page = part.get_payload(decode=True) if part is not None else None
        except (MessageError, ValueError, LookupError) as error:
            raise InputError(
                f"is a damaged web archive: {error}", remedy="Save the page again"
            ) from error
        if part is None or not isinstance(page, bytes) or not page.strip():
            raise InputError(
                "is a web archive without a page", remedy="Save the page again as HTML"
            )
        charset = part.get_content_charset()
        extract = HtmlReader().extract(page, encoding, declared=charset)
        url = extract.url or str(message.get("Snapshot-Content-Location", ""))
        return Extract(extract.lines, extract.encoding, extract.title, url)
