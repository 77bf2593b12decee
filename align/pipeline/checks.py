"""The fifth step: what differs between the sides and should not, found once a bitext."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any, cast

from align.checks import Issue, Severity, check, checks_signature
from align.checks.checking import issues_in
from align.model import Bitext
from align.pipeline.context import Context, bitext_key, certain, stored


def find_issues(context: Context, bitexts: Sequence[Bitext]) -> list[Issue]:
    """Return what the checks find, the gravest first."""
    keys = [_key(bitext) for bitext in bitexts]
    known = [context.memory.derived("issues", key) for key in keys]
    new = [place for place, plain in enumerate(known) if plain is None]
    made = map(certain, context.engine.each(_issues, None, [bitexts[place] for place in new]))
    results = context.progress.track(zip(new, made, strict=True), "Checks", len(new))
    found: dict[int, Sequence[Issue]] = {}
    for place, issues in stored(results, context.memory):
        found[place] = issues
        context.memory.keep_derived("issues", keys[place], [astuple(issue) for issue in issues])
    every = (
        found[place] if place in found else _from_plain(cast("list[list[Any]]", plain))
        for place, plain in enumerate(known)
    )
    return check(bitexts, within=every)


def _from_plain(plain: Sequence[Sequence[Any]]) -> list[Issue]:
    return [Issue(kind, Severity(severity), *rest) for kind, severity, *rest in plain]


def _key(bitext: Bitext) -> str:
    """What the checks go by: names, files, beads, and what a person said of them."""
    names = bitext.original.id, bitext.translation.id
    said = [(bead.status.value, bead.edited) for bead in bitext.beads]
    text = repr((checks_signature(), names, bitext_key(bitext), said))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _issues(_: Mapping[str, Any] | None, bitext: Bitext) -> list[Issue]:
    return issues_in(bitext)
