from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from align.aligner import Aligner
from align.aligner.embedding import Vectors, default_embedder
from align.aligner.views.candidates import read_types
from align.errors import InputError
from align.formats.xliff import XliffFormat
from align.memory import Memory
from align.model import Bitext, Document, Level
from align.pairing.sheet import GivenPair
from align.pipeline import Job, Result, run
from align.pipeline.outputs import EMBEDDINGS
from align.scoring.gold import read_gold
from align.terms.termbase import read_termbase
from tests.conftest import FORMATS, MIXED


class CountingEmbedder:
    """The default embedder, counting the texts that it is asked to encode."""

    def __init__(self) -> None:
        self.name = default_embedder().name
        self.encoded = 0

    def pool(self, texts: Sequence[str]) -> Vectors:
        self.encoded += len(texts)
        return default_embedder().pool(texts)

    def finish(self, pooled: Vectors) -> Vectors:
        return default_embedder().finish(pooled)


def job(folder: Path, out: Path) -> Job:
    return Job(
        paths=[folder],
        out=out,
        termbase=read_termbase(folder / "terms.csv"),
        gold=read_gold(folder / "truth"),
        leave_out=[folder / "terms.csv", folder / "truth"],
    )


@pytest.fixture(scope="module")
def finished(mofa: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Job, Result]:
    done = job(mofa, tmp_path_factory.mktemp("out"))
    return done, run(done, Aligner(default_embedder()))


@pytest.fixture
def begun(finished: tuple[Job, Result], tmp_path: Path) -> Path:
    """The results of a run on the sample, as its next run finds them."""
    return Path(shutil.copytree(finished[0].out, tmp_path / "out"))


@pytest.fixture
def encoded(finished: tuple[Job, Result], tmp_path: Path) -> Path:
    """A folder for results that holds what the embedder makes of the sample, and no more."""
    (tmp_path / "out").mkdir()
    shutil.copy(finished[0].out / EMBEDDINGS, tmp_path / "out")
    return tmp_path / "out"


def test_nothing_that_was_encoded_is_encoded_again_whatever_aligns(
    corpus: Path, begun: Path
) -> None:
    done = job(corpus, begun)
    counting = CountingEmbedder()
    assert run(done, Aligner(counting, types=read_types("1-2,2-1"))).reused.bitexts == 0
    assert counting.encoded == 0


def test_words_are_learned_in_a_first_pass_and_kept(corpus: Path, encoded: Path) -> None:
    learning = replace(job(corpus, encoded), learn_words=True)
    first = run(learning, Aligner(default_embedder()))
    assert "lexicon:none" not in first.aligner
    second = run(learning, Aligner(default_embedder()))
    assert second.aligner == first.aligner
    assert second.reused.bitexts == 30
    score = second.summary["gold"]
    assert score["strict"]["f1"] == 1


@pytest.mark.slow
def test_the_memory_may_be_written_in_sentences(corpus: Path, tmp_path: Path) -> None:
    by_paragraph = job(corpus, tmp_path / "out")
    paragraphs = run(by_paragraph, Aligner(default_embedder())).export.units
    by_sentence = replace(by_paragraph, level=Level.SENTENCE)
    assert run(by_sentence, Aligner(default_embedder())).export.units > paragraphs
    header = next(etree.parse(by_paragraph.out / "memory.tmx").iter("header"))
    assert header.get("segtype") == "sentence"


@pytest.fixture
def corpus(mofa: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(mofa, tmp_path / "corpus"))


def test_the_sample_is_paired_and_aligned_and_its_terms_are_found(
    finished: tuple[Job, Result],
) -> None:
    summary = finished[1].summary
    assert len(summary["pairs"]) == 30
    assert summary["gold"]["strict"]["f1"] >= 0.95
    assert summary["gold"]["renderings"]["found"] == summary["gold"]["renderings"]["gold"]
    assert summary["gold"]["renderings"]["accuracy"] >= 0.85


