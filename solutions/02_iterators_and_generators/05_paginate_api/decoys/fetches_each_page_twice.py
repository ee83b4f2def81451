"""Fetches a page for its items, and once more for its token.

Fails: test_asks_for_each_page_by_its_token, test_gives_what_came_before_an_error,
    test_calls_twice_for_one_item_more, test_calls_once_for_every_page_of_the_whole
"""


def all_items(fetch):
    token = None
    while True:
        yield from fetch(token)["items"]
        token = fetch(token)["next"]
        if token is None:
            return
