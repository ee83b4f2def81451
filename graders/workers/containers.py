"""What a list or a dict in a worker holds, as the judge reads it in the worker's memory.

Only which objects are held, in their order: each by its address, but for lists and dicts within,
which are looked into. So a list that was sorted in place shows, whatever the worker says of it.
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Mapping
from typing import Any, Protocol

KINDS = ("list", "dict")
"""The types that can be looked into, by their names."""

MAX_ENTRIES = 100_000
"""Of a value, with all that is within: the judge reads each."""

MAX_DEPTH = 60
"""That lists and dicts may be nested, as on the channel."""

_OBJECT = struct.Struct("<8xQ")
"""An object's type, behind its reference count (``PyObject``)."""

_LIST = struct.Struct("<16xqQ")
"""A list's length, and where its items are (``PyListObject``)."""

_DICT = struct.Struct("<16xq8xQQ")
"""How many keys are in use; the table of keys; that of values, for a dict of attributes alone
(``PyDictObject`` of CPython 3.11 to 3.14)."""

_KEYS = struct.Struct("<9xBB13xq")
"""The size of the index as a power of two, the kind of the entries, their number
(``PyDictKeysObject`` of the same)."""

_PREAMBLE_BYTES = 32
"""Of the table of keys, before its index."""

_GENERAL = 0
"""The kind of entries that have a hash before key and value; those of texts alone have none."""

Holding = tuple[Any, ...]
"""``("list", item, ...)`` or ``("dict", key, value, ...)``: each an address, or such a tuple."""


class Unlike(ValueError):
    """What is there is no list or dict that can be followed."""


class Readable(Protocol):
    """The memory of a process."""

    def read(self, address: int, size: int) -> bytes:
        """So many bytes."""


class Containers:
    """Lists and dicts in the memory of a process that stands still.

    Args:
        memory: that memory.
        types: the addresses of the two types there, by name.
    """

    def __init__(self, memory: Readable, types: Mapping[str, int]) -> None:
        self._memory = memory
        self._names = {types[name]: name for name in KINDS}
        self._left = MAX_ENTRIES

    def held(self, address: int) -> Holding:
        """What the list or dict at this address holds.

        Raises:
            Unlike: there is neither, or none that can be followed.
        """
        found = self._part(address, 0)
        if isinstance(found, int):
            raise Unlike(f"neither a list nor a dict is at {address:#x}")
        return found

    def _part(self, address: int, depth: int) -> int | Holding:
        name = self._names.get(self._unpacked(_OBJECT, address)[0])
        if name is None:
            return address
        if depth > MAX_DEPTH:
            raise Unlike("lists and dicts are nested too deep")
        parts = self._items(address) if name == "list" else self._entries(address)
        return (name, *[self._part(each, depth + 1) for each in parts])

    def _items(self, address: int) -> list[int]:
        length, items = self._unpacked(_LIST, address)
        return self._words(items, length)

    def _entries(self, address: int) -> list[int]:
        used, keys, values = self._unpacked(_DICT, address)
        log2_index_bytes, kind, count = self._unpacked(_KEYS, keys)
        if values or log2_index_bytes > 40:
            raise Unlike("not the dict of a value that was lent")
        width = 3 if kind == _GENERAL else 2
        words = self._words(keys + _PREAMBLE_BYTES + (1 << log2_index_bytes), count * width)
        # A key that was taken out has no value in its place.
        pairs = zip(words[width - 2 :: width], words[width - 1 :: width], strict=True)
        found = [part for key, value in pairs if value for part in (key, value)]
        if len(found) != 2 * used:
            raise Unlike("not a dict: its entries are not as many as it says")
        return found

    def _words(self, address: int, count: int) -> list[int]:
        self._left -= max(count, 0)
        if count < 0 or self._left < 0:
            raise Unlike(f"more than {MAX_ENTRIES:,} entries")
        return [word for (word,) in struct.iter_unpack("<Q", self._memory.read(address, 8 * count))]

    def _unpacked(self, form: struct.Struct, address: int) -> tuple[Any, ...]:
        return form.unpack(self._memory.read(address, form.size))


def is_like(holding: int | Holding, value: Any) -> bool:
    """True where this is what a value of the judge's looks like in a worker."""
    if type(value) not in (list, dict):
        return isinstance(holding, int)
    if isinstance(holding, int) or holding[:1] != (type(value).__name__,):
        return False
    parts = value if type(value) is list else list(itertools.chain(*value.items()))
    return len(holding) == 1 + len(parts) and all(map(is_like, holding[1:], parts))
