"""A group of commands that are loaded when they are called.

Only what a command needs is imported for it, and nothing of any command for the help of
the group: the line that it shows for each is kept beside the command's place.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, cast

import click


class Lazy(NamedTuple):
    """Where a command is, as `module:attribute`, and the first sentence of its help."""

    place: str
    line: str


class LazyGroup(click.Group):
    """A group whose commands are loaded when they are called.

    Args:
        lazy: the commands by name.

    """

    def __init__(self, *args: Any, lazy: Mapping[str, Lazy], **settings: Any) -> None:
        super().__init__(*args, **settings)
        # click writes into it in add_command() alone, which nobody calls.
        self.commands = cast("dict[str, click.Command]", _Commands(lazy))
        self._listed = click.Group(
            commands=[click.Command(name, help=item.line) for name, item in lazy.items()]
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; None if there is none of this name."""
        # get() would take a KeyError inside the command's module for a missing command.
        if cmd_name not in self.commands:
            return None
        return self.commands[cmd_name]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by the lines that are kept, none of them loaded."""
        self._listed.format_commands(ctx, formatter)


class _Commands(Mapping[str, click.Command]):
    """Commands by name, each loaded when it is taken."""

    def __init__(self, lazy: Mapping[str, Lazy]) -> None:
        self._lazy = lazy

    def __getitem__(self, name: str) -> click.Command:
        command: click.Command = pkgutil.resolve_name(self._lazy[name].place)
        return command

    def __contains__(self, name: object) -> bool:
        return name in self._lazy

    def __iter__(self) -> Iterator[str]:
        return iter(self._lazy)

    def __len__(self) -> int:
        return len(self._lazy)
