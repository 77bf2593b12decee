"""Options that several commands of `align terms` share."""

from __future__ import annotations

import datetime

import click

from align.lang.morphology import KiwiMorphology, Morphology
from align.terms.judge.scope import days_of
from align.terms.judge.variants import STRICT, Strictness


def _morphology(
    _context: click.Context, _option: click.Parameter, value: str
) -> Morphology | None:
    return KiwiMorphology() if value == "kiwi" else None


def _first_day(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> datetime.date | None:
    try:
        return days_of(value)[0] if value is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


morphology_option = click.option(
    "--morphology",
    type=click.Choice(["rules", "kiwi"]),
    default="rules",
    show_default=True,
    callback=_morphology,
    help="How Korean compounds are cut: by rules, or by kiwi (daeyeok[sentences]), which "
    "finds no more and takes longer.",
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
