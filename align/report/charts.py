"""Charts as SVG inside a page, drawn by pygal: no scripts, the page's own colours."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from lxml import etree
from markupsafe import Markup

_COLOURS = ("#3b6ea8", "#d1803c", "#5c9a5f", "#a65a8c", "#8a7a3d", "#6b6bb0", "#999999")
_SVG = "{http://www.w3.org/2000/svg}"
_OTHERS = "…"
_MOST_SERIES = 6


def bars(labels: Sequence[str], values: Sequence[float], title: str) -> Markup:
    """Return a bar chart of one series."""
    chart = _pygal().Bar(**_options(title, legend=False))
    chart.x_labels = list(labels)
    chart.add("", list(values))
    return _drawn(chart)


def stacked(labels: Sequence[str], series: Mapping[str, Sequence[float]], title: str) -> Markup:
    """Return stacked bars; beyond six series the rest are drawn as one."""
    chart = _pygal().StackedBar(**_options(title, legend=True))
    chart.x_labels = list(labels)
    names = list(series)
    for name in names[:_MOST_SERIES]:
        chart.add(name, list(series[name]))
    if len(names) > _MOST_SERIES:
        rest = [series[name] for name in names[_MOST_SERIES:]]
        chart.add(_OTHERS, [sum(column) for column in zip(*rest, strict=True)])
    return _drawn(chart)


def reliability(points: Sequence[tuple[float, float]], title: str) -> Markup:
    """Return how often beads of each confidence are right, beside the diagonal."""
    chart = _pygal().XY(**_options(title, legend=False), stroke=True)
    chart.add("", [(0, 0), (1, 1)], show_dots=False, stroke_style={"dasharray": "4,4"})
    chart.add("", list(points))
    return _drawn(chart)


def _options(title: str, *, legend: bool) -> dict[str, Any]:
    return {
        "style": _style(),
        "js": [],
        "explicit_size": False,
        "width": 720,
        "height": 300,
        "title": None,
        "show_legend": legend,
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 2,
        "truncate_legend": 40,
        "margin": 12,
        "min_scale": 2,
        "max_scale": 6,
        "x_label_rotation": 0,
        "disable_xml_declaration": True,
        "no_prefix": False,
        "human_readable": True,
        "pretty_print": False,
        "description": title,
    }


def _pygal() -> Any:
    import pygal  # a twentieth of a second, for the report alone

    return pygal


@cache
def _style() -> Any:
    from pygal.style import Style

    return Style(
        background="transparent",
        plot_background="transparent",
        foreground="currentColor",
        foreground_strong="currentColor",
        foreground_subtle="currentColor",
        opacity=".85",
        opacity_hover="1",
        colors=_COLOURS,
        font_family="system-ui, 'Noto Sans KR', sans-serif",
        label_font_size=13,
        major_label_font_size=13,
        legend_font_size=13,
        value_font_size=12,
        guide_stroke_dasharray="2,4",
    )


def _drawn(chart: Any) -> Markup:
    """The drawing without the scripts and comments that pygal adds, the same at each time."""
    chart.uuid = hashlib.sha256(repr(chart.raw_series).encode()).hexdigest()[:12]
    root = etree.fromstring(chart.render())
    etree.strip_elements(root, etree.Comment, f"{_SVG}script", with_tail=False)
    root.set("role", "img")
    return Markup(etree.tostring(root, encoding="unicode"))
