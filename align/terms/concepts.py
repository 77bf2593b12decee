"""Terms of rows as concepts, and two termbases as one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import count

import regex

from align.lang.normalise import match_form
from align.model import Concept, Language, Term, Termbase, TermStatus
from align.terms.find.occurrences import form_key
from align.terms.reading import Listed, Reading

_NUMBERED = regex.compile(r"\p{L}?[\d._-]+")
_FormKey = tuple[Language, str]


def grouped(
    listed: Iterable[Listed], reading: Reading, *, one_sided: bool
) -> tuple[Concept, ...]:
    """Return the concepts of rows in their order.

    A term that stands twice in a concept is one; where one of the rows speaks against it
    it is deprecated.  A Korean term may stand in several concepts, which are its senses.

    Args:
        listed: the terms.
        reading: takes what is wrong, and what was joined.
        one_sided: whether a concept without Korean is only noted, as in the databases
            of other tools, and no mistake in a row.

    """
    groups: dict[str, dict[_FormKey, Listed]] = {}
    for item in listed:
        if not has_letters(item.term.text):
            reading.wrong(
                item.row,
                f"lists the term “{item.term.text}”, which has no letters",
                "Mend or delete it",
            )
            continue
        terms = groups.setdefault(item.concept, {})
        key = key_of(item.term)
        terms[key] = _joined(terms[key], item, reading) if key in terms else item
    return tuple(
        Concept(name, _with_statuses(terms.values()))
        for name, terms in groups.items()
        if _has_korean(name, terms, reading, one_sided)
    )


def has_letters(text: str) -> bool:
    """Whether anything of a text can be found: a letter or a digit."""
    return any(char.isalnum() for char in match_form(text))


def _joined(first: Listed, second: Listed, reading: Reading) -> Listed:
    """One term of two rows."""
    status = first.term.status
    if second.deprecated:
        status = TermStatus.DEPRECATED
    elif second.said and not first.said:
        status = second.term.status
    note = first.term.note or second.term.note
    if first.row != second.row:
        reading.note(
            second.row, f"“{second.term.text}” stands in {first.concept} twice; one is kept"
        )
    term = replace(first.term, status=status, note=note)
    return replace(first, term=term, said=first.said or second.said)


def _with_statuses(terms: Iterable[Listed]) -> tuple[Term, ...]:
    """The terms; one without a status is admitted where its language has a preferred one."""
    listed = list(terms)
    preferred = {
        item.term.language
        for item in listed
        if item.said and item.term.status is TermStatus.PREFERRED
    }
    return tuple(
        replace(item.term, status=TermStatus.ADMITTED)
        if not item.said and item.term.language in preferred
        else item.term
        for item in listed
    )


def _has_korean(
    name: str, terms: dict[_FormKey, Listed], reading: Reading, one_sided: bool
) -> bool:
    if any(language is Language.KOREAN for language, _ in terms):
        return True
    first = next(iter(terms.values()))
    if one_sided:
        reading.note(first.row, f"passed over: {name} has no Korean term")
    else:
        reading.wrong(
            first.row,
            f"has no Korean term for {name}",
            "Add a row of its language ko; without one it is never found",
        )
    return False


def merged(known: Termbase, new: Termbase) -> Termbase:
    """Return the terms of both; where they differ about one, what `known` says stands.

    Concepts of one name are joined.  One that is named by its Korean term alone, as in a
    glossary, joins the concept that lists the term; another concept with the same Korean
    and no English in common is a sense of its own.
    """
    terms = {concept.id: list(concept.terms) for concept in known.concepts}
    own = {concept.id: concept for concept in known.concepts}
    senses = known.senses(form_key)
    for concept in new.concepts:
        name = _home(concept, own, senses)
        if name is None or (name in terms and name not in own):
            name = _free_name(concept.id, terms)
        mine = terms.setdefault(name, [])
        have = {key_of(term) for term in mine}
        mine += [term for term in concept.terms if key_of(term) not in have]
    return Termbase(tuple(Concept(name, tuple(group)) for name, group in terms.items()))


def _home(
    concept: Concept, own: Mapping[str, Concept], senses: Mapping[str, tuple[Concept, ...]]
) -> str | None:
    """Which of the concepts that are there it belongs to, or its own name; None for another."""
    same_form = list(
        dict.fromkeys(one for form in _forms(concept) for one in senses.get(form, ()))
    )
    same_name = own.get(concept.id)
    if same_name in same_form:
        return concept.id
    english = {key_of(term) for term in concept.in_language(Language.ENGLISH)}
    for other in same_form:
        if english & {key_of(term) for term in other.terms}:
            return other.id
    if len(same_form) == 1 and form_key(concept.id.replace("-", " ")) in _forms(concept):
        return same_form[0].id
    # Numbers of two databases are equal by chance, names are not.
    by_chance = bool(_NUMBERED.fullmatch(concept.id)) and bool(_forms(concept))
    return None if same_name is not None and (same_form or by_chance) else concept.id


def _free_name(name: str, taken: Collection[str]) -> str:
    return next(free for k in count(2) if (free := f"{name}-{k}") not in taken)


def key_of(term: Term) -> _FormKey:
    """Return what a term has in common with others that are the same in a concept."""
    return term.language, match_form(term.text).casefold()


def _forms(concept: Concept) -> set[str]:
    return {form_key(term.text) for term in concept.in_language(Language.KOREAN)}
