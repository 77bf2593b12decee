from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import align

PACKAGE = Path(align.__file__).parent


def test_every_public_name_is_there() -> None:
    assert dir(align) == sorted(align.__all__)
    for name in align.__all__:
        assert getattr(align, name) is not None
    with pytest.raises(AttributeError, match="'align' has no attribute 'nonsense'"):
        align.nonsense  # noqa: B018


def test_a_star_import_brings_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from align import *", names)
    assert set(align.__all__) <= set(names)


def test_no_room_has_the_name_of_a_public_function() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir()}
    assert rooms.isdisjoint(name for name in align.__all__ if name != "__version__")


def test_importing_the_package_loads_nothing_that_takes_time() -> None:
    code = (
        "import sys, align\n"
        "loaded = {name for name in sys.modules if name.startswith('align.')}\n"
        "print(sorted(loaded), 'numpy' in sys.modules)\n"
        "align.align, align.read\n"
        "import align.aligner.align\n"
        "print(align.align.__module__)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    first, second = run.stdout.splitlines()
    assert first == "[] False"
    assert second == "align.api.texts"


def test_every_public_function_says_what_it_takes_and_raises() -> None:
    for name in align.__all__:
        value = getattr(align, name)
        if callable(value) and value.__module__.startswith("align.api"):
            assert "Raises:" in (value.__doc__ or ""), name
