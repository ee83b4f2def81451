"""A generator of pages, and chain.from_iterable, which asks for a page when the one before is used up."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any


def all_items(fetch: Callable[[str | None], dict[str, Any]]) -> Iterator[Any]:
    """Yield every item of every page; ``fetch(None)`` returns the first page."""
    return chain.from_iterable(page["items"] for page in pages(fetch))


def pages(fetch: Callable[[str | None], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One page after the other."""
    page = fetch(None)
    yield page
    while page["next"] is not None:
        page = fetch(page["next"])
        yield page
