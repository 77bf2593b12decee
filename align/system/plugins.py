"""Readers, formats, embedders, signals and checks by name, ours and those of other packages.

All are entry points (`align.readers`, `align.formats`, `align.embedders`, `align.signals`,
`align.checks`), so that a plug-in stands beside the built-in ones and is loaded only when
asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from align.errors import PluginError


@dataclass(frozen=True, slots=True)
class Plugin:
    """A class that is registered in a group, and who brings it.

    Attributes:
        group: the entry-point group.
        name: the name of the entry point.
        kind: the class.
        package: the distribution that brings it.
        version: that distribution's version.

    """

    group: str
    name: str
    kind: Any
    package: str
    version: str

    @property
    def label(self) -> str:
        """Name, package and version, for signatures."""
        return f"{self.name}@{self.package}-{self.version}"

    def make(self, members: Sequence[str]) -> Any:
        """Return an instance.

        Raises:
            PluginError: it cannot be made, or lacks one of the `members` of its protocol.

        """
        try:
            made = self.kind()
        except Exception as error:  # a plug-in may raise anything
            raise self.problem(f"cannot be made: {error}") from error
        missing = [member for member in members if not hasattr(made, member)]
        if missing:
            raise self.problem(f"has no {', '.join(missing)}")
        return made

    def problem(self, what: str) -> PluginError:
        """Return the error that something is wrong with it."""
        return _problem(self.group, self.name, what, self.package)


def names(group: str) -> list[str]:
    """The names registered in an entry-point group, sorted."""
    return sorted(entry_points(group=group).names)


def load(group: str, name: str) -> Any:
    """Return what the entry point `name` of `group` names, imported.

    Raises:
        PluginError: nothing has that name, or importing it fails.

    """
    entries = entry_points(group=group, name=name)
    if not entries:
        known = ", ".join(names(group)) or "none"
        raise PluginError(f"nothing called {name!r} in {group}", remedy=f"Known: {known}")
    return _import(next(iter(entries)))


def load_all(group: str) -> dict[str, Any]:
    """Return everything in a group by name.

    Raises:
        PluginError: importing one of them fails.

    """
    return {point.name: _import(point) for point in entry_points(group=group)}


def in_order(group: str, built_in: Sequence[str]) -> tuple[Plugin, ...]:
    """Return everything in a group: the built-in ones as given, then the others by name.

    Raises:
        PluginError: importing one of them fails, a built-in one is not registered, or two
            have one name.

    """
    points = list(entry_points(group=group))
    own = {name: place for place, name in enumerate(built_in)}
    _require_each_once(group, points, built_in)
    points.sort(key=lambda point: (own.get(point.name, len(own)), point.name))
    return tuple(
        Plugin(group, point.name, _import(point), _package(point), _version(point))
        for point in points
    )


def _require_each_once(
    group: str, points: Sequence[EntryPoint], built_in: Sequence[str]
) -> None:
    counted = Counter(point.name for point in points)
    missing = [name for name in built_in if not counted[name]]
    if missing:
        raise PluginError(
            f"{group} lacks {', '.join(missing)}",
            remedy="The installation is older than the code: install daeyeok again",
        )
    for name, count in counted.items():
        if count > 1:
            owners = " and ".join(sorted(_package(p) for p in points if p.name == name))
            raise PluginError(
                f"{group} has {name!r} twice, from {owners}",
                remedy="Remove one of these packages, or have it take another name",
            )


def _import(point: EntryPoint) -> Any:
    try:
        return point.load()
    except Exception as error:  # the module of a plug-in may raise anything
        what = f"does not load: {error}"
        raise _problem(point.group, point.name, what, _package(point)) from error


def _problem(group: str, name: str, what: str, package: str) -> PluginError:
    return PluginError(
        f"{group} {name!r} {what}",
        remedy=f"It comes from {package}: reinstall it or remove it",
    )


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else "an unknown package"


def _version(point: EntryPoint) -> str:
    return point.dist.version if point.dist else ""
