"""The rows of a table, and the entries of other tools' files, as terms of concepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

import regex

from align.formats.termentry import TermEntry
from align.model import Language, Term, TermStatus
from align.terms.cells import terms_in
from align.terms.find.occurrences import form_key
from align.terms.headers import Holds
from align.terms.layouts import Layout, Row
from align.terms.reading import Listed, Reading
from align.terms.statuses import language_of, status_of
from align.terms.tables import LAYOUTS

_LANGUAGES = "Languages are ko and en"
_LATIN_OR_FIGURE = regex.compile(r"[\p{Script=Latin}\p{N}]")
_STATUSES = "Statuses are preferred, admitted and deprecated"


def from_entries(entries: Iterable[TermEntry], reading: Reading) -> Iterator[Listed]:
    """Yield the Korean and English terms of a file that another tool wrote.

    A status that nobody knows is taken for admitted, and noted.
    """
    others: dict[str, int] = {}
    for entry in entries:
        language = language_of(entry.language)
        text = entry.text.strip()
        if language is None:
            others[entry.language] = others.get(entry.language, 0) + 1
        elif text:
            status = status_of(entry.statuses)
            if entry.statuses and status is None:
                status = _admitted(entry.where, text, entry.statuses, reading)
            term = Term(text, language, status or TermStatus.PREFERRED, entry.note)
            yield Listed(entry.where, entry.concept, term, said=status is not None)
    _note_others(others, reading)


def _admitted(row: int, text: str, words: Sequence[str], reading: Reading) -> TermStatus:
    reading.note(row, f"“{text}” is taken for admitted: no status is called {words[0]!r}")
    return TermStatus.ADMITTED


def _note_others(others: dict[str, int], reading: Reading) -> None:
    if others:
        counts = ", ".join(f"{count} of {name or 'none'}" for name, count in others.items())
        reading.note(0, f"terms of other languages passed over: {counts}")


def from_table(layout: Layout, rows: Iterable[Row], reading: Reading) -> Iterator[Listed]:
    """Yield the terms of a table; columns that nobody knows are noted."""
    unknown = (
        [
            name
            for name, column in zip(layout.headers, layout.columns, strict=True)
            if name and column is None
        ]
        if layout.headers
        else []
    )
    if unknown:
        reading.note(0, f"columns passed over: {', '.join(unknown)}")
    if not layout.by_rows:
        yield from _Pairs(layout, reading).read(rows)
    elif foreign(layout):
        yield from from_entries(_entries(layout, rows), reading)
    else:
        for number, cells in rows:
            if (listed := _term_of_row(layout, number, cells, reading)) is not None:
                yield listed


def foreign(layout: Layout) -> bool:
    """Whether a table of one term a row is another tool's, as IATE writes it: T_TERM."""
    return any(header.lower() == "t_term" for header in layout.headers)


def _cell(layout: Layout, holds: Holds, cells: Sequence[str]) -> str:
    return next((cells[at].strip() for at in layout.places(holds) if at < len(cells)), "")


def _concept(layout: Layout, cells: Sequence[str]) -> str:
    named = layout.places(Holds.CONCEPT)
    return _cell(layout, Holds.CONCEPT if named else Holds.NUMBER, cells)


def _entries(layout: Layout, rows: Iterable[Row]) -> Iterator[TermEntry]:
    for number, cells in rows:
        status = _cell(layout, Holds.STATUS, cells)
        yield TermEntry(
            number,
            _concept(layout, cells),
            _cell(layout, Holds.LANGUAGE, cells),
            _cell(layout, Holds.TERM, cells),
            (status,) if status else (),
            _cell(layout, Holds.NOTE, cells),
        )


def _term_of_row(
    layout: Layout, number: int, cells: Sequence[str], reading: Reading
) -> Listed | None:
    """The term of a row in our own layout, in which everything must be as it should be."""
    concept, text = _concept(layout, cells), _cell(layout, Holds.TERM, cells)
    if not concept and not text:
        return None
    name, word = _cell(layout, Holds.LANGUAGE, cells), _cell(layout, Holds.STATUS, cells)
    language, status = language_of(name), status_of([word or TermStatus.PREFERRED])
    if not text:
        reading.note(number, f"passed over: no term of {concept} stands there")
    elif not concept:
        reading.wrong(number, f"gives “{text}” no concept", LAYOUTS)
    elif language is None:
        reading.wrong(number, f"gives “{text}” the language “{name}”", _LANGUAGES)
    elif status is None:
        reading.wrong(number, f"gives “{text}” the status “{word}”", _STATUSES)
    else:
        term = Term(text, language, status, _cell(layout, Holds.NOTE, cells))
        return Listed(number, concept, term)
    return None


class _Found(NamedTuple):
    """A term in a row of pairs, and the status that its column gives it."""

    text: str
    language: Language
    status: TermStatus | None


