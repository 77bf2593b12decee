"""Units of other people's memories that are better left out, each with its reason."""

from align.cleaning.clean import Cleaner, LeftOut
from align.cleaning.filters import Bounds, Cause

__all__ = ["Bounds", "Cause", "Cleaner", "LeftOut"]
