"""Functions at the top of the module, which pickle finds by name; a partial fills in the setting."""

from collections.abc import Callable, Iterable
from functools import partial, reduce
from typing import Any


def item(key: Any, record: Any) -> Any:
    return record[key]


def attribute(path: str, record: Any) -> Any:
    return reduce(getattr, path.split("."), record)


def method(name: str, inputs: list[Any], record: Any) -> Any:
    return getattr(record, name)(*inputs)


def column_readers(settings: Iterable[tuple[Any, ...]]) -> list[Callable[[Any], Any]]:
    readers: list[Callable[[Any], Any]] = []
    for kind, first, *inputs in settings:
        if kind == "item":
            readers.append(partial(item, first))
        elif kind == "attribute":
            readers.append(partial(attribute, first))
        elif kind == "method":
            readers.append(partial(method, first, inputs))
        elif kind == "function":
            readers.append(partial(first, *inputs))
        else:
            raise LookupError(f"no column of the kind {kind!r}")
    return readers
