from __future__ import annotations

import pytest
from lxml import etree

from align.readers.parts import formula

WORD = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def word(content: str) -> str:
    element = etree.fromstring(f'<m:oMath xmlns:m="{WORD}">{content}</m:oMath>')
    return formula.from_word(element, lambda _: False)


def run(text: object) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def part(name: str, content: str) -> str:
    return f"<m:{name}>{content}</m:{name}>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("h=12"), "h=12"),
        (part("f", part("num", run("a+b")) + part("den", run("c"))), "(a+b)/c"),
        (part("f", part("num", run("(a)(b)")) + part("den", run("(c+d)"))), "((a)(b))/(c+d)"),
        (part("sSup", part("e", run("x")) + part("sup", run("2"))), "x^2"),
        (part("sSub", part("e", run("v")) + part("sub", run("i+1"))), "v_(i+1)"),
        (
            part("sSubSup", part("e", run("x")) + part("sub", run(1)) + part("sup", run(2))),
            "x_1^2",
        ),
        (part("rad", part("deg", "") + part("e", run("x+1"))), "√(x+1)"),
        (part("rad", part("deg", run("3")) + part("e", run("y"))), "3√y"),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
            + part("sub", run("i=1")) + part("sup", run("n")) + part("e", run("i"))
            + "</m:nary>",
            "∑_(i=1)^n i",
        ),
        (part("d", part("e", run("p")) + part("e", run("q"))), "(p|q)"),
        (part("func", part("fName", run("sin")) + part("e", run("x"))), "sin x"),
        (part("limLow", part("e", run("lim")) + part("lim", run("x→0"))), "lim_(x→0)"),
        (part("m", part("mr", part("e", run("a")) + part("e", run("b"))) * 2), "a, b; a, b"),
        (part("acc", part("e", run("x"))), "x\u0302"),
        (part("acc", part("e", run("xy"))), "xy"),
        (part("sSub", part("e", run("v")) + part("sub", run("i"))) + run("w"), "v_i w"),
        (run("2") + part("sSup", part("e", run("x")) + part("sup", run("2"))), "2x^2"),
    ],
)  # fmt: skip
def test_a_formula_of_word_stands_on_one_line(content: str, expected: str) -> None:
    assert word(content) == expected


def test_each_formula_of_a_group_is_a_line() -> None:
    one = part("oMath", run("a=b"))
    element = etree.fromstring(f'<m:oMathPara xmlns:m="{WORD}">{one * 2}</m:oMathPara>')
    assert formula.from_word(element, lambda _: False) == "a=b\na=b"


def test_what_is_skipped_is_no_part_of_a_formula() -> None:
    element = etree.fromstring(f'<m:oMath xmlns:m="{WORD}">{run("a")}{run("b")}</m:oMath>')
    assert formula.from_word(element, lambda e: "b" in e.itertext()) == "a"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<mi>h</mi><mo>=</mo><mn>12</mn>", "h=12"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>", "(a+b)/c"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x^2"),
        ("<msub><mi>v</mi><mi>i</mi></msub><mo>=</mo><mn>2</mn><mi>w</mi>", "v_i=2w"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>", "∑_i^n"),
        ("<msqrt><mi>x</mi></msqrt><mroot><mi>y</mi><mn>3</mn></mroot>", "√x 3√y"),
        ("<mfenced><mi>p</mi><mi>q</mi></mfenced>", "(p,q)"),
        ("<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>", "a, b"),
        ("<semantics><mi>k</mi><annotation>k over nothing</annotation></semantics>", "k"),
    ],
)
def test_a_formula_of_mathml_stands_on_one_line(content: str, expected: str) -> None:
    element = etree.fromstring(
        f'<math xmlns="http://www.w3.org/1998/Math/MathML">{content}</math>'
    )
    assert formula.from_mathml(element) == expected


def test_a_script_of_hancom_stays_as_written() -> None:
    assert formula.from_script(" {a} over\r\n{b}~+`c ") == "{a} over {b} + c"
