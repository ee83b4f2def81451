"""Find the customers of a recall, one at a time."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

N = TypeVar("N")


def recall_calls(
    lines: Iterable[str], affected: Callable[[dict[str, str]], bool], look_up: Callable[[str], N | None]
) -> Iterator[tuple[str, N]]:
    """Yield serial and number for each affected record of a CSV file whose customer can be looked up.

    Take no line, and look nobody up, before somebody asks for the pair.
    """
    raise NotImplementedError
