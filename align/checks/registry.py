"""All checks that are registered: the built-in ones, and those of other packages."""

from __future__ import annotations

from functools import cache

from align.checks.base import Check
from align.system import plugins
from align.system.plugins import Plugin

VERSION = 1
"""Goes up when the same bitext may give other issues of the built-in checks than before."""

GROUP = "align.checks"
BUILT_IN = ("figures", "names", "omissions", "untranslated", "punctuation")

_MEMBERS = ("kinds", "find")


@cache
def all_checks() -> tuple[Check, ...]:
    """Return a check of each kind, made once a process: built-in ones, then others by name.

    Raises:
        PluginError: one does not load.

    """
    return tuple(plugin.make(_MEMBERS) for plugin in _registered())


def checks_signature() -> str:
    """Return what decides which issues a bitext has: the version, and the plug-ins' versions.

    What was found under one signature need not be looked for again.
    """
    others = (plugin.label for plugin in _registered() if plugin.name not in BUILT_IN)
    return "+".join((str(VERSION), *others))


@cache
def _registered() -> tuple[Plugin, ...]:
    return plugins.in_order(GROUP, BUILT_IN)
