"""A release in one language, whatever format it is written in."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

CORPORA = Path(__file__).parent.parent
FONT = "NanumMyeongjo"
BULLETS = ("ㅇ", "°", "-", "※", "○", "•")
CELL = " | "


@dataclass(frozen=True)
class Block:
    """A block of a release in one language."""

    kind: str
    text: str = ""
    label: str = ""
    cells: tuple[str, ...] = ()
    note: str = ""

    @property
    def printed(self) -> str:
        """The text as it stands in print."""
        return f"{self.label} {self.text}".strip()


@dataclass(frozen=True)
class Release:
    """A release in one language, and what stands over each of its pages in print."""

    blocks: tuple[Block, ...]
    date: str
    head: str = ""

    @property
    def title(self) -> str:
        """The release's title."""
        return self.blocks[0].text


def read_forum(language: str) -> Release:
    """The release that has everything, in one language."""
    source = tomllib.loads((CORPORA / "sources/formats/forum.toml").read_text("utf-8"))
    blocks = []
    for item in source["block"]:
        if language not in item:
            continue
        label = item.get("label", "")
        if language == "en":
            label = item.get("label_en", label)
        value = item[language]
        cells = tuple(value) if isinstance(value, list) else ()
        blocks.append(
            Block(
                item.get("kind", "paragraph"),
                CELL.join(filter(None, cells)) if cells else value,
                label,
                cells,
                item.get(f"note_{language}", ""),
            )
        )
    return Release(tuple(blocks), source["date"].isoformat(), source["head"][language])


def read_release(name: str, language: str, date: str) -> Release:
    """A release of the sample: each line of its truth is a block."""
    lines = (CORPORA / "mofa/truth" / f"{name}.{language}").read_text("utf-8").splitlines()
    blocks = [Block("title", lines[0])]
    for line in lines[1:]:
        match = re.match(r"(\d{1,2}\.|[ㅇ°○•※-])\s+(?=\S)", line)
        label = match[1] if match else ""
        blocks.append(Block("paragraph", line[match.end() :] if match else line, label))
    return Release(tuple(blocks), date)


def depth_of(label: str, counted: dict[str, int]) -> int | None:
    """Level of a label that a list of numbers would generate here; None for another."""
    if re.fullmatch(r"\d+\.", label) and int(label[:-1]) == counted.get("number", 0) + 1:
        counted["number"] = int(label[:-1])
        counted["letter"] = 0
        return 0
    for letters in ("가나다라마", "ABCDE"):
        at = counted.get("letter", 0)
        if label == f"{letters[min(at, 4)]}.":
            counted["letter"] = at + 1
            return 1
    return None
