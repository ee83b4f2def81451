"""Make the readers of a report's columns from its settings."""

from collections.abc import Callable, Iterable
from typing import Any


def column_readers(settings: Iterable[tuple[Any, ...]]) -> list[Callable[[Any], Any]]:
    """Return a function of a record for each setting; each can be pickled, and holds its own setting only.

    Raises:
        LookupError: a setting is of another kind than item, attribute, method and function.
    """
    raise NotImplementedError
