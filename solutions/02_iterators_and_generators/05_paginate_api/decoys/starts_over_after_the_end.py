"""Forgets that it has ended: the token None after the last page is the token of the first.

Fails: test_calls_once_for_every_page_of_the_whole
"""

from collections import deque


class all_items:
    def __init__(self, fetch):
        self._fetch = fetch
        self._items = deque()
        self._token = None
        self._begun = False

    def __iter__(self):
        return self

    def __next__(self):
        while not self._items:
            if self._begun and self._token is None:
                self._begun = False
                raise StopIteration
            page = self._fetch(self._token)
            self._begun = True
            self._items.extend(page["items"])
            self._token = page["next"]
        return self._items.popleft()
