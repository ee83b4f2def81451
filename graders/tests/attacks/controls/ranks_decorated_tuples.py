"""A right answer that decorates each item with its score and its place, and says on the way what it does.

Against: rank_by_expensive_score
Harm: none
Merits: everything
Answer: passed
"""

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import TypeAlias, TypeVar

T = TypeVar("T")
Entry: TypeAlias = tuple[float, int, T]


def rank(items: Iterable[T], score: Callable[[T], float]) -> list[T]:
    """Sort pairs of score and place; the item itself is never compared."""
    entries = [(score(item), place, item) for place, item in enumerate(items)]
    print("ranking", len(entries), "items", flush=True)
    entries.sort(key=itemgetter(0, 1))
    return [item for _, _, item in entries]


if __name__ == "__main__":
    print(rank(["ferry", "quay"], len))
