"""The help of the groups: at once, and the same as the help of their commands."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

import align
from align.cli.lazy import Lazy, LazyGroup
from align.cli.main import cli, status
from align.cli.memory.group import memory
from align.cli.terms.group import terms

HEAVY = ("numpy", "lxml", "rich", "regex", "sqlite3", "importlib.metadata")
OWN = ("align.cli.lazy", "align.cli.main", "align.cli.status", "align.errors")
GROUPS = pytest.mark.parametrize("group", [cli, terms, memory], ids=lambda group: group.name)


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a new Python has when it ran `align` with these arguments."""
    code = (
        "import sys; from align.cli.main import status; "
        "status(sys.argv[1:]); print('modules', *sys.modules)"
    )
    command = [sys.executable, "-c", code, *arguments]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Show this message and exit" in printed
    return set(printed.splitlines()[-1].split())


def own(modules: set[str]) -> set[str]:
    return {name for name in modules if name.startswith("align.")} - {"align.cli"}


def test_the_help_loads_no_command_and_nothing_that_is_slow() -> None:
    modules = loaded_by("-h")
    assert not modules & set(HEAVY)
    assert own(modules) == set(OWN)


@pytest.mark.parametrize("group", ["terms", "memory"])
def test_the_help_of_a_smaller_group_loads_no_command_either(group: str) -> None:
    modules = loaded_by(group, "-h")
    assert not modules & set(HEAVY)
    assert own(modules) == {*OWN, f"align.cli.{group}", f"align.cli.{group}.group"}


def test_the_help_of_a_command_loads_that_command_alone() -> None:
    modules = loaded_by("memory", "info", "-h")
    shared = {"options", "output", "memory", "memory.group", "memory.info"}
    assert {name for name in modules if name.startswith("align.cli.")} - set(OWN) == {
        f"align.cli.{name}" for name in shared
    }
    assert not modules & {"rich", "numpy"}


@GROUPS
def test_the_lines_of_a_group_are_what_its_commands_say_first(group: LazyGroup) -> None:
    context = click.Context(group)
    formatter = click.HelpFormatter(width=1000)
    group.format_commands(context, formatter)
    shown = [line.split(maxsplit=1) for line in formatter.getvalue().splitlines()[1:]]
    assert shown == [
        [name, group.commands[name].get_short_help_str(1000)]
        for name in group.list_commands(context)
    ]


@GROUPS
def test_every_command_has_the_name_by_which_it_is_called(group: LazyGroup) -> None:
    assert [command.name for command in group.commands.values()] == list(group.commands)


def test_the_version_is_told_when_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["--version"]) == 0
    assert capsys.readouterr().out == f"align, version {align.__version__}\n"


def test_a_mistyped_command_is_told_and_the_nearest_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert status(["serch"]) == 2
    assert "'search'" in capsys.readouterr().err


def test_an_error_inside_a_command_s_module_is_not_taken_for_a_missing_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(_place: str) -> object:
        raise KeyError("inside")

    monkeypatch.setattr("pkgutil.resolve_name", failing)
    group = LazyGroup("group", lazy={"one": Lazy("nowhere:one", "Do one thing.")})
    with pytest.raises(KeyError, match="inside"):
        group.get_command(click.Context(group), "one")
