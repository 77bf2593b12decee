"""A module imports only from the rooms below its own."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "align"

FLOORS = {
    1: ("model", "errors", "lang", "plugins", "atomic", "progress", "work", "closing"),
    2: ("readers", "formats", "segment"),
    3: ("aligner", "pairing"),
    4: ("terms", "scoring", "checks", "cleaning"),
    5: ("memory",),
    6: ("pipeline", "cluster", "serving", "summary", "importing", "report", "review"),
    7: ("cli",),
}
FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms}


def _room(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "align" and len(parts) > 1 else None


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "align":
            found |= {f"align.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {room for module in found if (room := _room(module)) in FLOOR_OF}


MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.parent != PACKAGE or path.stem in FLOOR_OF
]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_downwards(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    upward = {room for room in _imports(path) if FLOOR_OF[room] > FLOOR_OF[own]}
    assert not upward


def test_every_room_has_a_floor() -> None:
    rooms = {p.name for p in PACKAGE.iterdir() if p.is_dir() and not p.name.startswith("_")}
    modules = {p.stem for p in PACKAGE.glob("*.py") if not p.stem.startswith("_")}
    assert rooms | modules == set(FLOOR_OF)
