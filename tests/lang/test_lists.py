"""The word lists: each as the code had it before it became data, and in one place."""

from __future__ import annotations

from importlib.resources import files

import pytest

from align.lang.lists import any_of, table, word_list

LISTS = sorted(
    path.name.removesuffix(".txt") for path in files("align.lang").joinpath("data").iterdir()
)
UNGROUPED = (  # spellings, words and patterns behind the colon
    "english_abbreviations",
    "english_derivations",
    "english_false_friends",
    "english_places",
    "hanja_shorthand",
    "korean_homographs",
    "korean_surnames",
)


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (
            "particle",
            "은, 는, 이, 가, 을, 를, 의, 에, 에서, 에게, 에게서, 께, "
            "께서, 한테, 으로, 로, 으로서, 로서, 으로써, 로써, 으로부터, "
            "로부터, 와, 과, 랑, 이랑, 하고, 도, 만, 까지, 부터, 마저, "
            "조차, 라도, 이라도, 나, 이나, 든지, 이든지, 라는, 이라는, 라고, "
            "이라고, 란, 이란, 라며, 이라며, 보다, 처럼, 같이, 마다, 뿐, "
            "밖에, 대로, 만큼, 며, 이며, 고, 이고, 이자, 인, 인데, 이다, "
            "임, 였다, 이었다, 입니다, 이지만, 여서, 이어서, 에도, 에만, 야, "
            "이야",
        ),
        (
            "noun",
            "은, 는, 이, 가, 을, 를, 의, 에, 에서, 으로, 로, 와, 과, 도, 이라는, 이다, 들",
        ),
        (
            "head",
            "은, 는, 이, 가, 을, 를, 의, 에, 에서, 와, 과",
        ),
        (
            "search",
            "은, 는, 을, 를, 에서, 에게, 으로, 와, 과, 까지, 부터, 에서는",
        ),
        (
            "carried",
            "은, 는, 이, 가, 을, 를, 의, 에, 에서, 에게, 으로, 로, 와, "
            "과, 하고, 도, 만, 까지, 부터, 라고, 이라고, 보다, 처럼, 마다, "
            "며, 이며, 고, 이고, 인, 이다, 였다, 입니다, 하였다, 하였으며, "
            "하였고, 하기로, 하며, 하여, 하는, 했다, 하기, 되었다, 되고, 되어, "
            "되는, 한, 할, 함, 된, 됨, 들, 들은, 들이, 들을, 들의, 적, "
            "적인, 적으로, 해, 었다, 았다, 였으며, 습니다, 니다, 다",
        ),
        (
            "complete-1",
            "은, 는, 을, 를, 의, 에, 와, 과, 며, 고, 였다, 하여, 하는, "
            "했다, 하기, 되는, 등, 었다, 았다, 및, 되여, 되기",
        ),
        (
            "search-loosely",
            "이, 가, 의, 에, 로, 하고, 도, 만, 라는, 이라는, 라고",
        ),
        (
            "complete-2",
            "이, 가, 로, 도, 한, 할, 된, 될, 들, 해, 서, 던, 면, 지, 게",
        ),
        (
            "complete",
            "에게, 으로, 까지, 부터, 라고, 보다, 처럼, 입니다, 하기로, 적인, "
            "습니다, 다고, 지만, 도록, 려고, 면서, 위해, 대해, 통해, 따라, "
            "관한, 대한, 위한",
        ),
        (
            "ending",
            "하고, 라고, 이라고, 이다, 였다, 이었다, 입니다, 에도, 하였다, "
            "하였으며, 하였고, 하기로, 하며, 하여, 하는, 한다, 했다, 하기, "
            "되었다, 되고, 되며, 되어, 되는, 된다, 됐다, 한, 할, 함, 된, "
            "될, 됨, 하였음, 하겠다고, 했다고, 한다고, 하다고, 합니다, 했습니다, "
            "하였습니다, 됩니다, 되었습니다, 했으며, 됐으며, 했지만, 하지만, "
            "했으나, 하면서, 하도록, 하자, 하는데, 하지, 들, 들은, 들이, 들을, "
            "들의, 적, 적인, 적으로, 에서는, 에서도, 에는, 에게는, 으로는, "
            "로는, 까지의, 와의, 과의, 에서의, 으로의, 로의, 에 대한",
        ),
        (
            "verb",
            "한, 할, 함, 된, 될, 됨, 하, 해, 했, 합, 되, 돼, 됐, 시키, 시킨, 시켜",
        ),
        (
            "suffix",
            "들, 적, 측, 간, 내, 상, 별, 국, 권, 용, 차, 등",
        ),
    ],
)
def test_a_group_of_word_ends_is_what_its_users_need(group: str, words: str) -> None:
    assert set(word_list("korean_word_ends", group)) == set(words.split(", "))


@pytest.mark.parametrize(
    ("name", "group", "count"),
    [
        ("english_titles", "", 56),
        ("english_words", "compass", 8),
        ("english_words", "determiner", 12),
        ("english_words", "edgeless", 32),
        ("english_words", "first", 1),
        ("english_words", "function", 82),
        ("english_words", "inside", 17),
        ("english_words", "pronoun", 14),
        ("hanja_shorthand", "", 28),
        ("korean_function_words", "", 44),
        ("korean_light_nouns", "", 716),
        ("korean_light_nouns", "edge", 381),
        ("korean_single_words", "alone", 17),
        ("korean_single_words", "noun", 5),
        ("korean_surnames", "", 84),
        ("korean_titles", "official", 33),
        ("korean_titles", "person", 33),
        ("page_furniture", "date", 44),
        ("page_furniture", "department", 21),
        ("page_furniture", "files", 10),
        ("page_furniture", "foot", 86),
        ("page_furniture", "footer", 22),
        ("page_furniture", "hits", 6),
        ("page_furniture", "navigation", 41),
        ("page_furniture", "menu", 83),
        ("page_furniture", "number", 6),
        ("page_furniture", "readings", 5),
        ("page_furniture", "title", 5),
        ("page_furniture", "url", 3),
    ],
)
def test_a_list_has_lost_no_word(name: str, group: str, count: int) -> None:
    assert len(word_list(name, *([group] if group else []))) == count


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_stands_once_and_every_list_says_what_it_is(name: str) -> None:
    lines = _lines(name)
    entries = [line for line in lines if not line.startswith("#")]
    assert lines[0].startswith("# ")
    assert "" not in entries
    assert len(table(name)) == len(entries)


@pytest.mark.parametrize("name", [name for name in LISTS if name not in UNGROUPED])
def test_the_head_of_a_list_explains_its_groups(name: str) -> None:
    head = [line for line in _lines(name) if line.startswith("#")]
    told = {word.strip(",") for line in head for word in line.split()}
    assert {group for groups in table(name).values() for group in groups} <= told


def test_a_group_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="partikel"):
        word_list("korean_word_ends", "partikel")


def test_several_groups_are_joined_without_repeats() -> None:
    single = [set(word_list("korean_word_ends", group)) for group in ("particle", "ending")]
    both = word_list("korean_word_ends", "particle", "ending")
    assert set(both) == single[0] | single[1]
    assert len(both) == len(set(both))


def test_a_pattern_takes_the_longest_word_first() -> None:
    assert any_of(["에", "에서는", "에서"]) == "에서는|에서|에"


def _lines(name: str) -> list[str]:
    text = files("align.lang").joinpath("data", f"{name}.txt").read_text("utf-8")
    return text.splitlines()
