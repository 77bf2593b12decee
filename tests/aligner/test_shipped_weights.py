from __future__ import annotations

from pathlib import Path

import pytest

from align.aligner.align import SHARPNESS
from align.aligner.crossing import BIAS
from align.aligner.weights import default_weights, read_weights
from align.cli.main import status
from tests.benchmarks import pairs


@pytest.mark.slow
def test_the_weights_that_ship_come_from_what_they_say(
    mofa: Path, bench: Path, tmp_path: Path
) -> None:
    shipped = default_weights()
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
