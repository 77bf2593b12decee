"""How a table lists terms: a row a term, or a row a pair of terms; with headers or without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import regex

from align.model import Language
from align.terms.headers import Column, Holds, column_of

Row = tuple[int, Sequence[str]]
"""The number of a row and its cells."""

_HEADERS_WITHIN = 5  # rows, blank ones not counted
_ENOUGH = {Language.KOREAN: 0.3, Language.ENGLISH: 0.6}
"""Share of a column's cells that tells its language: Korean terms may be in Latin letters."""
_HANGUL = regex.compile(r"\p{Script=Hangul}")
_LATIN = regex.compile(r"\p{Script=Latin}")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table lists terms.

    Attributes:
        columns: what each column holds, None where nobody knows.
        headers: the names of the columns as written; empty without a row of headers.
        start: number of rows above the first one with terms.
        pairs: how many rows hold a Korean and an English text.

    """

    columns: tuple[Column | None, ...]
    headers: tuple[str, ...]
    start: int
    pairs: int

    @property
    def by_rows(self) -> bool:
        """Whether each row is one term, whose language the row names."""
        holds = [column.holds for column in self.columns if column and not column.language]
        return Holds.LANGUAGE in holds and Holds.TERM in holds

    def places(self, holds: Holds) -> list[int]:
        """The columns that hold something, from the left."""
        return [
            at for at, column in enumerate(self.columns) if column and column.holds is holds
        ]


def language_by_letters(text: str) -> Language | None:
    """Return Korean for a text with Hangul, English for another with Latin letters."""
    if _HANGUL.search(text):
        return Language.KOREAN
    return Language.ENGLISH if _LATIN.search(text) else None


def layout_of(rows: Sequence[Row]) -> Layout | None:
    """Return the layout of a table by its first rows, None where it lists no terms.

    Headers may stand in one of the first five rows.  Without any, two columns are
    told apart by their letters.
    """
    filled = [at for at, (_, cells) in enumerate(rows) if any(map(str.strip, cells))]
    top = filled[:_HEADERS_WITHIN]
    found = _by_headers(rows, top, loose=False) or _by_headers(rows, top, loose=True)
    if found is None and not any(lacking(rows[at][1]) for at in top):
        found = _by_letters([cells for _, cells in rows])
    return found


def lacking(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the column that headers of our own layout lack; nothing for other rows."""
    held = {column.holds for column in map(column_of, cells) if column}
    needed = (Holds.CONCEPT, Holds.LANGUAGE, Holds.TERM)
    missing = tuple(holds.name.lower() for holds in needed if holds not in held)
    return missing if Holds.CONCEPT in held and len(missing) == 1 else ()


def _by_headers(rows: Sequence[Row], places: Sequence[int], *, loose: bool) -> Layout | None:
    """The layout under the first of some rows that holds headers.

    Where unknown words may stand in them, or below a pair of terms (“용어, term” may be
    one too), they are headers only if they name both languages.
    """
    strict = loose
    for at in places:
        cells = rows[at][1]
        columns = [column_of(cell, loose=loose) for cell in cells]
        body = [cells for _, cells in rows[at + 1 :]]
        known = _under_headers(columns, body)
        if known is not None and (not strict or _names_both(columns)):
            headers = tuple(cell.strip() for cell in cells)
            return Layout(tuple(known), headers, at + 1, _pairs(known, body))
        strict |= {language_by_letters(cell) for cell in cells} >= set(Language)
    return None


def _names_both(columns: Sequence[Column | None]) -> bool:
    return {column.language for column in columns if column} >= set(Language)


def _under_headers(
    columns: list[Column | None], body: Sequence[Sequence[str]]
) -> list[Column | None] | None:
    held = [column.holds for column in columns if column]
    if Column(Holds.TERM) in columns and Holds.LANGUAGE in held:
        return columns
    if held.count(Holds.TERM) < 2:
        return None
    known = _with_languages(columns, body)
    languages = {c.language for c in known if c and c.holds is Holds.TERM}
    return known if languages >= set(Language) else None


def _with_languages(
    columns: list[Column | None], body: Sequence[Sequence[str]]
) -> list[Column | None]:
    """The columns with the languages that letters tell where a header does not.

    Beside a column that names the language, `source` is where a term was found.
    """
    named = {c.language for c in columns if c and c.language and c.status is None}
    cells = list(zip_longest(*body, fillvalue=""))
    known: list[Column | None] = []
    for at, column in enumerate(columns):
        if column is None or column.holds is not Holds.TERM or column.language:
            known.append(column)
            continue
        language = _language(cells[at]) if at < len(cells) else None
        if language is None or (language in named and column.status is None):
            known.append(Column(Holds.NOTE))
            continue
        if column.status is None:
            named.add(language)
        known.append(replace(column, language=language))
    return known


def _language(cells: Sequence[str]) -> Language | None:
    """The language that most cells of a column are in."""
    found = [language_by_letters(cell) for cell in cells if cell.strip()]
    for language in Language:
        if found and found.count(language) >= _ENOUGH[language] * len(found):
            return language
    return None


def _by_letters(body: Sequence[Sequence[str]]) -> Layout | None:
    languages = [_language(cells) for cells in zip_longest(*body, fillvalue="")]
    if not set(languages) >= set(Language):
        return None
    first = [languages.index(language) for language in Language]
    columns: list[Column | None] = [
        Column(Holds.NOTE) if at > max(first) else None for at in range(len(languages))
    ]
    for at, language in zip(first, Language, strict=True):
        columns[at] = Column(Holds.TERM, language)
    pairs = _pairs(columns, body)
    filled = sum(1 for cells in body if sum(1 for cell in cells if cell.strip()) > 1)
    return Layout(tuple(columns), (), 0, pairs) if pairs and pairs * 2 >= filled else None


def _pairs(columns: Sequence[Column | None], body: Sequence[Sequence[str]]) -> int:
    """How many rows hold terms of both languages, where the columns say they are."""
    places = [(at, column.language) for at, column in enumerate(columns) if column]
    return sum(
        {
            language
            for at, language in places
            if language and at < len(cells) and language_by_letters(cells[at]) is language
        }
        >= set(Language)
        for cells in body
    )
