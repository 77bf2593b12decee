"""Where a Korean word ends: particles, endings and suffixes after a noun."""

from __future__ import annotations

from align.lang.lists import any_of, word_list

_ENDS = "korean_word_ends"


def word_ends(*groups: str) -> str:
    """Return a pattern of what Korean words end in, of some groups of the list."""
    return any_of(word_list(_ENDS, *groups))


AFTER_NOUN = (
    rf"(?:(?:{word_ends('suffix')})?(?:{word_ends('particle')}){{0,3}}(?![가-힣])"
    rf"|(?:{word_ends('verb')}))"
)
"""A pattern for what may follow a noun within its word: suffixes, particles, verb endings."""

PARTICLES = (
    rf"(?:(?:{word_ends('joins')}){{0,2}}(?:{word_ends('particle', 'copula')})?)(?![가-힣])"
)
"""A pattern for the particles behind a noun, such as may follow one another."""

ENDINGS = word_ends("particle", "ending")
"""A pattern for what a word may lose at its end and still be known by its meaning."""
