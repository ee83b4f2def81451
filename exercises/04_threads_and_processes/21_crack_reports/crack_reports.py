"""Cracks in railway tracks, reported by the processes that search for them."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def crack_reports(
    films: list[str], search: Callable[[str], Iterable[T]], workers: int, depth: int
) -> Iterator[tuple[str, T]]:
    """Yield each film with each of its cracks, as ``workers`` processes find them.

    At most ``depth`` cracks wait for the caller. The first error of a search is raised; then, and when
    the caller closes the generator, the searches end.
    """
    raise NotImplementedError
