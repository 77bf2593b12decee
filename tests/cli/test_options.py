"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from align.cli.main import cli, status
from align.cli.options import termbase_option
from align.memory import Memory

TAKING = [
    *(("run",), ("report",), ("review",), ("evaluate",)),
    *(("terms", name) for name in ("check", "compare", "show", "discover", "waive", "import")),
]


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        elif any(param.name == "termbase_path" for param in command.params):
            yield (*path, name)


def test_the_commands_that_take_a_termbase_are_these() -> None:
    assert sorted(commands(cli)) == sorted(TAKING)


@pytest.mark.parametrize("command", TAKING, ids=" ".join)
def test_help_shows_one_name_of_the_termbase_everywhere(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert status([*command, "-h"]) == 0
    shown = capsys.readouterr().out
    assert "  -t, --termbase PATH" in shown
    assert "--terms" not in shown


@pytest.mark.parametrize("name", ["-t", "--termbase", "--terms"])
def test_a_termbase_is_taken_by_the_old_name_too(name: str) -> None:
    assert taken([name, "a.csv"]) == Path("a.csv")


def test_the_last_name_given_counts() -> None:
    assert taken(["--terms", "a.csv", "-t", "b.csv"]) == Path("b.csv")
    assert taken(["-t", "b.csv", "--terms=a.csv"]) == Path("a.csv")


def test_a_termbase_may_be_left_out_where_none_is_required() -> None:
    assert taken([]) is None
    with pytest.raises(click.MissingParameter):
        taken([], required=True)


def taken(arguments: list[str], *, required: bool = False) -> Path | None:
    @click.command()
    @termbase_option("The termbase.", required=required)
    def command(termbase_path: Path | None) -> Path | None:
        return termbase_path

    found: Path | None = command.main(arguments, standalone_mode=False)
    return found


@pytest.mark.parametrize("command", ["run", "report", "review", "evaluate"])
def test_the_commands_that_had_the_old_name_still_know_it(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argument = tmp_path / "nothing"
    if command in ("report", "review"):
        Memory(argument).close()
    out = ["-o", str(tmp_path / "out.html")] if command in ("run", "report") else []
    missing = str(tmp_path / "missing.csv")
    assert status([command, str(argument), *out, "--terms", missing]) == 3
    assert "missing.csv" in capsys.readouterr().err
