"""What transcripts and manuals have beside running text, as troubles of made documents."""

from __future__ import annotations

import random

from align.aligner.troubles import MOST, Block, Blocks, Texts, alone

_PEOPLE = (
    (("질문", "Q"), ("답변", "A")),
    (("문", "Question"), ("답", "Answer")),
    (("기자", "REPORTER"), ("민 대변인", "MR. MIN"), ("사회자", "MODERATOR")),
    (("사회자", "Moderator"), ("노 국장", "Director Roh"), ("하넬 대사", "Ambassador Hanel")),
    (("haneul", "haneul"), ("mir_a", "mir_a"), ("odds", "odds"), ("sol7", "sol7")),
)
_MARKS = (
    *("{}: ", "{}: ", "{}: ", "<{}> ", "[{}] ", "({}) "),
    *("09:1{minute} <{}> ", "[10:4{minute}] {}: "),
)
_NAMES = ("index", "client", "parser", "total", "session", "queue", "result", "config")
_CODE = (
    *(
        "{a} = {b}.open()",
        "import {a}",
        "$ {a} install {b}",
        "    return {a}",
        "end",
        "}}",
        "end",
    ),
    *("def {a}({b}):", "if ({a} > 0) {{", "    {a}.{b} += 1", "# {a}/{b}.yml", "puts {a}"),
    *(
        "let {a} = new {b}();",
        "{a}:",
        "  {b}: true",
        '  "{a}": "{b}",',
        "GET /{a}/{b} HTTP/1.1",
    ),
)


def turns(blocks: Blocks, draw: random.Random) -> Blocks:
    """People speak in turn; their names stand at the head of a turn or of every line."""
    people = draw.choice(_PEOPLE)
    marks = draw.choice(_MARKS), draw.choice(_MARKS)
    every = draw.random() < 0.3, draw.random() < 0.4
    whole = draw.random() < 0.4  # one side has a turn in one line
    side, going_on = draw.randrange(2), draw.uniform(0.1, 0.7)
    out: Blocks = []
    speaker = -1
    for block in blocks:
        goes_on = speaker >= 0 and draw.random() < going_on
        if not goes_on:
            speaker = draw.choice([k for k in range(len(people)) if k != speaker])
        named = block
        for own in range(2):
            mark = marks[own].format(people[speaker][own], minute=draw.randrange(10))
            named = named.with_side(
                own, _named(block.sides[own], mark, every[own], head=not goes_on)
            )
        fits = out and goes_on and whole and _in_one_line(out[-1], block, side)
        if fits and len(out[-1].sides[1 - side]) + len(named.sides[1 - side]) <= MOST:
            joined = (*out[-1].sides[1 - side], *named.sides[1 - side])
            said = f"{out[-1].on(side)} {block.on(side)}"
            out[-1] = out[-1].with_side(side, (said,)).with_side(1 - side, joined)
        else:
            out.append(named)
    return out


def code(blocks: Blocks, draw: random.Random) -> Blocks:
    """Lines of code stand between paragraphs, the same on both sides, rarely on one alone."""
    for _ in range(draw.randint(1, 4)):
        names = draw.sample(_NAMES, 2)
        count = draw.randint(1, 8)
        lines = [line.format(a=names[0], b=names[1]) for line in draw.sample(_CODE, count)]
        facing = [Block(((line,), (line,))) for line in lines]
        at = draw.randint(1, len(blocks))
        one_sided = draw.random() < 0.15
        put = alone(draw.randrange(2), lines) if one_sided else facing
        blocks = [*blocks[:at], *put, *blocks[at:]]
    return blocks


def _named(lines: Texts, mark: str, every: bool, *, head: bool) -> Texts:
    """Lines with a speaker's mark before each, or before the first of a turn."""
    return tuple(
        f"{mark}{line}" if every or (head and k == 0) else line for k, line in enumerate(lines)
    )


def _in_one_line(before: Block, block: Block, side: int) -> bool:
    """Whether a turn's next block may go into the line of the one before it."""
    return before.is_pair and block.is_pair and len(before.sides[side]) == 1
