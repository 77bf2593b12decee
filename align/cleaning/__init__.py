"""Units of other people's memories that are better left out, each with its reason."""

from align.cleaning.clean import Cleaner, LeftOut
from align.cleaning.filters import Bounds, Kind

__all__ = ["Bounds", "Cleaner", "Kind", "LeftOut"]
