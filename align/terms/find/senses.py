"""Which concept a Korean term means that several concepts have, by what the translation says.

배 is listed as *ship* and as *pear*: beside a translation that has *ship* it is the ship.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from align.model import Concept, Language, Occurrence, Termbase
from align.terms.find.hits import Texts, known_hits
from align.terms.find.occurrences import form_key

_HOMOGRAPH = "homograph"
Senses = Mapping[str, tuple[Concept, ...]]
"""The concepts of each Korean form that has several, by its key."""


def senses_of(termbase: Termbase) -> Senses:
    """Return the forms of a termbase that stand for several concepts."""
    by_key: dict[str, dict[str, Concept]] = {}
    for concept in termbase.concepts:
        for term in concept.in_language(Language.KOREAN):
            by_key.setdefault(form_key(term.text), {})[concept.id] = concept
    return {key: tuple(mine.values()) for key, mine in by_key.items() if len(mine) > 1}


def in_their_senses(
    occurrences: Sequence[Occurrence], senses: Senses, texts: Texts
) -> list[Occurrence]:
    """Return the occurrences in a bead, each of the concept whose English stands there.

    Where no concept's English is left for one, it keeps its concept, with a doubt.

    Args:
        occurrences: in order.
        senses: of the forms that have several.
        texts: the translation segments of the bead.

    """
    keys = [form_key(o.surface) if senses else "" for o in occurrences]
    asked = {c.id: c for key in keys for c in senses.get(key, ())}
    if not asked:
        return list(occurrences)
    free = Counter(hit.concept for hit in known_hits(texts, asked.values()))
    free.subtract(o.concept for o in occurrences if o.concept in asked)
    found = []
    for occurrence, key in zip(occurrences, keys, strict=True):
        mine = occurrence.concept
        if key not in senses or free[mine] >= 0:
            found.append(occurrence)
            continue
        other = next((c.id for c in senses[key] if free[c.id] > 0), "")
        free.update({mine: 1, other: -1} if other else {mine: 1})
        doubt = "" if other else occurrence.doubt or _HOMOGRAPH
        found.append(replace(occurrence, concept=other or mine, doubt=doubt))
    return found
