"""Office files made in the tests: DOCX, ODT, HWPX and HWP from the XML of their bodies."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from hwpx import HwpxDocument

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": _W,
        "r": _RELATIONS,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
ODF = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        **{p: f"{_OASIS}{p}:1.0" for p in ("office", "text", "style", "table", "form")},
        "draw": f"{_OASIS}drawing:1.0",
        "svg": f"{_OASIS}svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)


def docx(body: str, **parts: str) -> bytes:
    """A Word document of a body and other parts: styles, header, comments, footnotes …"""
    relations, files = "", {"word/document.xml": _word("document", f"<w:body>{body}</w:body>")}
    types = {"document": "document.main"}
    for name, content in parts.items():
        kind = {"diagram": "diagramData"}.get(name, name)
        relations += (
            f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{name}.xml"/>'
        )
        files[f"word/{name}.xml"] = _word(name, content)
        types[name] = name
    files["word/_rels/document.xml.rels"] = _relations(relations)
    files["_rels/.rels"] = _relations(
        f'<Relationship Id="d" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    )
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in types.items()
    )
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )
    return _packed(files)


def _word(name: str, content: str) -> str:
    root = {"header": "hdr", "footer": "ftr", "diagram": "dataModel"}.get(name, name)
    return f"<w:{root} {_NAMES}>{content}</w:{root}>"


def _relations(content: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'


def odt(body: str, automatic: str = "", master: str = "", **objects: str) -> bytes:
    """An OpenDocument text of a body, its styles, and embedded objects by their names."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    styles = (
        f"<office:document-styles {ODF}><office:master-styles>{master}"
        "</office:master-styles></office:document-styles>"
    )
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    files["styles.xml"] = styles
    files |= {f"{name}/content.xml": inner for name, inner in objects.items()}
    return _packed(files)


def hwpx(runs: str) -> bytes:
    """A Hangul document whose first paragraph holds the given content of a run."""
    document = HwpxDocument.new()
    packed = io.BytesIO()
    document.save_to_stream(packed)
    with zipfile.ZipFile(packed) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    section = files["Contents/section0.xml"].decode()
    end = section.rindex("</hp:p>")
    run = f'<hp:run charPrIDRef="0">{runs}</hp:run>'
    place = section.find("<hp:linesegarray", section.rindex("</hp:run>"))
    place = end if place < 0 else place
    files["Contents/section0.xml"] = (section[:place] + run + section[place:]).encode()
    return _packed(files)


def hwp(runs: str, folder: Path) -> bytes:
    """The same as a document of the older format."""
    path = folder / "document.hwp"
    HwpxDocument.open(hwpx(runs)).save_to_path(path)
    return path.read_bytes()


def hangul_paragraph(text: str) -> str:
    """A paragraph of a list in a Hangul document, its text or the content of its run."""
    content = text if text.startswith("<") else f"<hp:t>{text}</hp:t>"
    return (
        '<hp:p id="0" paraPrIDRef="0" styleIDRef="0" pageBreak="0" columnBreak="0" merged="0">'
        f'<hp:run charPrIDRef="0">{content}</hp:run></hp:p>'
    )


def hangul_list(*texts: str) -> str:
    """A list of paragraphs, as a cell, a note or a comment of a Hangul document holds one."""
    return (
        '<hp:subList id="" textDirection="HORIZONTAL" lineWrap="BREAK" vertAlign="TOP" '
        'linkListIDRef="0" linkListNextIDRef="0" textWidth="0" textHeight="0" hasTextRef="0" '
        f'hasNumRef="0">{"".join(map(hangul_paragraph, texts))}</hp:subList>'
    )


def _packed(files: dict[str, str] | dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
