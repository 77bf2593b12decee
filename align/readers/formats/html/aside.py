"""Which elements say by their tag or their names that they stand beside the page's text."""

from __future__ import annotations

from functools import cache

import regex
from lxml import html

_WORDS = frozenset(
    (
        *("ad", "ads", "advert", "advertisement", "advertising", "banner", "promo", "sponsor"),
        *("aside", "sidebar", "related", "relate", "relation", "recommend", "recommended"),
        *(
            "recommendation",
            "recommendations",
            "popular",
            "trending",
            "ranking",
            "rank",
            "most",
        ),
        *(
            "share",
            "sharing",
            "social",
            "sns",
            "addthis",
            "sharedaddy",
            "subscribe",
            "newsletter",
        ),
        *("breadcrumb", "breadcrumbs", "location", "menu", "gnb", "lnb", "snb", "fnb", "nav"),
        *("navi", "navigation", "navbar", "skip", "skipnav", "footer", "foot", "copyright"),
        *("popup", "modal", "layerpopup", "cookie", "cookies", "toolbar", "util", "utility"),
        *("pager", "pagination", "paging", "prevnext", "tag", "tags", "hashtag", "keywords"),
        *("satisfaction", "survey", "quickmenu", "familysite", "sitemap", "dropdown"),
        *("control", "controls", "option", "options", "reaction", "btn", "button", "buttons"),
        *("prev", "next"),
        *("comment", "comments", "reply", "replies", "respond", "disqus", "login", "search"),
    )
)
_DENYING = frozenset(("has", "is", "no", "with", "without", "not"))
_OF_PICTURE = regex.compile(r"img|image|photo|caption|figure", regex.IGNORECASE)
_NEVER = frozenset(
    ("html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6")
)  # a heading is named after what it says
_PARTS = regex.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_MOST = 0.3  # of the letters outside links; what holds more is no mere companion of the text
_ROLES = frozenset(("navigation", "search", "banner", "contentinfo", "complementary", "dialog"))


def is_aside(element: html.HtmlElement) -> bool:
    """Whether an element says that it is no part of the text, and is not most of the page.

    A `header` is none, since the title may stand there.
    """
    named = (
        element.tag in ("aside", "dialog")
        or element.get("role", "") in _ROLES
        or _is_named(element.get("class", ""))
        or _is_named(element.get("id", ""))
    )
    return named and element.tag not in _NEVER and _is_part(element)


@cache
def _is_named(names: str) -> bool:
    for name in names.split():
        words = [part.lower() for part in _PARTS.findall(name)]
        denied = _OF_PICTURE.search(name) or not _DENYING.isdisjoint(words)
        if not _WORDS.isdisjoint(words) and not denied:
            return True
    return False


def _is_part(element: html.HtmlElement) -> bool:
    body = element.getroottree().find(".//body")
    return body is None or _unlinked(element) <= _MOST * _unlinked(body)


def _unlinked(element: html.HtmlElement) -> int:
    """Letters that stand in no link."""
    texts = element.xpath(".//text()[not(ancestor::a or ancestor::script or ancestor::style)]")
    return sum(len("".join(text.split())) for text in texts)
