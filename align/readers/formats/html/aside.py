"""Which elements say by their tag or their names that they stand beside the page's text."""

from __future__ import annotations

from functools import lru_cache

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
        *("cookie", "cookies", "toolbar", "util", "utility"),
        *("pager", "pagination", "paging", "prevnext", "tag", "tags", "hashtag", "keywords"),
        *("satisfaction", "survey", "quickmenu", "familysite", "sitemap", "dropdown"),
        *("control", "controls", "option", "options", "reaction", "btn", "button", "buttons"),
        *("prev", "next"),
        *("comment", "comments", "reply", "replies", "respond", "disqus", "login", "search"),
    )
)
_OVERLAYS = frozenset(("popup", "modal", "layerpopup", "dialog", "lightbox"))
_DENYING = frozenset(("has", "is", "no", "with", "without", "not"))
_OF_PICTURE = regex.compile(r"img|image|photo|caption|figure", regex.IGNORECASE)
_NEVER = frozenset(
    ("html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6")
)  # a heading is named after what it says
_PARTS = regex.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_MOST = 0.3  # of the letters outside links; what holds more is no mere companion of the text
_MOST_OVER = 0.9  # the same, of what opens over the page: a site's terms may be long
_ROLES = frozenset(("navigation", "search", "banner", "contentinfo", "complementary", "dialog"))


def is_aside(element: html.HtmlElement, page: int) -> bool:
    """Whether an element says that it is no part of the text, and is not most of the page.

    A `header` is none, since the title may stand there.

    Args:
        element: of the page.
        page: what `unlinked` gives for the whole of it.

    """
    if element.tag in _NEVER:
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"
    if element.tag == "dialog" or _is_named(names, _OVERLAYS):
        return unlinked(element) <= _MOST_OVER * page
    beside = element.tag == "aside" or element.get("role", "") in _ROLES
    named = beside or _is_named(names, _WORDS)
    return named and unlinked(element) <= _MOST * page


@lru_cache(maxsize=4096)  # a site has the same few names on all its pages
def _is_named(names: str, wanted: frozenset[str]) -> bool:
    for name in names.split():
        words = [part.lower() for part in _PARTS.findall(name)]
        denied = _OF_PICTURE.search(name) or not _DENYING.isdisjoint(words)
        if not wanted.isdisjoint(words) and not denied:
            return True
    return False


def unlinked(element: html.HtmlElement) -> int:
    """Return how many letters of an element stand in no link."""
    texts = element.xpath(".//text()[not(ancestor::a or ancestor::script or ancestor::style)]")
    return sum(len("".join(text.split())) for text in texts)
