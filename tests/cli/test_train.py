"""One command learns the weights of all three models."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from align.aligner.weights import read_weights
from align.cli.train import train
from align.errors import AlignError, InputError
from align.pairing.weights import parse_models
from align.terms.find.locate import parse_chooser
from tests.conftest import MOFA

TRUTH = MOFA / "truth"


def run(*arguments: object) -> None:
    train.main([str(argument) for argument in arguments], standalone_mode=False)


def gold_folder(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        for suffix in ("ko", "en", "gold"):
            file = f"{name}.{suffix}"
            (folder / file).write_bytes((TRUTH / file).read_bytes())
    return folder


@pytest.mark.slow
def test_all_three_are_learned_and_read_back(tmp_path: Path) -> None:
    run(TRUTH, "--model", "all", "-o", tmp_path, "--no-held-out")
    aligner = read_weights(tmp_path / "aligner" / "weights.json")
    assert aligner.values["embedding.cosine"] > 0
    assert aligner.made_by["documents"] == 30
    pairing = (tmp_path / "pairing" / "weights.json").read_text("utf-8")
    assert parse_models(pairing)["with"].score.weights.any()
    renderings = (tmp_path / "terms" / "find" / "weights.json").read_text("utf-8")
    assert parse_chooser(renderings).weights["to.sum"] > 0
    for text in (pairing, renderings):
        made_by = json.loads(text)["made_by"]
        assert made_by["command"].startswith("align train mofa/truth --model all")
        assert made_by["data"] == ["mofa/truth"]
        assert "seed" in made_by


def test_a_name_to_leave_out_that_no_document_has_is_bad_usage(tmp_path: Path) -> None:
    out = tmp_path / "w.json"
    with pytest.raises(click.BadParameter, match="2099-nothing"):
        run(TRUTH, "-o", out, "--leave-out", "2099-nothing")
    assert not out.exists()


def test_renderings_need_gold_renderings(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path / "gold", "2013-06-14-director-general")
    with pytest.raises(AlignError, match="nothing to learn"):
        run(folder, "--model", "renderings", "-o", tmp_path / "w.json")


def test_renderings_need_their_termbase(tmp_path: Path) -> None:
    folder = gold_folder(tmp_path / "gold", "2013-06-14-director-general")
    (folder / "terms.tsv").write_bytes((TRUTH / "terms.tsv").read_bytes())
    with pytest.raises(InputError, match=r"terms\.csv"):
        run(folder, "--model", "renderings", "-o", tmp_path / "w.json")


def test_pairing_is_not_learned_from_a_memory(tmp_path: Path) -> None:
    (tmp_path / "memory.db").touch()
    with pytest.raises(AlignError, match="nothing to learn"):
        run(tmp_path / "memory.db", "--model", "pairing", "-o", tmp_path / "w.json")
