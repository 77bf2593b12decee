"""Books: chapters in the order of reading, protected ones refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from align.errors import InputError
from align.model import Kind
from align.readers import read_bytes
from align.readers.formats.epub import EpubReader

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><metadata
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>등대지기의 날들</dc:title></metadata>
<manifest>
<item id="b" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/one%20a.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="p" href="cover.png" media-type="image/png"/>
</manifest>
<spine><itemref idref="n"/><itemref idref="p"/><itemref idref="a"/><itemref idref="b"/></spine>
</package>"""
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
PARTS = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OPS/book.opf": PACKAGE,
    "OPS/nav.xhtml": PAGE.format('<nav><ol><li><a href="x">차례</a></li></ol></nav>'),
    "OPS/text/one a.xhtml": PAGE.format(
        '<h1>첫째 날</h1><p>그는 등대로 올라갔다.</p><ul><li><a href="x">하나</a></li>'
        '<li><a href="y">둘</a></li></ul>'
    ),
    "OPS/text/two.xhtml": PAGE.format("<h1>둘째 날</h1><p>비가 왔다.</p>"),
}


def book(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_chapters_are_read_in_the_order_of_the_spine() -> None:
    extract = EpubReader().extract(book(PARTS), None)
    assert [(x.text, x.page) for x in extract.lines if not x.furniture] == [
        ("첫째 날", 1),
        ("그는 등대로 올라갔다.", 1),
        ("• 하나", 1),
        ("• 둘", 1),
        ("둘째 날", 2),
        ("비가 왔다.", 2),
    ]
    assert extract.lines[0].kind is Kind.HEADING
    assert extract.title == "등대지기의 날들"


def test_a_book_is_known_by_its_bytes() -> None:
    (document,) = read_bytes(book(PARTS), ".zip", name="b").documents
    assert [s.body for s in document.segments][:2] == ["첫째 날", "그는 등대로 올라갔다."]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("META-INF/container.xml", "<container/>", "without a package"),
        ("OPS/book.opf", "<package", "damaged in its part OPS/book.opf"),
        (
            "META-INF/encryption.xml",
            '<e><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></e>',
            "protected by its publisher",
        ),
    ],
)
def test_a_book_that_cannot_be_read_says_why(name: str, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        EpubReader().extract(book({**PARTS, name: text}), None)


def test_a_chapter_that_is_missing_is_named() -> None:
    parts = {k: v for k, v in PARTS.items() if k != "OPS/text/two.xhtml"}
    with pytest.raises(InputError, match=r"two\.xhtml"):
        EpubReader().extract(book(parts), None)


def test_hidden_fonts_protect_no_text() -> None:
    hidden = '<e><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></e>'
    assert EpubReader().extract(book({**PARTS, "META-INF/encryption.xml": hidden}), None).lines
