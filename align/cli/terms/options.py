"""Options that several commands of `align terms` share."""

from __future__ import annotations

import click

from align.lang.morphology import KiwiMorphology, Morphology, installed


def _morphology(
    _context: click.Context, _option: click.Parameter, value: str
) -> Morphology | None:
    if value == "rules":
        return None
    return KiwiMorphology() if value == "kiwi" else installed()


morphology_option = click.option(
    "--morphology",
    type=click.Choice(["auto", "rules", "kiwi"]),
    default="auto",
    show_default=True,
    callback=_morphology,
    help="How Korean compounds are cut: by kiwi (daeyeok[sentences]) or by rules; "
    "auto takes kiwi where it is installed.",
)
lenient_option = click.option(
    "--skip-bad-rows", is_flag=True, help="Pass over rows of the termbase that are wrong."
)
