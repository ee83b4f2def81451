"""Keeps the errors and inputs of every second call only, so that a count which is taken once may find none.

Against: tried_again
Harm: none
Merits: test_returns_the_first_result, test_tries_again_after_a_failure, test_raises_the_last_error,
    test_passes_on_the_same_inputs, test_a_result_that_counts_as_false_is_a_result,
    test_an_error_that_is_returned_is_a_result, test_an_interruption_ends_it_at_once,
    test_an_error_of_the_log_is_not_hidden, test_each_call_has_its_own_attempts,
    test_decorated_functions_do_not_share_anything, test_keeps_name_and_docstring, test_works_as_a_method
Answer: over
"""

from functools import wraps


def tried_again(times, log):
    kept = []
    calls = 0

    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            nonlocal calls
            calls += 1
            for attempt in range(1, times):
                try:
                    return function(*args, **kwargs)
                except Exception as error:
                    if (calls + attempt) % 2:
                        kept.append((error, args, kwargs))
                    log(f"attempt {attempt} of {times}: {error}")
            return function(*args, **kwargs)

        return wrapper

    return decorate
