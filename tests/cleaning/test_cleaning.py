from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.aligner.embedding import default_embedder
from align.cleaning import Bounds, Cause, Cleaner, LeftOut
from align.formats.unit import Unit

GOOD = Unit("정부는 이를 환영합니다.", "The government welcomes this.")
LONG = "양측은 앞으로도 긴밀히 협력해 나가기로 하였다. "


def cleaned(
    units: Collection[Unit], *kinds: Cause, **settings: object
) -> tuple[list[Unit], list[LeftOut]]:
    left: list[LeftOut] = []
    cleaner = Cleaner(kinds, left.append, **settings)  # type: ignore[arg-type]
    kept = list(cleaner.clean(enumerate(units, start=1)))
    assert sum(cleaner.counts.values()) == len(left)
    return kept, left


@pytest.mark.parametrize(
    ("kind", "unit", "reason"),
    [
        (Cause.EMPTY, Unit("글", " "), "no English"),
        (Cause.EMPTY, Unit("", "text"), "no Korean"),
        (Cause.SAME, Unit("UNESCO 2017", "“UNESCO” 2017"), "same"),
        (Cause.LANGUAGE, Unit("The Ministry said so.", "The Ministry said so."), "original is"),
        (Cause.LANGUAGE, Unit("장관은 말했다.", "장관은 서울에 왔다고 말했다."), "is in ko"),
        (
            Cause.LANGUAGE,
            Unit("정부는 이를 환영합니다.", "Le gouvernement se félicite de cette décision."),
            "is in fr",
        ),
        (Cause.RATIO, Unit(LONG * 4, "They agreed."), "the original is"),
        (
            Cause.RATIO,
            Unit("합의", "They agreed to go on working together closely."),
            "too long",
        ),
    ],
)
def test_what_speaks_against_a_unit_leaves_it_out(kind: Cause, unit: Unit, reason: str) -> None:
    kept, left = cleaned([GOOD, unit], kind)
    assert kept == [GOOD]
    assert [(item.number, item.unit, item.kind) for item in left] == [(2, unit, kind)]
    assert reason in left[0].reason


@pytest.mark.parametrize(
    "unit",
    [
        Unit("2017.12.19.", "December 19, 2017"),
        Unit("끝.", "End."),
        Unit("외교부", "MOFA"),
        Unit("강경화", "Kang Kyung-wha"),
        Unit(
            "제2차 한·스웨덴 인권대화가 5.2(화) 스톡홀름에서 개최됨.",
            "The second ROK-Sweden Human Rights Dialogue took place in Stockholm on 2 May.",
        ),
    ],
)
def test_short_units_pass_what_looks_at_one(unit: Unit) -> None:
    kinds = Cause.EMPTY, Cause.SAME, Cause.LANGUAGE, Cause.RATIO
    assert cleaned([unit], *kinds)[0] == [unit]


def test_what_was_said_before_is_left_out() -> None:
    said: set[Unit] = set()

    def before(unit: Unit) -> bool:
        known = unit in said
        said.add(unit)
        return known

    kept, left = cleaned([GOOD, GOOD], Cause.DUPLICATES, said=before)
    assert kept == [GOOD]
    assert [item.number for item in left] == [2]


def test_sides_that_do_not_mean_the_same_are_left_out() -> None:
    wrong = Unit("오늘 서울에는 비가 많이 내렸다.", "Terrorism cannot be justified.")
    unsure = GOOD._replace(confidence=0.1)
    kept, left = cleaned([GOOD, wrong, unsure], Cause.SCORE, embedder=default_embedder())
    assert kept == [GOOD]
    assert [item.kind for item in left] == [Cause.SCORE] * 2
    kept, _ = cleaned([GOOD, wrong, unsure], Cause.SCORE, bounds=Bounds(score=0.5))
    assert kept == [GOOD, wrong]  # without embeddings the file's own confidence decides


def test_a_unit_without_any_text_never_stays() -> None:
    kept, left = cleaned([Unit("", " "), GOOD])
    assert kept == [GOOD]
    assert left[0].reason == "no text"


TEXTS = st.text(st.sampled_from("가나다 abc.“12"), max_size=12)


@given(st.lists(st.builds(Unit, TEXTS, TEXTS), max_size=12), st.sets(st.sampled_from(Cause)))
def test_nothing_is_dropped_without_being_listed(units: list[Unit], kinds: set[Cause]) -> None:
    kept, left = cleaned(units, *kinds)
    gone = {item.number for item in left}
    assert kept == [unit for n, unit in enumerate(units, start=1) if n not in gone]
    assert [item.unit for item in left] == [units[item.number - 1] for item in left]
