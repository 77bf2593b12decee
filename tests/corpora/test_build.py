from __future__ import annotations

import subprocess
import sys

from tests.conftest import MOFA, ROOT


def test_the_sample_is_what_its_sources_say() -> None:
    command = [sys.executable, "-m", "corpora.build", "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_sample_differs_as_real_pages_do() -> None:
    files = [*(MOFA / "ko").iterdir(), *(MOFA / "en").iterdir()]
    assert len(files) >= 24
    assert {path.suffix for path in files} == {".txt", ".html"}
    raw = b"".join(path.read_bytes() for path in files)
    for mark in ("ㅇ", "○", "□", "·", "※", "▲", "°", "「", "『", "“", "硏", "바로가기"):
        assert mark.encode() in raw, mark
