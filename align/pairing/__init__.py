"""Which English document translates which Korean one, how surely, and why.

Documents are found by what they share rather than compared all with all; each
candidate gets a probability from the evidence; an assignment takes the best, and leaves
alone what has no partner.
"""

from align.pairing.model import Pair, Pairing, Related, Relation
from align.pairing.pair import VERSION, pair_documents, pair_profiles

__all__ = [
    "VERSION",
    "Pair",
    "Pairing",
    "Related",
    "Relation",
    "pair_documents",
    "pair_profiles",
]
