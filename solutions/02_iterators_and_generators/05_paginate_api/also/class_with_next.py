"""An iterator written as a class, with a queue of the items that are left of the page."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any


class all_items(Iterator[Any]):
    """Yield every item of every page; ``fetch(None)`` returns the first page."""

    def __init__(self, fetch: Callable[[str | None], dict[str, Any]]) -> None:
        self._fetch = fetch
        self._items: deque[Any] = deque()
        self._token: str | None = None
        self._last = False

    def __next__(self) -> Any:
        while not self._items:
            if self._last:
                raise StopIteration
            page = self._fetch(self._token)
            self._items.extend(page["items"])
            self._token = page["next"]
            self._last = self._token is None
        return self._items.popleft()
