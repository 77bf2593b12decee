"""The candidates for one place of a term, and what was measured of each, by name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.terms.find.hits import TermHit, Texts

NAMES = (
    "none",  # no phrase stands for it
    "none.pronoun",  # … and the sentence has a pronoun
    "none.repeated",  # … and another place of the term has its rendering here
    "none.explained",  # … and how strongly the words of the sentence are linked to other words
    "none.free",  # … and the strongest link of a word that is free
    "none.syllable",  # … and the term has one syllable
    "none.inside",  # … and the term is a part of a longer word
    "none.beside",  # … and a noun stands right before the term
    "none.ratio",  # … and how many words the English has for one Korean, as a logarithm
    "surface",  # cosine with the Korean as it stands
    "term",  # cosine with the nearest English term
    "unlike_others",  # how much nearer to the term than to any other Korean word here
    "least_like",  # cosine with the term or a word of it, of the word that is least like any
    "intruder",  # how much nearer one of its words is to another Korean word than to the term
    "shared",  # words in common with an English term (Dice)
    "head",  # last word in common with one
    "size",  # words more or less than the nearest term
    "abbreviation",  # initials of a term
    "from.mean",  # probability that its words come from the term
    "from.least",  # the same of the word that is least likely to
    "to.sum",  # probability that the term goes to one of its words
    "link.sum",  # the geometric mean of both, added up
    "link.mean",  # on average
    "link.dice",  # the links inside, against all of the sentence and the words
    "link.log",  # the logarithm of the strongest link inside
    "mutual",  # how many of its words are linked to no other Korean word as strongly
    "strongest",  # has the English word that is linked to the term most strongly
    "missed",  # the strongest link of a word outside
    "beside",  # the strongest link of a word right beside it
    "others.mean",  # how strongly its words are linked to other Korean words
    "others.most",  # the same of the word that is likeliest to
    "length",  # in words that carry meaning
    "single",  # one word
    "determined",  # a determiner stands before it
    "open.left",  # a content word stands right before it
    "open.right",  # a content word stands right behind it
    "modifier.left",  # … which can modify what follows
    "head.right",  # … which can be the noun that its last word belongs to
    "adjective.last",  # … and its last word can be an adjective
    "hyphen.cut",  # a hyphen joins it to a word outside
    "capital",  # all its words have capitals, and others before it have not
    "capital.cut",  # a word with a capital stands right beside a word with one
    "extent",  # words more or less than syllables of the Korean make one expect
    "verb.first",  # begins with what can be but a verb
    "verb.inside",  # has what can be but a verb behind its first word
    "verb.last",  # ends with what can be but a verb or an adverb
    "noun.last",  # ends with what can be a noun
    "participle.first",  # begins with a form in -ing or -ed
    "preposition",  # function words inside but of and the articles
    "of",  # of inside
    "position",  # distance of the places in both texts, 0 to 1
    "known",  # a listed term, which stands for another place too
    "taken.same",  # has words that another place of the term has
    "taken.other",  # has words that another term has
)
INDEX = {name: number for number, name in enumerate(NAMES)}
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choices:
    """Candidates for one occurrence: a row of `values` each, and a last one for none.

    Attributes:
        hits: the candidates.
        values: what is measured, shape (candidates + 1, names).
        texts: the translation that they are stretches of.
        is_explained: whether every word that says something stands for something else.
        is_shorter: whether the translation has fewer sentences than the original.

    """

    hits: list[TermHit]
    values: Matrix
    texts: Texts
    is_explained: bool = False
    is_shorter: bool = False

    def text(self, hit: TermHit) -> str:
        """Return the words of a candidate."""
        return self.texts[hit.segment].text[hit.start : hit.end]

    def reasons(self, hit: TermHit) -> str:
        """Return what speaks for a candidate, for the reader of a report."""
        row = self.values[self.hits.index(hit)]
        told = {
            "like the Korean": "surface",
            "like a known term": "term",
            "shared words": "shared",
            "linked by its words": "link.mean",
        }
        parts = [f"{said} {row[INDEX[name]]:.2f}" for said, name in told.items()]
        if row[INDEX["abbreviation"]]:
            parts.append("initials of a known term")
        return ", ".join(parts)
