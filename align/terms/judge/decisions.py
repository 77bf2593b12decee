"""What an editor may write of a finding, and what it means."""

from __future__ import annotations

import unicodedata

FINE = ("fine", "ok", "okay", "right", "accepted", "맞음", "수용", "괜찮음", "문제없음")
"""It is right as it stands; upper or lower case."""
WRONG = ("wrong", "error", "no", "틀림", "오류", "수정")
"""It is to be mended."""
CHOICES = (FINE[0], WRONG[0])
"""What a workbook offers."""


def is_fine(decision: str) -> bool | None:
    """Return what a decision says: right as it stands, to be mended, or None for nothing yet.

    Raises:
        ValueError: it is neither in `FINE` nor in `WRONG`.

    """
    word = unicodedata.normalize("NFC", decision).strip().casefold()
    if not word:
        return None
    if word not in (*FINE, *WRONG):
        raise ValueError(f"a decision is one of {', '.join((*FINE, *WRONG))}, not {decision}")
    return word in FINE
