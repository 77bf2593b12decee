from __future__ import annotations

import os
from pathlib import Path

import pytest

from align.aligner.align import SHARPNESS, Aligner
from align.aligner.crossing import BIAS
from align.aligner.embedding import default_embedder
from align.aligner.lattice import GAPS
from align.aligner.signals import all_signals
from align.aligner.weights import default_weights, read_weights
from align.cli.main import status
from tests.benchmarks import pairs

both = pytest.mark.parametrize("embeddings", [True, False], ids=["with", "without"])


def test_an_aligner_takes_the_weights_that_ship_for_its_embedder() -> None:
    assert Aligner(default_embedder()).weights == default_weights()
    assert Aligner(None).weights == default_weights(embeddings=False)
    assert default_weights() != default_weights(embeddings=False)
    assert Aligner(None, default_weights()).weights == default_weights()


@both
def test_every_feature_has_its_weight_and_the_file_says_where_they_come_from(
    embeddings: bool,
) -> None:
    shipped = default_weights(embeddings=embeddings)
    features = {f"{s.name}.{feature}" for s in all_signals() for feature in s.features}
    assert set(shipped.values) == features | {*GAPS, BIAS, SHARPNESS}
    assert str(shipped.made_by["command"]).startswith("align train ")
    assert {"data", "left_out", "embedder", "seed", "documents"} <= set(shipped.made_by)


@pytest.mark.skipif("ALIGN_LEARN" not in os.environ, reason="ten minutes: tox -e weights")
@pytest.mark.slow
@both
def test_the_weights_that_ship_come_from_what_they_say(
    embeddings: bool, mofa: Path, bench: Path, tmp_path: Path
) -> None:
    shipped = default_weights(embeddings=embeddings)
    made_of_pairs = tmp_path / "exp" / "ntrex"
    pairs.main([str(bench / "terms" / "pairs.tsv"), str(made_of_pairs)])
    folders = {
        "mofa/truth": mofa / "truth",
        "bench/news": bench / "news",
        "docs/po": bench / "docs" / "po",
        "docs/podrift": bench / "docs" / "podrift",
        "exp/ntrex": made_of_pairs,
    }
    command = str(shipped.made_by["command"]).split()[1:]
    arguments = [str(folders.get(word, word)) for word in command]
    for name in shipped.made_by["left_out"]:
        arguments += ["--leave-out", name]
    out = tmp_path / "weights.json"
    assert status([*arguments, "--no-held-out", "-o", str(out)]) == 0
    again = read_weights(out)
    assert again.made_by == shipped.made_by
    assert set(again.values) == set(shipped.values)
    # Builds of BLAS round otherwise; the two factors are chosen from coarse grids.
    allowed = {BIAS: 1.0, SHARPNESS: 0.1}
    for name, value in shipped.values.items():
        assert again.values[name] == pytest.approx(value, abs=allowed.get(name, 0.1)), name
