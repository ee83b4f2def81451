"""Chains the pages with a star, which asks for all of them first.

Fails: test_gives_what_came_before_an_error, test_calls_nothing_before_an_item_is_asked_for,
    test_calls_once_for_one_page_of_items, test_calls_twice_for_one_item_more, test_keeps_two_pages_at_most
"""

from itertools import chain


def all_items(fetch):
    return chain(*_pages(fetch))


def _pages(fetch):
    token = None
    while True:
        page = fetch(token)
        yield page["items"]
        token = page["next"]
        if token is None:
            return
