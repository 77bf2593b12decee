"""What a request asks for: its values, each of the type that it must have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from starlette.requests import Request

from align.errors import RequestError

T = TypeVar("T")


class Asked:
    """The values of a request by name; what is missing or of another type is an error.

    Args:
        values: as they came.

    Raises:
        RequestError: they are no JSON object; from the methods: there is no such value
            and no default, or it is not of the type.

    """

    def __init__(self, values: object) -> None:
        if not isinstance(values, dict):
            raise RequestError("a request is a JSON object")
        self._values: dict[str, Any] = values

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text."""
        value = self._read(name, default, str, "a text")
        try:
            value.encode()
        except UnicodeEncodeError:  # JSON can name half a character
            raise RequestError("holds half a character", where=name) from None
        return value

    def number(self, name: str, default: int | None = None) -> int:
        """Return a whole number."""
        return self._read(name, default, int, "a whole number")

    def choice(self, name: str, choices: Mapping[str, T], default: T | None = None) -> T:
        """Return what a text stands for, one of a few."""
        if default is not None and name not in self._values:
            return default
        given = self.text(name)
        if given not in choices:
            raise RequestError(f"{given!r} is none of {', '.join(choices)}", where=name)
        return choices[given]

    def within(self, name: str) -> Asked:
        """Return the values of an object within this one; none where it is missing."""
        return Asked(self._read(name, {}, dict, "an object"))

    def texts(self) -> dict[str, str]:
        """Return all values, which are texts, as those of a query string are."""
        return {name: self.text(name) for name in self._values}

    def _read(self, name: str, default: T | None, kind: type[T], called: str) -> T:
        value = self._values.get(name, default)
        if value is None:
            raise RequestError("is missing", where=name)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise RequestError(f"{value!r} is not {called}", where=name)
        return value


async def asked_of(request: Request) -> Asked:
    """Return what a request asks for: in its query string, or as JSON if it was posted.

    Raises:
        RequestError: what was posted is no JSON object.

    """
    if request.method != "POST":
        return Asked(dict(request.query_params))
    try:
        values = await request.json()
    except (ValueError, RecursionError) as error:
        raise RequestError(f"what was posted is no JSON: {error}") from error
    return Asked(values)
