"""Readers, formats and embedders by name, ours and those that other packages add.

All are entry points (`align.readers`, `align.formats`, `align.embedders`), so
that a plug-in stands beside the built-in ones and is loaded only when asked for.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any

from align.errors import PluginError


def names(group: str) -> list[str]:
    """The names registered in an entry-point group, sorted."""
    return sorted(entry_points(group=group).names)


def load(group: str, name: str) -> Any:
    """Return what the entry point `name` of `group` names, imported.

    Raises:
        PluginError: nothing has that name, or importing it fails.

    """
    found = entry_points(group=group, name=name)
    if not found:
        known = ", ".join(names(group)) or "none"
        raise PluginError(f"nothing called {name!r} in {group}", remedy=f"Known: {known}")
    return _import(next(iter(found)))


def load_all(group: str) -> dict[str, Any]:
    """Return everything in a group by name.

    Raises:
        PluginError: importing one of them fails.

    """
    return {point.name: _import(point) for point in entry_points(group=group)}


def _import(point: EntryPoint) -> Any:
    try:
        return point.load()
    except (ImportError, AttributeError) as error:
        owner = point.dist.name if point.dist else "an unknown package"
        raise PluginError(
            f"{point.group} {point.name!r} does not load: {error}",
            remedy=f"It comes from {owner}: reinstall it or remove it",
        ) from error
