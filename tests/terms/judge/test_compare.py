from __future__ import annotations

from collections.abc import Sequence

import pytest
from scipy.stats import fisher_exact

from align.model import Concept, Found, Language, Occurrence, Rendering, Term, Termbase
from align.terms.judge.compare import Difference, compare, difference_p
from align.terms.judge.consistency import TermPlace

TERMBASE = Termbase(
    tuple(
        Concept(name, (Term(name, Language.KOREAN), Term(english, Language.ENGLISH)))
        for name, english in {
            "부표": "marker buoy",
            "등대": "lighthouse",
            "항만": "port",
        }.items()
    )
)


def places(concept: int, *english: str) -> list[TermPlace]:
    own = TERMBASE.concepts[concept]
    listed = own.terms[1]
    return [
        TermPlace(
            f"{k}.ko",
            Rendering(
                Occurrence(own.id, 0, 0, 2, own.name),
                Found.KNOWN
                if text == listed.text
                else Found.LOCATED
                if text
                else Found.NOT_FOUND,
                text,
                term=listed if text == listed.text else None,
            ),
        )
        for k, text in enumerate(english)
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([8, 2], [1, 9]),
        ([5, 5], [5, 5]),
        ([3, 0], [0, 20]),
        ([12, 1], [7, 4]),
        ([4, 0], [6, 0]),
    ],
)
def test_of_two_renderings_it_is_fishers_exact_test(
    first: Sequence[int], second: Sequence[int]
) -> None:
    expected = fisher_exact([first, second]).pvalue
    assert difference_p(first, second) == pytest.approx(expected, abs=1e-9)


def test_of_several_renderings_all_tables_are_counted() -> None:
    # 3 + 3 places of three renderings: 20 ways, 6 + 6 tables as extreme with 1 way each
    assert difference_p([2, 1, 0], [0, 1, 2]) == pytest.approx(0.6)
    assert difference_p([3, 0, 0], [0, 2, 1]) == pytest.approx(0.1)
    assert difference_p([1, 2, 3, 0], [3, 2, 1, 0]) == difference_p([3, 2, 1], [1, 2, 3])


def test_tables_beyond_number_are_sampled_and_the_same_each_time() -> None:
    first = [40 + 3 * k for k in range(14)]
    second = [80 - 2 * k for k in range(14)]
    assert difference_p(first, second) == pytest.approx(5e-5)
    assert difference_p(first, [count + 1 for count in first]) > 0.9


def test_the_surest_difference_comes_first_and_few_places_say_nothing() -> None:
    first = [
        *places(0, *["marker buoy"] * 9, "floater"),
        *places(1, *["lighthouse"] * 6),
        *places(2, "port", "port", "port"),
    ]
    second = [
        *places(0, *["floater"] * 8, "marker buoy", ""),
        *places(1, *["lighthouse"] * 5, "beacon"),
        *places(2, "haven", "haven", "haven"),
    ]
    buoy, light, port = compare(first, second, TERMBASE)
    assert (buoy.name, buoy.difference) == ("부표", Difference.DIFFERS)
    assert (buoy.first.counts["floater"], buoy.second.counts["floater"]) == (1, 8)
    assert (buoy.first.share, buoy.second.share, buoy.second.without) == (0.9, 0.1, 1)
    assert buoy.p is not None
    assert buoy.q == pytest.approx(2 * buoy.p)  # of two that were tested
    assert (light.name, light.difference) == ("등대", Difference.NOT_SHOWN)
    assert (port.name, port.difference, port.p) == ("항만", Difference.FEW, None)


def test_a_term_that_one_set_has_alone_is_shown() -> None:
    (only,) = compare(places(0, *["marker buoy"] * 9), [], TERMBASE)
    assert (only.difference, only.second.share) == (Difference.FEW, None)