@dataclass(slots=True)
class _Pairs:
    """Reads rows of which each has the terms of both languages."""

    layout: Layout
    reading: Reading
    _names: _Names = field(default_factory=lambda: _Names())
    _preferred: set[tuple[str, Language]] = field(default_factory=set)

    def read(self, rows: Iterable[Row]) -> Iterator[Listed]:
        """Yield the terms; the first of a language is preferred, the others admitted."""
        for number, cells in rows:
            if any(map(str.strip, cells)):
                found, remarks = self._found(cells)
                if self._is_pair(number, found):
                    yield from self._listed(number, cells, found, "; ".join(remarks))

    def _found(self, cells: Sequence[str]) -> tuple[list[_Found], list[str]]:
        """The terms of a row, and the remarks in it."""
        found: list[_Found] = []
        remarks: list[str] = []
        for column, cell in zip(self.layout.columns, cells, strict=False):
            if column is None or not cell.strip():
                continue
            if column.holds in (Holds.DOMAIN, Holds.NOTE):
                remarks.append(" ".join(cell.split()))
            elif column.holds is Holds.TERM and column.language is not None:
                texts, more = terms_in(cell, column.language)
                found += [_Found(text, column.language, column.status) for text in texts]
                remarks += more
        return found, remarks

    def _is_pair(self, number: int, found: Sequence[_Found]) -> bool:
        """Whether a row has terms of both languages; if not, that is noted or wrong."""
        languages = {term.language for term in found if term.status is None}
        if languages < set(Language):
            there = " · ".join(term.text for term in found) or "a row without terms"
            missing = ", ".join(x.name.capitalize() for x in Language if x not in languages)
            self.reading.note(number, f"passed over: {there}, without {missing}")
            return False
        for text, language, _ in found:
            if language is Language.ENGLISH and not _LATIN_OR_FIGURE.search(text):
                self.reading.wrong(
                    number,
                    f"has “{text}” in the English column",
                    "Put each language into the column of its own",
                )
                return False
        return True

    def _listed(
        self, number: int, cells: Sequence[str], found: Sequence[_Found], note: str
    ) -> Iterator[Listed]:
        """The terms of a row; its Korean may stand in a row above."""
        concept, again = self._concept(cells, found)
        english = [term.text for term in found if term.language is Language.ENGLISH]
        if again is not None:
            said = ", ".join(f"“{text}”" for text in english)
            self.reading.note(
                number, f"{again} stands in a row above, to which {said} is added"
            )
        status = self._status_of_row(number, cells, english[0])
        first = set(Language)
        for text, language, own in found:
            row_says = status if language is Language.ENGLISH else None
            own = own or self._rank(concept, language, row_says, first=language in first)
            first.discard(language)
            if language is Language.ENGLISH:
                yield Listed(number, concept, Term(text, language, own, note))
                note = ""
            elif text != again:
                yield Listed(number, concept, Term(text, language, own))

    def _status_of_row(
        self, number: int, cells: Sequence[str], english: str
    ) -> TermStatus | None:
        word = _cell(self.layout, Holds.STATUS, cells)
        if not word:
            return None
        return status_of([word]) or _admitted(number, english, [word], self.reading)

    def _rank(
        self, concept: str, language: Language, row_says: TermStatus | None, *, first: bool
    ) -> TermStatus:
        """The status of a term by its row's word, or by its place among the others."""
        if row_says not in (None, TermStatus.PREFERRED):
            return row_says
        key = (concept, language)
        if first and (row_says is not None or key not in self._preferred):
            self._preferred.add(key)
            return TermStatus.PREFERRED
        return TermStatus.ADMITTED

    def _concept(self, cells: Sequence[str], found: Sequence[_Found]) -> tuple[str, str | None]:
        """The concept of a row, and which of its Korean terms stands in a row above."""
        if named := _cell(self.layout, Holds.CONCEPT, cells):
            return named, None
        korean = [term.text for term in found if term.language is Language.KOREAN]
        domain = " ".join(_cell(self.layout, Holds.DOMAIN, cells).split())
        return self._names.concept(korean, domain)


@dataclass(slots=True)
class _Names:
    """The concepts of a glossary that names none, by their Korean terms.

    One word in two domains is two concepts, as a homograph is.
    """

    _by_form: dict[str, dict[str, str]] = field(default_factory=dict)  # domain, name
    _taken: set[str] = field(default_factory=set)

    def concept(self, korean: Sequence[str], domain: str) -> tuple[str, str | None]:
        """Return the name of the concept with some terms, and which of them it has already."""
        for text in korean:
            if (known := self._known(form_key(text), domain)) is not None:
                self._keep(korean, domain, known)
                return known, text
        wanted = korean[0]
        others = (f"{korean[0]} ({domain or k})" for k in count(2))
        name = wanted if wanted not in self._taken else next(others)
        self._keep(korean, domain, name)
        return name, None

    def _known(self, form: str, domain: str) -> str | None:
        own = self._by_form.get(form, {})
        if not domain:
            return next(iter(own.values()), None)
        return own.get(domain, own.get(""))

    def _keep(self, korean: Sequence[str], domain: str, name: str) -> None:
        self._taken.add(name)
        for text in korean:
            self._by_form.setdefault(form_key(text), {}).setdefault(domain, name)
