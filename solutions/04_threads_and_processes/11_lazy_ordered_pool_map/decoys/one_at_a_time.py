"""Asks for the result of each call before it submits the next one.

Fails: test_has_several_calls_in_flight, test_goes_on_behind_a_slow_call
"""


def pool_imap(pool, fn, items, window):
    for item in items:
        yield pool.submit(fn, item).result()
