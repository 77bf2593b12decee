"""Which findings the last check of a memory had, so that the next can tell what is new.

They are kept in the memory by the termbase, where it lies beside the memory, and by what is
strict, since another strictness makes other findings.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from align.memory import Memory
from align.model.codec import codec_of
from align.pipeline.step import rows_of
from align.terms.judge.known import Seen, SeenBefore
from align.terms.judge.scope import Scope
from align.terms.judge.term_report import TermReport
from align.terms.judge.variants import Strictness

_KIND = "checked"
_encode, _decode = rows_of(codec_of(Seen))


class LastCheck:
    """The findings that checks of a memory with a termbase had last.

    Args:
        memory: the memory.
        termbase: the termbase's file.
        strict: what the check makes strict.

    """

    def __init__(self, memory: Memory, termbase: Path, strict: Strictness) -> None:
        self._memory = memory
        self._key = f"{_beside(termbase, memory.path)}|{strict.signature}"

    def known(self) -> SeenBefore | None:
        """Return what the last check had; None where there was none."""
        kept = self._memory.derived(_KIND, self._key)
        if kept is None:
            return None
        return SeenBefore("that the last check had", tuple(_decode(cast("Any", kept))))

    def keep(self, report: TermReport, scope: Scope) -> bool:
        """Keep what a check had, for the next; for when it has ended well.

        What an earlier one had in documents outside of the scope is kept with it.  Waived
        findings are not kept: taken back, they are new.

        Returns:
            Whether it could be kept: not in a memory that may only be read.

        """
        before = self.known()
        seen = [Seen.of(finding) for finding in (*report.findings, *report.known)]
        seen += _outside(before.seen if before else (), scope)
        self._memory.keep_derived(_KIND, self._key, _encode(seen))
        return self._memory.writable


def _outside(seen: Iterable[Seen], scope: Scope) -> list[Seen]:
    return [each for each in seen if scope.why_not((each.document, each.translation), each.day)]


def _beside(termbase: Path, memory: Path) -> str:
    """The termbase's path from the memory on, which stays when both are moved together."""
    try:
        return Path(os.path.relpath(termbase.resolve(), memory.resolve().parent)).as_posix()
    except ValueError:  # on another drive of Windows
        return termbase.resolve().as_posix()
