"""Makes its pool once and keeps the process, with all its memory, for the next call.

Fails: test_gives_the_result, test_gives_false_results, test_raises_the_error_of_the_function,
    test_returns_an_error_that_is_a_result, test_leaves_the_arguments_as_they_are, test_gives_a_large_result,
    test_can_be_called_again, test_grows_by_40_mib_at_most, test_leaves_nothing_running
"""

from concurrent.futures import ProcessPoolExecutor

POOL = ProcessPoolExecutor(max_workers=1)


def run_isolated(fn, *args):
    return POOL.submit(fn, *args).result()
