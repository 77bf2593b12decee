"""Terms: what a termbase lists, where its terms stand, and what stands for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from align.model.document import Language


class TermStatus(StrEnum):
    """What a termbase says of a term."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Term:
    """One expression for a concept in one language."""

    text: str
    language: Language
    status: TermStatus = TermStatus.PREFERRED
    note: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """What a group of terms in both languages stands for."""

    id: str
    terms: tuple[Term, ...]

    def in_language(self, language: Language) -> tuple[Term, ...]:
        """The concept's terms in one language, in the termbase's order."""
        return tuple(term for term in self.terms if term.language is language)

    @property
    def name(self) -> str:
        """The first preferred Korean term, by which reports call the concept."""
        korean = self.in_language(Language.KOREAN)
        preferred = [term for term in korean if term.status is TermStatus.PREFERRED]
        return (preferred or korean or self.terms)[0].text


@dataclass(frozen=True, slots=True)
class Termbase:
    """Concepts by which renderings are judged, and the digest of the file they came from.

    Attributes:
        concepts: in the order of the file.
        digest: of the file.
        notes: what was passed over when the file was read, or taken otherwise than it is
            written, for whoever gave it; no part of what the termbase says.

    """

    concepts: tuple[Concept, ...]
    digest: str = ""
    notes: tuple[str, ...] = field(default=(), compare=False)

    def senses(self, key: Callable[[str], str]) -> Mapping[str, tuple[Concept, ...]]:
        """Return the concepts that list each Korean form, in the termbase's order.

        A form with several concepts is a homograph: 의사 the doctor, 의사 the intention.

        Args:
            key: gives what two ways to write one form have in common; forms for which
                it gives nothing are left out.

        """
        found: dict[str, list[Concept]] = {}
        for concept in self.concepts:
            for form in dict.fromkeys(
                key(term.text) for term in concept.in_language(Language.KOREAN)
            ):
                found.setdefault(form, []).append(concept)
        return {form: tuple(concepts) for form, concepts in found.items() if form}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A Korean term at one place.

    Attributes:
        concept: whose term it is.
        segment: index of the segment that it stands in.
        start: offset of its first character in that segment as written.
        end: offset behind its last character.
        surface: the term as written.
        inside: the longer word that it is a part of, without particles: 여론조사 for 조사;
            empty where it is the whole noun.
        doubt: why this may be another word that is written alike, such as "week" or
            "homograph"; empty where it is surely the term.

    """

    concept: str
    segment: int
    start: int
    end: int
    surface: str
    inside: str = ""
    doubt: str = ""


class Found(StrEnum):
    """How the rendering of an occurrence was found, or why there is none."""

    KNOWN = "known"  # an English term of the termbase, in one of its forms
    LOCATED = "located"  # not in the termbase; the likeliest words, with evidence
    PRONOUN = "pronoun"  # only pointed at: it, they
    OMITTED = "omitted"  # all that the translation says stands for something else
    NOT_FOUND = "not found"  # nothing is likely enough; somebody should look
    UNTRANSLATED = "untranslated"  # its segment has no counterpart


class FormKind(StrEnum):
    """How a rendering differs from the term of the termbase that it is a form of."""

    SAME = "same"  # also with another article, case, hyphen or quotation marks
    INFLECTION = "inflection"  # women, crises, agreed
    SPELLING = "spelling"  # defence, modernisation, catalogue
    ABBREVIATION = "abbreviation"  # UN, U.N., ODA; in both directions
    DERIVATION = "derivation"  # Chinese, economic, protectionist, testified
    SHORT = "short"  # a second mention: the Peninsula, the Ministry
    OTHER = "other"  # no form of a term that the termbase lists


@dataclass(frozen=True, slots=True)
class Rendering:
    """The English that stands for one occurrence of a term.

    Attributes:
        occurrence: which Korean term, where.
        found: how it was found, or why there is none.
        text: the English as written; empty where there is none.
        segment: index of the translation segment that it stands in.
        start: offset of its first character in that segment as written.
        end: offset behind its last character.
        term: the termbase's term that it is an inflection of, if it is known.
        certainty: 0 to 1, how sure the place is.
        evidence: what speaks for it, for the reader of a report.
        form: how the text differs from `term`; OTHER where there is no term.
        doubt: why it may be right though no termbase lists it; empty where nothing says so.
        placed: 0 to 1, how sure it is that these words, or some that share a word with them,
            stand for the term; `certainty` is of just these.

    """

    occurrence: Occurrence
    found: Found
    text: str = ""
    segment: int = -1
    start: int = 0
    end: int = 0
    term: Term | None = None
    certainty: float = 1.0
    evidence: str = ""
    form: FormKind = FormKind.SAME
    doubt: str = ""
    placed: float = 1.0
