"""Figures, dates and ordinals of a text, in a form that is the same in both languages.

12.19(화) and 12월 19일 are December 19; 1억 2천만 is 120 million; 제3차 is third.
`one`, `two` and 첫 are left out: they are articles and pronouns more often
than figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from align.lang.normalise import match_form
from align.model import Language

Figure = str
"""A canonical figure: `120000000`, `3.5`, `12-19` (month-day) or `m9` (month)."""

_SCALE = {"만": 10**4, "억": 10**8, "조": 10**12}
_SMALL_SCALE = {"십": 10, "백": 100, "천": 1000}
_NATIVE = {
    "세": 3,
    "셋째": 3,
    "네": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
    "열": 10,
    "두": 2,
    "닷새": 5,
    "사흘": 3,
    "나흘": 4,
    "엿새": 6,
    "열흘": 10,
}

_KO_PART = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?)?[십백천]?"
_KO_NUMBER = regex.compile(
    rf"[0-9][0-9,]*(?:\.[0-9]+)?(?:[십백천]?[만억조](?:\s*(?={_KO_PART}[0-9])[0-9][0-9,]*[십백천]?[만억]?)*"
    rf"|[십백천](?![가-힣]*[월일]))?"
)
_KO_NUMBER_PART = regex.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)([십백천]?)([만억조]?)")
_KO_WEEKDAY = r"\s*\(\s*[월화수목금토일]\s*\)"
_KO_DATE = regex.compile(
    rf"(?:(?P<y>(?:19|20)[0-9][0-9])\s*[.년]\s*)?(?<![0-9.])(?P<m>1[0-2]|0?[1-9])\s*"
    rf"(?:월\s*(?P<d1>3[01]|[12][0-9]|0?[1-9])\s*일"
    rf"|\.\s*(?P<d2>3[01]|[12][0-9]|0?[1-9])(?![0-9%])(?!\s*[만억천%])"
    rf"(?:{_KO_WEEKDAY}|(?=\s*[~),\s]|\.(?![0-9])|$)))"
    rf"(?:(?:{_KO_WEEKDAY})?\s*[~∼-]\s*(?P<to>3[01]|[12][0-9]|0?[1-9])(?:{_KO_WEEKDAY}|일|(?![0-9]|[.,][0-9]|\s*[%가-힣])))?"
)
_KO_MONTH = regex.compile(r"(?<![0-9])(1[0-2]|[1-9])월(?!\s*[0-9]+일)")
_KO_NATIVE = regex.compile(
    r"(?<![가-힣])(?:(세|네|다섯|여섯|일곱|여덟|아홉|열|두)\s?(?:번째|번|차례|가지|명|개|곳|시간|배|건|달)"
    r"|(셋째|사흘|나흘|닷새|엿새|열흘))"
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("January", "Jan"),
            ("February", "Feb"),
            ("March", "Mar"),
            ("April", "Apr"),
            ("May",),
            ("June", "Jun"),
            ("July", "Jul"),
            ("August", "Aug"),
            ("September", "Sept", "Sep"),
            ("October", "Oct"),
            ("November", "Nov"),
            ("December", "Dec"),
        ),
        start=1,
    )
    for name in names
}
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: 10 * value for value, word in enumerate(_TENS, start=2)},
}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
    **{f"{word}th": _WORDS[word] for word in ("four", "six", "seven", "ten", "eleven")},
    **{f"{word}th": _WORDS[word] for word in _UNITS[13:]},
    **{f"{word[:-1]}ieth": value for word, value in _WORDS.items() if word in _TENS},
}
_EN_SCALE = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_EN_SCALE["trillion"] = 10**12

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_LAST = r"(?:\s*(?:-|to|and|through)\s*(?P<to>3[01]|[12][0-9]|0?[1-9])\b(?!\s*%))?"
_EN_DATE = regex.compile(rf"\b{_MONTH}\s+{_DAY}\b{_LAST}")
_EN_DAY_FIRST = regex.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}")
_EN_MONTH = regex.compile(rf"\b{_MONTH}(?=[\s,.)]|$)")
_WORD_PART = "|".join(sorted([*_WORDS, *_ORDINALS], key=len, reverse=True))
_EN_NUMBER = regex.compile(
    rf"(?:\b(?P<figure>[0-9][0-9,]*(?:\.[0-9]+)?)(?:st|nd|rd|th)?\b|\b(?P<words>(?:{_WORD_PART})"
    rf"(?:[\s-](?:{_WORD_PART}))?)\b)"
    rf"(?P<scales>(?:[\s-](?:hundred|thousand|million|billion|trillion)\b)*)",
    regex.IGNORECASE,
)


def figures(text: str, language: Language) -> list[Figure]:
    """Return the figures of `text` in canonical form, in the order they are found."""
    find = _korean if language is Language.KOREAN else _english
    return list(find(match_form(text)))


def _korean(text: str) -> Iterator[Figure]:
    rest, dates = _take(_KO_DATE, text, _korean_date)
    yield from dates
    rest, months = _take(_KO_MONTH, rest, lambda match: [f"m{int(match[1])}"])
    yield from months
    for match in _KO_NATIVE.finditer(rest):
        yield str(_NATIVE[match[1] or match[2]])
    for match in _KO_NUMBER.finditer(rest):
        yield _canonical(_korean_value(match.group()))


def _korean_date(match: regex.Match[str]) -> list[Figure]:
    month = int(match["m"])
    days = [match["d1"] or match["d2"], match["to"]]
    year = [match["y"]] if match["y"] else []
    return year + [f"{month}-{int(day)}" for day in days if day]


def _korean_value(number: str) -> float:
    """The value of `1억 2천만`: parts below a large unit add up, then are scaled by it."""
    total = 0.0
    for figure, small, large in _KO_NUMBER_PART.findall(number):
        value = float(figure.replace(",", "")) * _SMALL_SCALE.get(small, 1)
        total += value * _SCALE.get(large, 1)
    return total


def _english(text: str) -> Iterator[Figure]:
    rest = text
    for pattern in (_EN_DATE, _EN_DAY_FIRST):
        rest, dates = _take(pattern, rest, _english_date)
        yield from dates
    rest, months = _take(_EN_MONTH, rest, lambda match: [f"m{_MONTHS[match['month']]}"])
    yield from months
    for match in _EN_NUMBER.finditer(rest):
        value = _english_value(match)
        spelt_small = not match["figure"] and match.group().lower() in {
            "zero",
            "one",
            "two",
            "first",
        }
        if not spelt_small:
            yield _canonical(value)


def _english_date(match: regex.Match[str]) -> list[Figure]:
    month = _MONTHS[match["month"]]
    days = [match["day"], match.groupdict().get("to")]
    return [f"{month}-{int(day)}" for day in days if day]


def _english_value(match: regex.Match[str]) -> float:
    if match["figure"]:
        value = float(match["figure"].replace(",", "").rstrip("."))
    else:
        words = regex.split(r"[\s-]", match["words"].lower())
        value = float(sum(_WORDS.get(word, _ORDINALS.get(word, 0)) for word in words))
    for scale in regex.split(r"[\s-]", match["scales"].strip(" -").lower()):
        value *= _EN_SCALE.get(scale, 1)
    return value


def _take(
    pattern: regex.Pattern[str],
    text: str,
    read: Callable[[regex.Match[str]], list[Figure]],
) -> tuple[str, list[Figure]]:
    """Read every match and blank it out, so that no later pattern reads it again."""
    taken: list[Figure] = []

    def blank(match: regex.Match[str]) -> str:
        figures_of_match = read(match)
        taken.extend(figures_of_match)
        return " " if figures_of_match else str(match.group())

    return pattern.sub(blank, text), taken


def _canonical(value: float) -> Figure:
    return str(int(value)) if value == int(value) else f"{value:g}"
