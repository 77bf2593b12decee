"""The one way between our data types and plain values: what JSON and SQLite can hold.

A codec is made of a data class's own fields, so that a new field is stored and sent as
soon as the class has it.  A field that a stored value lacks has the class's default.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache, cached_property
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Way = Callable[[Any], Any] | None  # None: the value as it is


@dataclass(frozen=True)
class Codec(Generic[T]):
    """Values of one data class as plain ones, by the names of their fields.

    Made by `codec_of`.  Plain values are what JSON has: texts, numbers, truth values, None,
    lists, and dictionaries with texts as keys.
    """

    kind: type[T]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the fields, in the class's order."""
        return tuple(item.name for item in _fields(self.kind))

    def encode(self, value: T) -> dict[str, Any]:
        """Return a value as a dictionary of plain values."""
        return dict(zip(self.names, self.row(value), strict=True))

    def row(self, value: T) -> list[Any]:
        """Return the plain values of a value's fields, in the order of `names`."""
        return [
            item if way is None or item is None else way(item)
            for name, way in self._out
            for item in [getattr(value, name)]
        ]

    def decode(self, plain: Mapping[str, Any]) -> T:
        """Return the value that `encode` made a dictionary of; other names are passed over.

        Raises:
            KeyError: a field without a default is missing.
            ValueError, TypeError: what stands in a field is none of its values.

        """
        values = {}
        for name, way, needed, may_lack in self._in:
            if name in plain:
                own = plain[name]
                lacks = own is None and may_lack
                values[name] = own if way is None or lacks else way(own)
            elif needed:
                raise KeyError(name)
        return self.kind(**values)

    def from_row(self, row: Any) -> T:
        """Return the value that `row` made a sequence of; what a short one lacks has defaults.

        Raises:
            ValueError, TypeError: what stands in a field is none of its values.

        """
        values = (
            item if way is None or (item is None and may_lack) else way(item)
            for item, (_, way, _, may_lack) in zip(row, self._in, strict=False)
        )
        return self.kind(*values)

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """The plain values of the fields that have a default, by name."""
        own = {
            item.name: item.default
            if item.default_factory is MISSING
            else item.default_factory()
            for item in _fields(self.kind)
            if not _is_needed(item)
        }
        ways = {name: way for name, way in self._out if name in own}
        return {
            name: value if value is None or way is None else way(value)
            for name, way in ways.items()
            for value in [own[name]]
        }

    @cached_property
    def _out(self) -> tuple[tuple[str, _Way], ...]:
        hints = get_type_hints(self.kind)
        return tuple((name, _encoder(hints[name])) for name in self.names)

    @cached_property
    def _in(self) -> tuple[tuple[str, _Way, bool, bool], ...]:
        hints = get_type_hints(self.kind)
        return tuple(
            (item.name, _decoder(hint), _is_needed(item), _without_none(hint) is not hint)
            for item in _fields(self.kind)
            for hint in [hints[item.name]]
        )


def codec_of(kind: type[T]) -> Codec[T]:
    """Return the codec of a data class, made once."""
    return _made(kind)  # type: ignore[arg-type]  # a class is hashable


@cache
def _made(kind: type[Any]) -> Codec[Any]:
    return Codec(kind)


def _fields(kind: Any) -> tuple[Field[Any], ...]:
    return fields(kind)


def _is_needed(item: Field[Any]) -> bool:
    return item.default is MISSING and item.default_factory is MISSING


def _encoder(hint: Any) -> _Way:
    hint = _without_none(hint)
    if is_dataclass(hint):
        return codec_of(hint).encode  # type: ignore[arg-type]
    origin, within = get_origin(hint), get_args(hint)
    if origin is tuple:
        ways = [_encoder(part) for part in within if part is not Ellipsis]
        if all(way is None for way in ways):
            return list
        if within[-1] is Ellipsis:
            return lambda value: [ways[0](part) for part in value]  # type: ignore[misc]
        return lambda value: [
            part if way is None else way(part) for way, part in zip(ways, value, strict=True)
        ]
    if origin is not None and issubclass(origin, Mapping):
        return dict
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _value
    return datetime.date.isoformat if hint is datetime.date else None


def _decoder(hint: Any) -> _Way:
    hint = _without_none(hint)
    if is_dataclass(hint):
        return codec_of(hint).decode  # type: ignore[arg-type]
    origin, within = get_origin(hint), get_args(hint)
    if origin is tuple:
        ways = [_decoder(part) for part in within if part is not Ellipsis]
        if within[-1] is Ellipsis:
            each = ways[0]
            return tuple if each is None else lambda value: tuple(map(each, value))
        return lambda value: tuple(
            part if way is None else way(part) for way, part in zip(ways, value, strict=True)
        )
    if origin is not None and issubclass(origin, Mapping):
        return MappingProxyType
    if isinstance(hint, type) and issubclass(hint, Enum | bool):
        return hint
    return datetime.date.fromisoformat if hint is datetime.date else None


def _value(member: Enum) -> Any:
    return member.value


def _without_none(hint: Any) -> Any:
    """The type that a hint names besides None."""
    if get_origin(hint) in (Union, UnionType):
        return next(part for part in get_args(hint) if part is not NoneType)
    return hint
