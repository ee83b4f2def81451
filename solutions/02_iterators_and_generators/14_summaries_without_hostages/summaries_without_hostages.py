"""The tile never gets a name, and the yield stands where no exception is handled."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Tile = TypeVar("Tile")
S = TypeVar("S")


def summaries(
    paths: Iterable[str], load: Callable[[str], Tile], summarise: Callable[[Tile], S]
) -> Iterator[S | tuple[str, str]]:
    """Yield the summary of each path's tile, or the path and the error's message if loading or summing up fails.

    While it is paused at a yield, no tile is alive.
    """
    for path in paths:
        summary: S | tuple[str, str]
        try:
            summary = summarise(load(path))
        except Exception as error:
            summary = path, str(error)
        yield summary
