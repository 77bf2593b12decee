"""What stands between dashes at the top of a Markdown file: its title and description."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

_TITLES = ("title", "제목")
_DESCRIPTIONS = ("description", "summary", "설명", "요약")


@dataclass(frozen=True, slots=True)
class Front:
    """What a file says of itself above its text."""

    title: str = ""
    description: str = ""


def read_front(text: str) -> Front:
    """Return the title and the description in YAML; nothing where it is none."""
    try:
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return Front()
    if not isinstance(values, dict):
        return Front()
    return Front(_first(values, _TITLES), _first(values, _DESCRIPTIONS))


def _first(values: dict[object, object], names: tuple[str, ...]) -> str:
    texts = (values.get(name) for name in names)
    return next((" ".join(t.split()) for t in texts if isinstance(t, str) and t.strip()), "")
