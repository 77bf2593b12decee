from __future__ import annotations

import pytest

from align.terms.judge.variants import Strictness, as_written, rules_between, variant_key


@pytest.mark.parametrize(
    ("form", "rules"),
    [
        ("“comfort women”", ["quotation marks"]),
        ("the Comfort Women", ["article", "capitals"]),
        ("comfort-women", ["hyphen"]),
        ("comfort women's", ["inflection"]),
        ("comfort women", []),
    ],
)
def test_what_was_folded_together_is_told(form: str, rules: list[str]) -> None:
    assert rules_between(form, "comfort women") == rules
    assert variant_key(form) == variant_key("comfort women")


def test_quotation_marks_around_a_span_belong_to_its_form() -> None:
    text = "the ‘comfort women’ issue"
    assert as_written(text, 5, 18) == "‘comfort women’"
    assert as_written(text, 5, 12) == "comfort"
    assert as_written("comfort women", 0, 13) == "comfort women"
    assert as_written("the “salt ponds,” he said", 5, 15) == "“salt ponds”"
    assert as_written("the “salt ponds, he said”", 5, 15) == "salt ponds"


def test_strictness_keeps_forms_apart() -> None:
    quotes, capitals = Strictness(quotes=True), Strictness(capitals=True)
    assert variant_key("“comfort women”", quotes) != variant_key("comfort women", quotes)
    assert variant_key("Comfort Women", capitals) != variant_key("comfort women", capitals)


def test_british_and_american_spellings_are_one_rendering() -> None:
    assert variant_key("forced labour") == variant_key("forced labor")
    assert variant_key("development co-operation") == variant_key("development cooperation")
    assert rules_between("forced labour", "forced labor") == ["spelling"]


@pytest.mark.parametrize(
    ("form", "name", "rule"),
    [
        ("harbours of refuge", "harbors of refuge", "spelling"),
        ("geese", "goose", "inflection"),
        ("E.U. fleet", "EU fleet", "abbreviation"),
    ],
)
def test_each_kind_of_form_can_be_made_strict(form: str, name: str, rule: str) -> None:
    assert variant_key(form) == variant_key(name)
    strict = Strictness.named([rule])
    assert variant_key(form, strict) != variant_key(name, strict)
    assert [kind.value for kind in strict.kinds] == [rule]
    assert strict.signature == rule


def test_strictness_about_something_unknown_is_an_error() -> None:
    with pytest.raises(ValueError, match="not hyphens"):
        Strictness.named(["quotes", "hyphens"])
