"""Collects the items of all pages and returns an iterator over them.

Fails: test_gives_what_came_before_an_error, test_calls_nothing_before_an_item_is_asked_for,
    test_calls_once_for_one_page_of_items, test_calls_twice_for_one_item_more, test_keeps_two_pages_at_most
"""


def all_items(fetch):
    items = []
    token = None
    while True:
        page = fetch(token)
        items += page["items"]
        token = page["next"]
        if token is None:
            return iter(items)
