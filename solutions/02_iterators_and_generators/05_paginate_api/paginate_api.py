"""A generator that fetches at the top of its loop, which it comes to only when the page before is used up."""

from collections.abc import Callable, Iterator
from typing import Generic, TypedDict, TypeVar

Item = TypeVar("Item")


class Page(TypedDict, Generic[Item]):
    """What one call of the API returns: some items, and the token of the next page or None."""

    items: list[Item]
    next: str | None


def all_items(fetch: Callable[[str | None], Page[Item]]) -> Iterator[Item]:
    """Yield every item of every page; ``fetch(None)`` returns the first page.

    Fetch a page only when its first item is needed, and let go of those that are done.
    """
    token = None
    while True:
        page = fetch(token)
        yield from page["items"]
        token = page["next"]
        if token is None:
            return
