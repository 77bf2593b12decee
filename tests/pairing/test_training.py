"""Weights of pairing are learned from gold beads, the same ones every time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from align.errors import AlignError, FormatError, InputError
from align.pairing import pair_documents
from align.pairing.made import UNPAIRED, Maker, Release, read_releases, withheld
from align.pairing.training import Amount, train
from align.pairing.weights import PairingModel, models_to_json, parse_models, to_plain
from tests.conftest import MOFA

LITTLE = Amount(made=2, size=12, real=2)


@pytest.fixture(scope="module")
def releases() -> list[Release]:
    return read_releases(MOFA / "truth")


@pytest.fixture(scope="module")
def model(releases: list[Release]) -> PairingModel:
    return train(releases[:10], None, LITTLE)


def test_what_a_little_teaches_pairs_other_releases(
    releases: list[Release], model: PairingModel
) -> None:
    maker = Maker(None, 1)
    pairs = [maker.real(release, dated=True) for release in releases[10:18]]
    found = pair_documents([d for pair in pairs for d in pair], None, model=model)
    right = {(korean.id, english.id) for korean, english in pairs}
    assert len({pair.names for pair in found.pairs} & right) >= 6


def test_learned_weights_survive_their_file(model: PairingModel) -> None:
    text = models_to_json(model, model, {"seed": 11})
    assert '"seed": 11' in text
    read = parse_models(text)
    assert to_plain(read["with"]) == to_plain(read["without"]) == to_plain(model)


def test_the_same_releases_teach_the_same(releases: list[Release], model: PairingModel) -> None:
    assert to_plain(train(releases[:10], None, LITTLE)) == to_plain(model)


def test_documents_are_made_alike_from_one_seed(releases: list[Release]) -> None:
    one, other = (Maker(None, 5).made(releases, 3) for _ in range(2))
    assert one == other
    assert one != Maker(None, 6).made(releases, 3)


def test_a_made_document_has_the_figures_of_its_translation(releases: list[Release]) -> None:
    korean, english = Maker(None, 5).made(releases, 3)
    assert len(korean.segments) > 4
    assert len(english.segments) > 4


def test_three_in_ten_documents_lose_their_partner(releases: list[Release]) -> None:
    maker = Maker(None, 1)
    collection = withheld([maker.real(r, dated=False) for r in releases], random.Random(1))
    alone = len(collection.documents) - 2 * len(collection.truth)
    assert alone / len(collection.documents) == pytest.approx(UNPAIRED, abs=0.03)


def test_nothing_to_learn_from_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AlignError, match="nothing to learn"):
        train([], None)
    with pytest.raises(InputError, match="no gold beads"):
        read_releases(tmp_path)


def test_gold_of_lines_that_are_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.gold").write_text("[0]:[1]\n", "utf-8")
    with pytest.raises(FormatError, match="cannot be read"):
        read_releases(tmp_path)
    for side in ("ko", "en"):
        (tmp_path / f"a.{side}").write_text("회의\n", "utf-8")
    with pytest.raises(FormatError, match="not there"):
        read_releases(tmp_path)
