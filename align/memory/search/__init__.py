"""Looking things up in a memory: concordance, fuzzy matches, regular expressions.

The index names units that may hold what is asked for (`align.lang.grams`); each is then
read and looked at, so that what is shown is there.
"""

from align.memory.search.concordance import concordance
from align.memory.search.expression import matching
from align.memory.search.found import (
    ALL,
    LIMIT,
    Filters,
    Found,
    Hit,
    Side,
    pieces,
    with_context,
)
from align.memory.search.fuzzy import fuzzy

__all__ = [
    "ALL",
    "LIMIT",
    "Filters",
    "Found",
    "Hit",
    "Side",
    "concordance",
    "fuzzy",
    "matching",
    "pieces",
    "with_context",
]
