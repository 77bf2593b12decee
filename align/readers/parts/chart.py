"""The words in a chart of Word or Hancom Office, which keep charts in one way."""

from __future__ import annotations

from lxml import etree

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def chart_text(chart: etree._Element) -> str:
    """Return the titles and names in a chart, each once, without its figures."""
    texts = [drawn_text(paragraph) for paragraph in chart.iter(f"{_DRAWING}p")]
    for names in chart.iter(f"{_CHART}strCache"):
        texts += [(value.text or "").strip() for value in names.iter(f"{_CHART}v")]
    return " | ".join(dict.fromkeys(filter(None, texts)))


def drawn_text(paragraph: etree._Element) -> str:
    """Return the text of a paragraph in a drawing."""
    return "".join(text.text or "" for text in paragraph.iter(f"{_DRAWING}t")).strip()
