"""Stops when the stream ends, with a window of calls still under way.

Fails: test_gives_a_result_for_every_item, test_gives_false_results_too, test_keeps_the_order_of_the_items,
    test_gives_nothing_for_an_empty_stream, test_has_several_calls_in_flight,
    test_has_no_more_calls_in_flight_than_the_window, test_goes_on_behind_a_slow_call
"""

from collections import deque


def pool_imap(pool, fn, items, window):
    futures = deque()
    try:
        for item in items:
            futures.append(pool.submit(fn, item))
            if len(futures) == window:
                yield futures.popleft().result()
    finally:
        for future in futures:
            future.cancel()
