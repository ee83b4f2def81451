"""How a value is written on the channel: plain data by value and exact type, the rest as a handle.

A frame is one JSON array. Scalars stand for themselves; every other value is an array that opens
with a tag, a handle with a number after it:

    ["i", hex]  a large int          ["l", [...]]  list       ["d", [k, v, ...]]  dict
    ["f", name] nan, inf, -inf       ["t", [...]]  tuple      ["R", a, b, c]      range
    ["c", r, i] complex              ["S", [...]]  set        ["N"]               NotImplemented
    ["u", b64]  str with surrogates  ["F", [...]]  frozenset  ["L", n, value]     lent by the judge
    ["b", b64]  bytes                ["o", n, k]   an object of the sender, of kind k
    ["B", b64]  bytearray            ["r", n]      an object of the receiver
                                     ["K", n]      what was lent under n
"""

import json
import math
from base64 import b64decode, b64encode
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable
from typing import Any

MAX_DEPTH = 60
"""Containers nested deeper than this cross as handles."""

MAX_RANGE_NUMBERS = 1 << 20
"""Of a range that crosses by value; longer ones cross as handles."""

_PLAIN_INT = 1 << 62
"""Ints nearer to 0 than this cross as JSON numbers."""

_MAX_COLLISIONS = 100
"""Keys of a set or dict that may share a hash."""

_SCALARS = frozenset({type(None), bool, int, float, str})
_SEQUENCES: dict[Any, str] = {list: "l", tuple: "t", set: "S", frozenset: "F"}
_BUILD: dict[str, Callable[[list[Any]], Any]] = {
    "l": lambda items: items,
    "t": tuple,
    "S": set,
    "F": frozenset,
    "d": lambda items: dict(zip(items[::2], items[1::2], strict=True)),
}
_DICTS = (dict, Counter, OrderedDict, defaultdict)

Export = Callable[[Any], list[Any]]
"""Returns the handle of an object that cannot cross by value."""

dumps = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


class Malformed(ValueError):
    """What arrived is not of this vocabulary."""


def encode(value: Any, export: Export, path: tuple[int, ...] = ()) -> Any:
    """The JSON form of a value.

    ``export`` returns the handle of what is not plain data, or holds itself; ``path`` has the
    identities of the containers that it is in.
    """
    kind = type(value)
    if kind in _SCALARS:
        return _scalar(value)
    if len(path) > MAX_DEPTH or id(value) in path:
        return export(value)
    if kind in _SEQUENCES:
        return [_SEQUENCES[kind], _items(value, export, (*path, id(value)))]
    if kind in _DICTS:
        flat = [part for pair in kind.items(value) for part in pair]
        return ["d", _items(flat, export, (*path, id(value)))]
    if kind in _ENCODERS and not (kind is range and _long(value)):
        return _ENCODERS[kind](value)
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return ["t", _items(tuple.__getitem__(value, slice(None)), export, (*path, id(value)))]
    return export(value)


def _items(values: Any, export: Export, path: tuple[int, ...]) -> list[Any]:
    if _plain(values):
        return list(values)
    return [encode(item, export, path) for item in values]


def _plain(values: Any) -> bool:
    """True when every item stands for itself: checked in bulk, for volume."""
    kinds = set(map(type, values))
    if not kinds <= _SCALARS:
        return False
    if kinds <= {int, bool}:
        return not kinds or (min(values) > -_PLAIN_INT and max(values) < _PLAIN_INT)
    if kinds == {float}:
        return all(map(math.isfinite, values))
    return kinds == {str} and _encodes("".join(values))


def _scalar(value: Any) -> Any:
    if type(value) is int and not -_PLAIN_INT < value < _PLAIN_INT:
        return ["i", hex(value)]
    if type(value) is float and not math.isfinite(value):
        return ["f", repr(value)]
    if type(value) is str and not _encodes(value):
        return ["u", b64encode(value.encode("utf-8", "surrogatepass")).decode()]
    return value


def _encodes(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _long(numbers: range) -> bool:
    """True for a range that would fill a process that makes a list of it."""
    # Not by len(), which fails for more than a machine word.
    return bool(numbers) and (numbers[-1] - numbers[0]) // numbers.step >= MAX_RANGE_NUMBERS


_ENCODERS: dict[type, Callable[[Any], Any]] = {
    bytes: lambda value: ["b", b64encode(value).decode()],
    bytearray: lambda value: ["B", b64encode(value).decode()],
    complex: lambda value: ["c", _scalar(value.real), _scalar(value.imag)],
    range: lambda value: ["R", _scalar(value.start), _scalar(value.stop), _scalar(value.step)],
    type(NotImplemented): lambda value: ["N"],
}


def decode(data: Any, resolve: Callable[[str, list[Any]], Any], depth: int = 0) -> Any:
    """The value of a JSON form; ``resolve(tag, parts)`` returns the object behind a handle.

    Raises:
        Malformed: the form is not of the vocabulary.
    """
    if type(data) is not list:
        if type(data) in _SCALARS:
            return data
        raise Malformed(f"a bare {type(data).__name__}")
    if not data or type(data[0]) is not str or depth > MAX_DEPTH + 2:
        raise Malformed("no tag")
    tag, parts = data[0], data[1:]
    if tag in _DECODERS:
        return _rare(tag, parts)
    if tag not in _BUILD:
        return resolve(tag, parts)
    if len(parts) != 1 or type(parts[0]) is not list:
        raise Malformed(f"a container {tag!r} without items")
    items = parts[0]
    if not _SCALARS.issuperset(map(type, items)):
        items = [decode(item, resolve, depth + 1) for item in items]
    keys = items[::2] if tag == "d" else items if tag in "SF" else []
    # Of keys that were chosen to collide a set or dict would take forever to build.
    if len(keys) > _MAX_COLLISIONS and max(Counter(map(hash, keys)).values()) > _MAX_COLLISIONS:
        raise Malformed("keys that share a hash")
    return _BUILD[tag](items)


_DECODERS: dict[str, Callable[..., Any]] = {
    "i": lambda digits: int(digits, 16),
    "f": lambda name: {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[name],
    "u": lambda text: b64decode(text).decode("utf-8", "surrogatepass"),
    "b": lambda text: b64decode(text),
    "B": lambda text: bytearray(b64decode(text)),
    "c": lambda real, imag: complex(_part(real), _part(imag)),
    "R": lambda *parts: _range(*map(_part, parts)),
    "N": lambda: NotImplemented,
}


def _range(*parts: int) -> range:
    made = range(*parts)
    if _long(made):
        raise ValueError("too long")
    return made


def _part(data: Any) -> Any:
    return _rare(data[0], data[1:]) if type(data) is list else data


def _rare(tag: str, parts: list[Any]) -> Any:
    try:
        return _DECODERS[tag](*parts)
    except (TypeError, ValueError, LookupError, OverflowError) as error:
        raise Malformed(f"a broken {tag!r}") from error
