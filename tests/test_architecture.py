"""Who imports whom: along named edges alone, and never in a circle.

A room is a package folder; `errors` is a room of one file.  The manual draws the same
picture (docs/architecture.md), which a test here holds to this one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "align"
EDGES = {
    "aligner": (
        "aligner.embedding aligner.signals aligner.views errors execution lang model "
        "readers.layout readers.parts"
    ),
    "aligner.embedding": "errors execution system",
    "aligner.signals": "aligner.embedding aligner.views errors lang model system",
    "aligner.views": "aligner.embedding lang model",
    "api": (
        "aligner aligner.embedding aligner.views checks errors execution formats lang "
        "memory memory.search model pairing pipeline readers readers.layout "
        "readers.parts report terms terms.find terms.judge"
    ),
    "checks": "lang model system",
    "cleaning": "aligner.embedding errors execution formats lang model",
    "cli": (
        "aligner aligner.embedding aligner.views checks cleaning errors execution "
        "formats formats.xliff lang memory memory.search model pairing pipeline readers "
        "report scoring system terms terms.find terms.judge web web.review"
    ),
    "cli.memory": "cli memory",
    "cli.terms": (
        "aligner aligner.embedding cli errors formats lang model pipeline report "
        "system terms terms.find terms.judge terms.show"
    ),
    "execution": "errors system",
    "formats": "errors model readers.parts system",
    "formats.xliff": "errors formats model system",
    "lang": "errors model",
    "memory": "errors execution lang model system",
    "memory.search": "errors execution lang memory model",
    "pairing": (
        "aligner.embedding aligner.views errors execution formats lang model "
        "readers.layout readers.parts"
    ),
    "pipeline": (
        "aligner aligner.embedding aligner.views checks cleaning errors execution "
        "formats lang memory model pairing readers report scoring system terms "
        "terms.find terms.judge terms.show"
    ),
    "readers": "errors lang model readers.layout readers.parts system",
    "readers.formats": (
        "errors lang model readers readers.formats.html readers.layout readers.parts"
    ),
    "readers.formats.html": "errors lang model readers readers.layout readers.parts",
    "readers.formats.markdown": (
        "model readers readers.formats.html readers.layout readers.parts"
    ),
    "readers.formats.pdf": "errors lang model readers readers.layout readers.parts",
    "readers.layout": "lang model readers.parts",
    "readers.parts": "errors model",
    "report": "checks lang model scoring system terms.judge terms.show",
    "scoring": (
        "aligner aligner.embedding aligner.views errors formats lang model "
        "readers.layout readers.parts"
    ),
    "system": "errors",
    "terms": "errors formats lang model readers.parts system terms.find terms.judge",
    "terms.find": "aligner.embedding errors execution lang model scoring",
    "terms.judge": "checks errors formats lang model system terms.find",
    "terms.show": "checks model system terms terms.judge",
    "web": "errors memory memory.search model system",
    "web.review": "aligner checks errors memory memory.search model pipeline system terms web",
}
EDGES_OF = {room: set(names.split()) for room, names in EDGES.items()}
ROOMS = {
    ".".join(path.parent.relative_to(PACKAGE).parts) for path in PACKAGE.rglob("__init__.py")
}
PUBLIC = {"api", "errors", "memory", "model", "system"}  # what `import align` may name


def room_of(module: str) -> str:
    """The room that a module of the package lies in; empty for the package itself."""
    parts = module.split(".")[1:]
    if parts[:1] == ["errors"]:
        return "errors"
    while parts and ".".join(parts) not in ROOMS:
        parts.pop()
    return ".".join(parts)


def imported(path: Path) -> Iterator[str]:
    """Modules of the package that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("align"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "align":
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (
                n if n.removeprefix("align.") in ROOMS else node.module or "" for n in names
            )


def edges_from(path: Path) -> set[str]:
    own = ".".join(path.parent.relative_to(PACKAGE).parts)
    return {room_of(module) for module in imported(path)} - {own}


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_along_named_edges(path: Path) -> None:
    own = ".".join(path.parent.relative_to(PACKAGE).parts)
    if path.name == "errors.py" and not own:
        assert not edges_from(path)
    elif not own:
        assert edges_from(path) <= PUBLIC
    else:
        assert edges_from(path) <= EDGES_OF.get(own, set())


def test_no_edge_is_named_that_nobody_uses() -> None:
    used: dict[str, set[str]] = {}
    for path in MODULES:
        own = ".".join(path.parent.relative_to(PACKAGE).parts)
        used.setdefault(own, set()).update(edges_from(path))
    assert {room: edges for room, edges in used.items() if edges and room} == EDGES_OF


def test_rooms_import_one_another_in_no_circle() -> None:
    done: set[str] = set()

    def visit(room: str, above: tuple[str, ...]) -> None:
        assert room not in above, " imports ".join((*above, room))
        if room not in done:
            for below in sorted(EDGES_OF.get(room, ())):
                visit(below, (*above, room))
            done.add(room)

    for room in EDGES_OF:
        visit(room, ())


def told_edges(page: str) -> dict[str, set[str]]:
    """Each room of the manual's table, and the rooms that it imports, in the table's order."""
    rows = re.findall(r"^\| `([a-z._]+)` \|[^|]*\|([^|]*)\|$", page, re.MULTILINE)
    return {room: set(re.findall(r"`([a-z._]+)`", cell)) for room, cell in rows}


MANUAL = (ROOT / "docs" / "architecture.md").read_text("utf-8")
TOLD = told_edges(MANUAL.split("## The rooms")[1].split("\n## ")[0])


def test_the_manual_names_the_same_edges() -> None:
    rooms = (ROOMS | {"errors"}) - {""}
    assert {room: EDGES_OF.get(room, set()) for room in rooms} == TOLD


def test_the_manual_lists_a_room_below_all_that_it_imports() -> None:
    order = list(TOLD)
    for room, below in TOLD.items():
        assert all(order.index(other) < order.index(room) for other in below), room


def test_a_circle_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EDGES_OF, "lang", {"aligner"})
    with pytest.raises(AssertionError, match="lang imports aligner"):
        test_rooms_import_one_another_in_no_circle()


def test_the_package_itself_has_no_loose_modules() -> None:
    assert sorted(path.name for path in PACKAGE.glob("*.py")) == ["__init__.py", "errors.py"]
