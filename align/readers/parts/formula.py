"""Formulas written on one line: x^2, a/b, √(x+1), sum_(i=1)^n i.

Word writes its own elements, OpenDocument MathML, and Hancom Office a script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import regex
from lxml import etree

_SIMPLE = regex.compile(r"[\p{L}\p{N}\p{M}.,′'∞]*")
_BLANKS = regex.compile(r"[\s~`]+")
_WORD = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_INTEGRAL, _HAT = "∫", "\u0302"
_SCRIPTS = {"sSub": "_", "sSup": "^", "sSubSup": "_^", "limLow": "_", "limUpp": "^"}
_BUILT = {*_SCRIPTS, "f", "rad", "nary", "msub", "msup", "msubsup", "mfrac", "msqrt", "mroot"}
_MARKS = {"_": ("sub", "lim"), "^": ("sup", "lim")}

Skipped = Callable[[etree._Element], bool]


def from_script(script: str) -> str:
    """Return a script of Hancom's equation editor as written, its blanks single."""
    return _BLANKS.sub(" ", script).strip()


def from_word(element: etree._Element, skipped: Skipped) -> str:
    """Return a formula of Word on one line, one line for each of a group.

    Args:
        element: an `m:oMath` or `m:oMathPara`.
        skipped: whether what an element holds is not part of the text.

    """
    if element.tag == f"{_WORD}oMathPara":
        return "\n".join(
            _Word(skipped).all_of(one) for one in element if one.tag == f"{_WORD}oMath"
        )
    return _Word(skipped).all_of(element)


def from_mathml(element: etree._Element) -> str:
    """Return a formula of MathML on one line."""
    return _BLANKS.sub(" ", _mathml(element)).strip()


def _part(text: str) -> str:
    """A part of a formula, in brackets unless it is one sign or name."""
    text = text.strip()
    return text if _SIMPLE.fullmatch(text) or _bracketed(text) else f"({text})"


def _bracketed(text: str) -> bool:
    """Whether one pair of brackets encloses the whole."""
    if not (text.startswith("(") and text.endswith(")")):
        return False
    depth = 0
    for position, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return position == len(text) - 1
    return False


def _root(text: str, degree: str = "") -> str:
    degree = degree.strip()
    return f"{degree if degree != '2' else ''}√{_part(text)}"


def _scripted(base: str, below: str, above: str) -> str:
    below, above = below.strip(), above.strip()
    under = f"_{_part(below)}" if below else ""
    over = f"^{_part(above)}" if above else ""
    return f"{base.strip()}{under}{over}"


def _joined(
    elements: Iterable[etree._Element], written: Callable[[etree._Element], str]
) -> str:
    """Elements one after the other; a blank keeps a letter out of an index before it."""
    text, built = "", False
    for element in elements:
        own = written(element)
        gap = " " if built and text[-1:].isalnum() and own[:1].isalnum() else ""
        text += gap + own
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        built = name in _BUILT
    return text


def _rows(rows: Iterable[Iterable[str]]) -> str:
    return "; ".join(", ".join(cell.strip() for cell in row) for row in rows)


