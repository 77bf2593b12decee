"""From files to documents: `read` is the door, a reader is one file per format."""

from align.readers.base import Extract, Reader
from align.readers.read import Reading, known_suffixes, read, read_all, read_bytes

__all__ = [
    "Extract",
    "Reader",
    "Reading",
    "known_suffixes",
    "read",
    "read_all",
    "read_bytes",
]
