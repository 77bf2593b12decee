"""The weights of the log-linear model: read, written, and shipped as a default set."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.errors import FormatError

_DEFAULT, _WITHOUT = "weights.json", "weights_without_embeddings.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight a feature, by the feature's name, and how they came to be.

    `made_by` holds the command, the data and the settings of the training.  A feature
    without a weight, as those of a plug-in are until `align train` learned them, counts as 0.
    """

    values: Mapping[str, float]
    made_by: Mapping[str, object]

    def vector(self, names: Sequence[str]) -> NDArray[np.float64]:
        """Return the weights of the named features, 0 for those without one."""
        return np.array([self.values.get(name, 0.0) for name in names], dtype=np.float64)

    def to_json(self) -> str:
        """Return the weights as a file holds them."""
        rounded = {name: round(value, 4) for name, value in self.values.items()}
        content = {"made_by": dict(self.made_by), "weights": rounded}
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


@cache
def default_weights(*, embeddings: bool = True) -> Weights:
    """Return the weights that ship with the package; others do without embeddings."""
    name = _DEFAULT if embeddings else _WITHOUT
    return parse_weights(files("align.aligner").joinpath(name).read_text("utf-8"), name)


SHIPPED = Weights({}, {})
"""In place of the weights that ship for an embedder, or for none."""


def read_weights(path: Path) -> Weights:
    """Return the weights in a file that `align train` wrote.

    Raises:
        FormatError: the file is missing or is something else.

    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"cannot be read: {error}", where=path) from error
    return parse_weights(text, path)


def parse_weights(text: str, where: object) -> Weights:
    """Return the weights in `text`; `where` names it in errors."""
    try:
        content = json.loads(text)
        values = {str(name): float(value) for name, value in content["weights"].items()}
        return Weights(values, content.get("made_by", {}))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FormatError(
            f"does not hold weights: {error}", where=where, remedy="Make it with align train"
        ) from error
