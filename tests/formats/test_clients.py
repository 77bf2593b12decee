"""Programs that translators use, fed with what we write."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from translate.storage import xliff

from align.aligner import Aligner
from align.aligner.embedding import default_embedder
from align.formats.base import Options
from align.formats.tmx import TmxFormat
from align.formats.unit import units_of
from align.formats.xliff import XliffFormat
from align.readers import read

OMEGAT_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>KO</source_lang><target_lang>EN</target_lang>
<sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("omegat"), reason="OmegaT is not installed")
def test_omegat_translates_by_the_memory(mofa: Path, tmp_path: Path) -> None:
    bitext = Aligner(default_embedder()).align(
        read(mofa / "ko" / "2013-06-14_보도자료.txt"),
        read(mofa / "en" / "2013-06-14_press_release.txt"),
    )
    folders = ("source", "target", "tm", "tm/auto", "omegat", "glossary", "dictionary")
    for folder in folders:
        (tmp_path / folder).mkdir()
    (tmp_path / "omegat.project").write_text(OMEGAT_PROJECT, "utf-8")
    TmxFormat().write([bitext], tmp_path / "tm" / "auto" / "memory.tmx")
    pairs = [unit for unit in units_of(bitext) if unit.original and unit.translation]
    source = "\n\n".join(unit.original for unit in pairs)
    (tmp_path / "source" / "a.txt").write_text(f"{source}\n", "utf-8")
    command = ["omegat", str(tmp_path), "--mode=console-translate"]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
    translated = (tmp_path / "target" / "a.txt").read_text("utf-8").strip().split("\n\n")
    assert translated == [unit.translation for unit in pairs]


def test_translate_toolkit_reads_xliff_1_2(mofa: Path, tmp_path: Path) -> None:
    bitext = Aligner(None).align(
        read(mofa / "ko" / "2013-06-14_보도자료.txt"),
        read(mofa / "en" / "2013-06-14_press_release.txt"),
    )
    path = tmp_path / "a.xlf"
    XliffFormat().write([bitext], path, Options(version="1.2"))
    pairs = [unit for unit in units_of(bitext) if unit.original and unit.translation]
    units = xliff.xlifffile.parsefile(str(path)).units
    assert [(unit.source, unit.target) for unit in units] == [
        (unit.original, unit.translation) for unit in pairs
    ]
