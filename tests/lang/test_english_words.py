"""Which word is a form of which: by lexicon, spelling list and links between words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.lang.english_words import keys, term_keys, word_form
from align.model import FormKind


@pytest.mark.parametrize(
    ("term", "word", "kind"),
    [
        ("Quota", "quota", FormKind.SAME),
        ("fisherman", "fisherman's", FormKind.SAME),
        ("fisherman", "fishermen", FormKind.INFLECTION),
        ("hypothesis", "hypotheses", FormKind.INFLECTION),
        ("withdraw", "withdrew", FormKind.INFLECTION),
        ("referendum", "referenda", FormKind.INFLECTION),
        ("offense", "offence", FormKind.SPELLING),
        ("license", "licences", FormKind.SPELLING),
        ("harmonise", "harmonization", FormKind.DERIVATION),
        ("harmonization", "harmonisation", FormKind.SPELLING),
        ("honorary", "honorary", FormKind.SAME),
        ("EU", "E.U.", FormKind.ABBREVIATION),
        ("NGO", "NGOs", FormKind.INFLECTION),
        ("UNESCO", "Unesco", FormKind.SAME),
        ("Denmark", "Danish", FormKind.DERIVATION),
        ("Danish", "Denmark", FormKind.DERIVATION),
        ("Philippines", "Filipinos", FormKind.DERIVATION),
        ("diplomacy", "diplomatic", FormKind.DERIVATION),
        ("mediation", "mediators", FormKind.DERIVATION),
        ("capitalism", "capitalist", FormKind.DERIVATION),
        ("government", "governmental", FormKind.DERIVATION),
        ("allegation", "allegedly", FormKind.DERIVATION),
    ],
)
def test_a_word_is_a_form_of_a_term(term: str, word: str, kind: FormKind) -> None:
    assert word_form(term, word) is kind


@pytest.mark.parametrize(
    ("term", "word"),
    [
        ("US", "us"),
        ("US", "Us"),
        ("WHO", "who"),
        ("IT", "It"),
        ("aid", "AIDS"),
        ("AIDS", "aids"),
        ("universe", "university"),
        ("organ", "organize"),
        ("general", "generation"),
        ("party", "partial"),
        ("state", "station"),
        ("state", "statement"),
        ("nation", "native"),
        ("Korea", "core"),
        ("minister", "ministry"),
        ("custom", "customs"),
        ("policy", "police"),
        ("Iran", "Iraq"),
        ("Austria", "Australian"),
    ],
)
def test_words_that_only_look_alike_are_no_forms(term: str, word: str) -> None:
    assert word_form(term, word) is None


WORDS = st.sampled_from(
    "UN U.N. us US children child Welsh Wales licence license ruled ruling economic economy "
    "terrorism terror denuclearize denuclearisation NGOs Nato NATO BREXIT Brexit it's".split()
) | st.text("aeinorstAEST.'", min_size=1, max_size=9)


@given(WORDS, WORDS)
def test_every_form_of_a_term_is_found_by_its_keys(term: str, word: str) -> None:
    if word_form(term, word) is not None:
        assert term_keys(term) & keys(word)
