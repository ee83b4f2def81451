"""The first page before the loop, the next one at the end of the loop, where its items are wanted."""

from collections.abc import Callable, Iterator
from typing import Any


def all_items(fetch: Callable[[str | None], dict[str, Any]]) -> Iterator[Any]:
    """Yield every item of every page; ``fetch(None)`` returns the first page."""
    page: dict[str, Any] | None = fetch(None)
    while page is not None:
        yield from page["items"]
        page = fetch(page["next"]) if page["next"] is not None else None
