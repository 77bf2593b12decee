"""Which English document translates which Korean one, how surely, and why.

Documents are found by what they share rather than compared all with all; each
candidate gets a probability from the evidence; an assignment takes the best, and leaves
alone what has no partner.
"""

from align.pairing.match import VERSION, pair_documents, pair_profiles
from align.pairing.model import Pair, Pairing, Related, Relation

__all__ = [
    "VERSION",
    "Pair",
    "Pairing",
    "Related",
    "Relation",
    "pair_documents",
    "pair_profiles",
]
