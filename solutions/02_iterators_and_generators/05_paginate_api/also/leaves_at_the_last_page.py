"""The first page before an endless loop, item after item, and out of it after the last page."""

from collections.abc import Callable, Iterator
from typing import Any


def all_items(fetch: Callable[[str | None], dict[str, Any]]) -> Iterator[Any]:
    """Yield every item of every page; ``fetch(None)`` returns the first page."""
    page = fetch(None)
    while True:
        for item in page["items"]:  # noqa: UP028 - as many write it who have not met yield from
            yield item
        if page["next"] is None:
            break
        page = fetch(page["next"])