def test_everything_is_written(finished: tuple[Job, Result]) -> None:
    names = sorted(path.name for path in finished[0].out.iterdir())
    assert names == [
        *("embeddings.db", "memory.db", "memory.tmx", "report.html", "scores.json"),
        "terms.csv",
    ]
    scores = json.loads((finished[0].out / "scores.json").read_text("utf-8"))
    assert scores == finished[1].summary
    with (finished[0].out / "terms.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    women = [row for row in rows if row["concept"] == "comfort-women"]
    assert {row["rendering"] for row in women} >= {"comfort women"}
    assert all(row["original_text"] and row["document"] for row in rows)


def test_the_memory_holds_what_the_run_found(finished: tuple[Job, Result]) -> None:
    with Memory(finished[0].out / "memory.db") as memory:
        assert list(memory.bitexts()) == list(finished[1].bitexts())


def test_a_second_run_encodes_nothing_and_finds_the_same(
    corpus: Path, begun: Path, finished: tuple[Job, Result]
) -> None:
    found = list(finished[1].bitexts()), list(finished[1].findings())
    again = CountingEmbedder()
    second = run(job(corpus, begun), Aligner(again))
    assert again.encoded == 0
    assert (second.reused.documents, second.reused.pairing) == (60, True)
    assert (second.reused.bitexts, second.reused.terms) == (30, 30)
    assert (list(second.bitexts()), list(second.findings())) == found


def test_a_changed_file_alone_is_read_and_aligned_again(corpus: Path, begun: Path) -> None:
    changed = corpus / "en" / "reunion-statement.txt"
    changed.write_text(changed.read_text("utf-8") + "\nThank you.\n", "utf-8")
    plain = Job([corpus], begun, leave_out=[corpus / "truth"])
    result = run(plain, Aligner(default_embedder()))
    assert (result.reused.documents, result.reused.bitexts) == (59, 29)
    assert len(list(result.bitexts())) == 30


def test_a_run_cut_short_goes_on_where_it_stopped(
    corpus: Path, encoded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aligner = Aligner(default_embedder())
    whole, calls = Aligner.align, 0

    def interrupted(
        self: Aligner, original: Document, translation: Document, *rest: object
    ) -> Bitext:
        nonlocal calls
        calls += 1
        if calls == 5:
            raise KeyboardInterrupt
        return whole(self, original, translation, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Aligner, "align", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(job(corpus, encoded), aligner)
    result = run(job(corpus, encoded), aligner)
    assert result.reused.bitexts == 4
    assert len(list(result.bitexts())) == 30


def test_a_file_that_fails_later_loses_nothing_of_the_memory(corpus: Path, begun: Path) -> None:
    broken = corpus / "ko" / "160211_대북제재_공조.txt"
    broken.write_bytes(b"\x00\x01\x02")
    result = run(job(corpus, begun), Aligner(default_embedder()))
    assert [problem.where for problem in result.problems] == [str(broken)]
    assert len(list(result.bitexts())) == 30
    assert result.export.units == 262


def test_more_documents_join_what_the_memory_holds(
    corpus: Path, tmp_path: Path, encoded: Path
) -> None:
    half = tmp_path / "half"
    for name in ("ko/2013-06-14_보도자료.txt", "en/2013-06-14_press_release.txt"):
        (half / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(corpus / name, half / name)
    run(Job([half], encoded), Aligner(default_embedder()))
    result = run(Job([corpus / "ko", corpus / "en"], encoded), Aligner(default_embedder()))
    assert len(result.pairing.pairs) == 29
    assert len(list(result.bitexts())) == 30


def test_one_language_alone_is_an_error(mofa: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no English documents"):
        run(Job([mofa / "ko"], tmp_path), Aligner(None))


def test_scores_are_plain_values(finished: tuple[Job, Result]) -> None:
    summary = finished[1].summary
    assert json.loads(json.dumps(summary)) == summary


def simple(folder: Path, out: Path, **more: object) -> Job:
    return Job(paths=[folder], out=out, **more)  # type: ignore[arg-type]


def test_a_folder_of_all_formats_is_paired_and_aligned(tmp_path: Path) -> None:
    done = simple(
        MIXED, tmp_path / "out", gold=read_gold(MIXED / "truth"), leave_out=[MIXED / "truth"]
    )
    result = run(done, Aligner(default_embedder()))
    with (MIXED / "truth" / "pairs.tsv").open(encoding="utf-8", newline="") as file:
        truth = {(r["ko-file"], r["en-file"]) for r in csv.DictReader(file, delimiter="\t")}
    assert {pair.names for pair in result.pairing.pairs} == truth
    assert all(pair.probability > 0.9 for pair in result.pairing.pairs)
    score = result.summary["gold"]
    assert score["documents"] == 12
    assert score["strict"]["f1"] == 1
    again = run(done, Aligner(default_embedder()))
    assert (again.reused.documents, again.reused.bitexts) == (24, 12)


def test_a_table_of_pairs_is_followed_whatever_the_evidence_says(tmp_path: Path) -> None:
    given = [GivenPair(("ko/문서01.hwpx",), ("en/doc01.odt",), 2)]
    job = simple(MIXED, tmp_path / "out", pairs=(given, tmp_path / "pairs.csv"))
    result = run(job, Aligner(None))
    assert [pair.names for pair in result.pairing.pairs] == [("ko/문서01.hwpx", "en/doc01.odt")]
    assert len(list(result.bitexts())) == 1


def test_a_pair_that_was_corrected_replaces_the_one_that_was_found(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(simple(MIXED, out), Aligner(default_embedder()))
    given = [GivenPair(("ko/문서01.hwpx",), ("en/doc01.odt",), 2)]
    result = run(
        simple(MIXED, out, pairs=(given, tmp_path / "p.csv")), Aligner(default_embedder())
    )
    names = {(b.original.id, b.translation.id) for b in result.bitexts()}
    assert ("ko/문서01.hwpx", "en/doc01.odt") in names
    assert ("ko/문서01.hwpx", "en/doc10.pdf") not in names


def test_one_bilingual_file_is_enough(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(FORMATS / "both-table.docx", folder)
    result = run(simple(folder, tmp_path / "out"), Aligner(default_embedder()))
    (bitext,) = result.bitexts()
    assert (bitext.original.id, bitext.translation.id) == (
        "both-table.docx#ko",
        "both-table.docx#en",
    )
    assert all(bead.type == "1-1" for bead in bitext.beads[:-1])


def test_two_translations_of_one_original_stay_apart_in_the_memory(tmp_path: Path) -> None:
    rows = [
        GivenPair(("ko/문서01.hwpx",), (name,), 2) for name in ("en/doc10.pdf", "en/doc08.pdf")
    ]
    job = simple(MIXED, tmp_path / "out", pairs=(rows, tmp_path / "pairs.csv"))
    assert len(list(run(job, Aligner(None)).bitexts())) == 2
    assert run(job, Aligner(None)).reused.bitexts == 2


def test_an_original_in_two_files_is_aligned_as_one(tmp_path: Path) -> None:
    given = [GivenPair(("ko/문서01.hwpx", "ko/문서02.hwp"), ("en/doc10.pdf",), 2)]
    job = simple(MIXED, tmp_path / "out", pairs=(given, tmp_path / "pairs.csv"))
    (bitext,) = run(job, Aligner(None)).bitexts()
    assert bitext.original.id == "ko/문서01.hwpx+ko/문서02.hwp"
    assert run(job, Aligner(None)).reused.bitexts == 1


def test_a_bitext_in_the_folder_is_taken_in_as_it_is(
    finished: tuple[Job, Result], tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(finished[0].out / "memory.tmx", folder / "old.tmx")
    job = simple(folder, tmp_path / "out")
    first = run(job, Aligner(None))
    assert [(name, report.new) for name, report in first.imports] == [("old.tmx", 30)]
    assert len(list(first.bitexts())) == 30
    assert run(job, Aligner(None)).reused.imports == 1


def test_catalogues_and_the_xliff_of_tools_in_a_folder_are_bitexts(
    finished: tuple[Job, Result], tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    memory = finished[0].out / "memory.db"
    with Memory(memory) as held:
        bitext = next(iter(held.bitexts()))
    XliffFormat().write([bitext], folder / "release.sdlxliff")
    catalogue = 'msgid "The lamp is lit."\nmsgstr "등대에 불이 켜졌습니다."\n'
    (folder / "ko.po").write_text(catalogue, "utf-8")
    result = run(simple(folder, tmp_path / "out"), Aligner(None))
    taken = {name: report.new for name, report in result.imports}
    assert taken == {"ko.po": 1, "release.sdlxliff": 1}
