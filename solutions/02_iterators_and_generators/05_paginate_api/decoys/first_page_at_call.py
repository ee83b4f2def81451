"""Fetches the first page at the call, and the others on demand.

Fails: test_calls_nothing_before_an_item_is_asked_for
"""


def all_items(fetch):
    return _items_from(fetch, fetch(None))


def _items_from(fetch, page):
    while True:
        yield from page["items"]
        if page["next"] is None:
            return
        page = fetch(page["next"])
