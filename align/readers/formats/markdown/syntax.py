"""The dialects of Markdown that manuals and sites are written in, as one parser.

CommonMark with tables, strikethrough, footnotes and front matter; the boxes of MkDocs
(`!!! note`) and of the many that fence them (`:::tip`), whatever their names; the boxes of
GitHub (`[!NOTE]`); attribute lists of kramdown, Docusaurus and MDX, which are no text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import regex
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

BOX = "box"
_CODE = r"(?:(`+)(?:(?!\1).)+?\1)(*SKIP)(*FAIL)"
_NAME = r"[#.][\p{L}\p{N}_:-]+"
_LIST = (
    rf"\{{(?::[^{{}}\n]*|\s*{_NAME}(?:\s+(?:{_NAME}|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[\w-]+)))*\s*"
    r"|/\*.*?\*/)\}"
)
_ATTRIBUTES = regex.compile(rf"{_CODE}|\s*{_LIST}", regex.DOTALL)
_SPAN = regex.compile(rf"{_CODE}|(?<!\\)\[((?:[^\[\]\\]|\\.)+)\](?={_LIST})", regex.DOTALL)
_ALERT = regex.compile(r"\A\[!\p{L}[\p{L}\p{N}_-]*\][+-]?[ \t]*\n?")


def parser() -> MarkdownIt:
    """Return the parser."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.use(footnote_plugin).use(front_matter_plugin).use(admon_plugin)
    markdown.use(container_plugin, BOX, validate=_any_name)
    markdown.core.ruler.before("inline", "attribute_lists", _strip_attributes)
    return markdown


def _any_name(*_: Any) -> bool:
    return True


def _strip_attributes(state: StateCore) -> None:
    """Take attribute lists out of the texts before they are parsed; code keeps them."""
    for token in state.tokens:
        if token.type == "inline" and ("{" in token.content or "[!" in token.content):
            token.content = without_attributes(token.content)


def without_attributes(text: str) -> str:
    """Return a text without the marks that say something of it and are not printed."""
    return _ATTRIBUTES.sub("", _SPAN.sub(r"\2", _ALERT.sub("", text, count=1)))


def box_title(info: str) -> str:
    """Return the title that a fenced box gives itself: `tip 바다 안내`, `note[바다 안내]`."""
    named: Sequence[str] = info.strip().split(None, 1)
    first = regex.fullmatch(r"[\w-]*\[(.+)\]", info.strip())
    if first:
        return first[1]
    title = named[1] if len(named) > 1 else ""
    return without_attributes(title).strip().strip("\"'")
