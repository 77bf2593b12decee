"""Options that several commands of `align terms` share."""

from __future__ import annotations

import datetime

import click

from align.lang.morphology import KiwiMorphology, Morphology, installed
from align.terms.judge.scope import days_of
from align.terms.judge.variants import STRICT, Strictness


def _morphology(
    _context: click.Context, _option: click.Parameter, value: str
) -> Morphology | None:
    if value == "rules":
        return None
    return KiwiMorphology() if value == "kiwi" else installed()


def _first_day(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> datetime.date | None:
    try:
        return days_of(value)[0] if value is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


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
strict_option = click.option(
    "--strict",
    multiple=True,
    type=click.Choice(STRICT),
    callback=lambda _context, _option, value: Strictness.named(value),
    help="Count forms that differ in this as different renderings; may be given several times.",
)
since_option = click.option(
    "--since",
    metavar="DATE",
    callback=_first_day,
    help="Report documents of this day or later: 2026-01-31, 2026-01 or 2026.",
)
document_option = click.option(
    "--document",
    "documents",
    metavar="PATTERN",
    multiple=True,
    help="Report documents whose original or translation has such a name, as 'ko/2026-01*'; "
    "may be given several times.",
)
