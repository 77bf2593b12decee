from __future__ import annotations

import unicodedata
from pathlib import Path

from align.readers.collect import collect


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", "utf-8")


def test_names_are_relative_and_in_nfc(tmp_path: Path) -> None:
    make(tmp_path, "ko/" + unicodedata.normalize("NFD", "보도자료") + ".txt")
    assert [source.id for source in collect([tmp_path]).sources] == ["ko/보도자료.txt"]


def test_what_no_reader_reads_is_counted(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.png", "c.png", ".hidden.txt", ".git/d.txt")
    found = collect([tmp_path])
    assert [source.id for source in found.sources] == ["a.txt"]
    assert found.passed_over == {".png": 2}


def test_results_and_gold_are_no_input(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "out/b.txt", "truth/c.txt")
    found = collect([tmp_path], [tmp_path / "out", tmp_path / "truth"])
    assert [source.id for source in found.sources] == ["a.txt"]


def test_folders_with_the_same_file_names_stay_apart(tmp_path: Path) -> None:
    make(tmp_path, "ko/1.txt", "en/1.txt")
    found = collect([tmp_path / "ko", tmp_path / "en"])
    assert [source.id for source in found.sources] == ["en/1.txt", "ko/1.txt"]


def test_a_missing_path_is_reported_and_the_rest_is_found(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    found = collect([tmp_path, tmp_path / "nowhere"])
    assert len(found.sources) == 1
    assert found.missing[0].where == str(tmp_path / "nowhere")


def test_the_pictures_of_a_saved_page_are_no_input(tmp_path: Path) -> None:
    make(tmp_path, "page.html", "page_files/frame.html", "old.files/x.html")
    assert [source.id for source in collect([tmp_path]).sources] == ["page.html"]


def test_bitexts_are_found_in_folders_and_tables_where_they_are_named(tmp_path: Path) -> None:
    make(tmp_path, "old.tmx", "list.csv", "a.txt")
    found = collect([tmp_path], bitexts=[".tmx"], named_bitexts=[".tmx", ".csv"])
    assert [source.id for source in found.bitexts] == ["old.tmx"]
    assert found.passed_over == {".csv": 1}
    named = collect([tmp_path / "list.csv"], bitexts=[".tmx"], named_bitexts=[".csv"])
    assert [source.id for source in named.bitexts] == ["list.csv"]
