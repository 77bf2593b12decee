"""Looking things up in a memory: one `Query`, one `search`, three engines.

The engines find all words (`concordance`), likely texts (`fuzzy`) or regular expressions
(`matching`).  The index names units that may hold what is asked for (`align.lang.grams`);
each is then read and looked at, so that what is shown is there.
"""

from align.memory.search.concordance import concordance
from align.memory.search.engines import search
from align.memory.search.expression import matching
from align.memory.search.found import (
    ALL,
    LIMIT,
    Filters,
    Hit,
    SearchResult,
    pieces,
    with_context,
)
from align.memory.search.fuzzy import fuzzy
from align.memory.search.query import SIDES, Method, Query

__all__ = [
    "ALL",
    "LIMIT",
    "SIDES",
    "Filters",
    "Hit",
    "Method",
    "Query",
    "SearchResult",
    "concordance",
    "fuzzy",
    "matching",
    "pieces",
    "search",
    "with_context",
]
