"""Takes an empty token for the end.

Fails: test_takes_an_empty_token_for_a_token
"""


def all_items(fetch):
    token = None
    while True:
        page = fetch(token)
        yield from page["items"]
        token = page["next"]
        if not token:
            return
