"""A query goes to the engine that its method names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from align.execution.progress import Progress
from align.memory.database import Database
from align.memory.search.concordance import concordance
from align.memory.search.expression import matching
from align.memory.search.found import SearchResult, with_context
from align.memory.search.fuzzy import fuzzy
from align.memory.search.query import Method, Query


def search(memory: Database, query: Query, progress: Progress | None = None) -> SearchResult:
    """Return what a query finds in a memory, each hit with the context that is asked for.

    Args:
        memory: where to look.
        query: what to look for.
        progress: told how many units were read, where an expression reads them all.

    Raises:
        QueryError: nobody can look for such a thing: no word, or an expression that is none.

    """
    found = _found(memory, query, progress)
    if not query.context:
        return found
    hits = (with_context(memory, hit, query.context) for hit in found.hits)
    return replace(found, hits=tuple(hits))


def _found(memory: Database, query: Query, progress: Progress | None) -> SearchResult:
    settings: dict[str, Any] = {
        "sides": query.sides,
        "filters": query.filters,
        "limit": query.limit,
    }
    if query.method is Method.REGEX:
        return matching(memory, query.text, progress=progress, **settings)
    if query.method is Method.FUZZY:
        return fuzzy(memory, query.text, query.least, **settings)
    return concordance(memory, query.text, **settings)
