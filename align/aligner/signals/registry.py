"""All signals that are registered: the built-in ones, and those of other packages."""

from __future__ import annotations

from functools import cache

from align.aligner.signals.base import Signal
from align.system import plugins
from align.system.plugins import Plugin

GROUP = "align.signals"
BUILT_IN = (
    *("shape", "embedding", "words", "length", "figures", "names", "layout"),
    *("identifiers", "lines", "seams", "sentences", "turns", "recurrence"),
)
"""In the order of their columns, on which the last digits of scores depend."""

_MEMBERS = ("name", "features", "measure")


def all_signals() -> list[Signal]:
    """Return a signal of each kind: the built-in ones in their order, then others by name.

    Each may be left out, and the model still aligns.  A signal for which the weights hold
    nothing counts as 0 until `align train` learns it.

    Raises:
        PluginError: one does not load, or has another name than its entry point.

    """
    return [_signal(plugin) for plugin in registered()]


def label_of(signal: Signal) -> str:
    """Return a signal's name, with package and version where another package brings it."""
    brought = {plugin.kind: plugin for plugin in registered() if plugin.name not in BUILT_IN}
    return brought[type(signal)].label if type(signal) in brought else signal.name


@cache
def registered() -> tuple[Plugin, ...]:
    """Return what is registered as a signal, looked up once a process."""
    return plugins.in_order(GROUP, BUILT_IN)


def _signal(plugin: Plugin) -> Signal:
    signal: Signal = plugin.make(_MEMBERS)
    if signal.name != plugin.name:
        raise plugin.problem(f"calls itself {signal.name!r}, not as its entry point")
    return signal
