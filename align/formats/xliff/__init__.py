"""XLIFF, the bilingual file that CAT tools exchange, in its living versions."""

from align.formats.xliff.form import VERSIONS, XliffFormat

__all__ = ["VERSIONS", "XliffFormat"]
