"""What the report shows of bitexts at hand."""

from __future__ import annotations

from collections.abc import Sequence

from align.model import Bitext
from align.report.content import Content, Gathering, add_all
from align.terms.judge.term_report import TermReport


def gather(bitexts: Sequence[Bitext], terms: TermReport | None = None) -> Content:
    gathering = Gathering()
    add_all(gathering, bitexts)
    return gathering.content(terms)
