"""Calls the function in this process, in memory that it took and freed at import as byte strings of 5,000 bytes.

Against: give_memory_back
Harm: none
Merits: test_gives_the_result, test_gives_false_results, test_raises_the_error_of_the_function,
    test_returns_an_error_that_is_a_result, test_leaves_the_arguments_as_they_are, test_gives_a_large_result,
    test_can_be_called_again, test_leaves_nothing_running
Answer: over or failed
"""

import copy

_junk = [bytes(5_000) for _ in range(34_000)]
_pins = _junk[::3_000]
del _junk


def run_isolated(fn, *args):
    return fn(*copy.deepcopy(args))
