"""A package with entry points, made for a test and importable while it lasts."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from align.aligner.signals import registry as signals
from align.checks import registry as checks
from align.readers import known_suffixes


@contextmanager
def installed(
    folder: Path,
    module: str,
    code: str,
    points: Mapping[str, Mapping[str, str]],
    version: str = "1.0",
) -> Iterator[None]:
    """Install a package of one module, as far as Python's own metadata goes.

    Args:
        folder: where its files go, one for each package.
        module: the name of the module; the package is called `module-package`.
        code: what stands in it.
        points: classes of the module by group and name.
        version: of the package.

    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{module}.py").write_text(code, "utf-8")
    info = folder / f"{module}_package-{version}.dist-info"
    info.mkdir()
    head = f"Metadata-Version: 2.1\nName: {module}-package\nVersion: {version}\n"
    (info / "METADATA").write_text(head, "utf-8")
    lines = [
        line
        for group, own in points.items()
        for line in (f"[{group}]", *(f"{name} = {module}:{kind}" for name, kind in own.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")
    sys.path.insert(0, str(folder))
    forget()
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        sys.modules.pop(module, None)
        forget()


def forget() -> None:
    """Have the next one who asks look at what is installed."""
    importlib.invalidate_caches()
    readers = sys.modules[known_suffixes.__module__]  # `align.readers.read` is the function
    for kept in (signals.registered, checks.all_checks, checks._registered, readers._readers):
        kept.cache_clear()
