"""Wraps Executor.map in a generator, which then reads the whole stream for the first result.

Fails: test_reads_no_further_than_the_window, test_obeys_another_window,
    test_has_no_more_calls_in_flight_than_the_window, test_keeps_only_a_window_of_results,
    test_cancels_what_is_pending_when_the_stream_fails
"""


def pool_imap(pool, fn, items, window):
    yield from pool.map(fn, items)