class _Word:
    """Reads the elements of Word's formulas."""

    def __init__(self, skipped: Skipped) -> None:
        self._skipped = skipped

    def all_of(self, element: etree._Element | None) -> str:
        """What an element holds, one after the other."""
        return "" if element is None else _joined(element, self._one)

    def _one(self, element: etree._Element) -> str:
        if not isinstance(element.tag, str) or self._skipped(element):
            return ""
        name = element.tag.rpartition("}")[2]
        if name in ("t", "delText"):
            return (element.text or "").replace("\n", " ")
        if name.endswith("Pr"):
            return ""
        special = {
            "f": self._fraction,
            "rad": self._radical,
            "nary": self._operator,
            "d": self._delimited,
            "func": self._function,
            "eqArr": self._equations,
            "m": self._matrix,
            "acc": self._accented,
        }.get(name)
        if special is not None:
            return special(element)
        if name in _SCRIPTS:
            return self._with_scripts(element, _SCRIPTS[name])
        return self.all_of(element)

    def _child(self, element: etree._Element, name: str) -> str:
        return self.all_of(element.find(f"{_WORD}{name}"))

    def _with_scripts(self, element: etree._Element, signs: str) -> str:
        below, above = (
            "".join(self._child(element, name) for name in _MARKS[sign])
            if sign in signs
            else ""
            for sign in "_^"
        )
        return _scripted(self._child(element, "e"), below, above)

    def _fraction(self, element: etree._Element) -> str:
        parts = (self._child(element, name) for name in ("num", "den"))
        return "/".join(map(_part, parts))

    def _radical(self, element: etree._Element) -> str:
        return _root(self._child(element, "e"), self._child(element, "deg"))

    def _operator(self, element: etree._Element) -> str:
        sign = _setting(element, "naryPr", "chr", _INTEGRAL)
        limits = (self._child(element, name) for name in ("sub", "sup"))
        return f"{_scripted(sign, *limits)} {self._child(element, 'e').strip()}"

    def _delimited(self, element: etree._Element) -> str:
        left, between, right = (
            _setting(element, "dPr", name, default)
            for name, default in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
        )
        inner = between.join(map(self.all_of, element.iterfind(f"{_WORD}e")))
        return f"{left}{inner}{right}"

    def _function(self, element: etree._Element) -> str:
        name, argument = self._child(element, "fName"), self._child(element, "e").strip()
        return f"{name.strip()}{'' if argument.startswith('(') else ' '}{argument}"

    def _equations(self, element: etree._Element) -> str:
        return _rows([text] for text in map(self.all_of, element.iterfind(f"{_WORD}e")))

    def _accented(self, element: etree._Element) -> str:
        base, accent = self._child(element, "e"), _setting(element, "accPr", "chr", _HAT)
        return f"{base}{accent}" if len(base.strip()) == 1 else base

    def _matrix(self, element: etree._Element) -> str:
        return _rows(
            map(self.all_of, row.iterfind(f"{_WORD}e"))
            for row in element.iterfind(f"{_WORD}mr")
        )


def _setting(element: etree._Element, properties: str, name: str, default: str) -> str:
    found = element.find(f"{_WORD}{properties}/{_WORD}{name}")
    return default if found is None else found.get(f"{_WORD}val") or ""


def _mathml(element: etree._Element) -> str:
    """One element of MathML, whichever namespace it stands in."""
    name = element.tag.rpartition("}")[2]
    if name in ("mi", "mn", "mo", "mtext", "ms"):
        return "".join(map(str, element.itertext()))
    if name in ("annotation", "annotation-xml", "mphantom"):
        return ""
    children = list(element.iterchildren("{*}*"))
    parts = [_mathml(child) for child in children]
    if name == "mspace":
        return " "
    if name == "msqrt":
        return _root("".join(parts))
    if name == "mtable":
        return _rows(
            map(_mathml, row.iterchildren("{*}mtd")) for row in element.iterchildren("{*}mtr")
        )
    if name == "mfenced":
        left, right = element.get("open", "("), element.get("close", ")")
        return f"{left}{element.get('separators', ',')[:1].join(parts)}{right}"
    if name in _ARRANGED and len(parts) == _ARRANGED[name][0]:
        return _ARRANGED[name][1](*parts)
    return _joined(children, _mathml)


_ARRANGED: dict[str, tuple[int, Callable[..., str]]] = {
    "mfrac": (2, lambda above, below: f"{_part(above)}/{_part(below)}"),
    "mroot": (2, _root),
    "msup": (2, lambda base, above: _scripted(base, "", above)),
    "mover": (2, lambda base, above: _scripted(base, "", above)),
    "msub": (2, lambda base, below: _scripted(base, below, "")),
    "munder": (2, lambda base, below: _scripted(base, below, "")),
    "msubsup": (3, _scripted),
    "munderover": (3, _scripted),
}
