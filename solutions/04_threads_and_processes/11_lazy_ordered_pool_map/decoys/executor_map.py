"""Leaves everything to Executor.map, which reads the whole stream at the call.

Fails: test_reads_at_most_a_window_at_the_call, test_reads_no_further_than_the_window, test_obeys_another_window,
    test_has_no_more_calls_in_flight_than_the_window, test_keeps_only_a_window_of_results,
    test_cancels_what_is_pending_when_the_stream_fails
"""


def pool_imap(pool, fn, items, window):
    return pool.map(fn, items)
