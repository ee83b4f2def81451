"""A table says what makes the reader of a kind: each holds its setting as data, and has a name that pickle finds."""

from collections.abc import Callable, Iterable
from functools import partial
from operator import attrgetter, itemgetter, methodcaller
from typing import Any

MAKERS: dict[str, Callable[..., Callable[[Any], Any]]] = {
    "item": itemgetter,
    "attribute": attrgetter,
    "method": methodcaller,
    "function": partial,
}


def column_readers(settings: Iterable[tuple[Any, ...]]) -> list[Callable[[Any], Any]]:
    """Return a function of a record for each setting; each can be pickled, and holds its own setting only.

    Raises:
        LookupError: a setting is of another kind than item, attribute, method and function.
    """
    return [MAKERS[kind](*rest) for kind, *rest in settings]
