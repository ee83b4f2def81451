"""Keeps the inputs, results and errors of all calls in the frame of a generator that nobody resumes, behind no name.

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

paused = []


def hold(*things):
    yield things
    yield things


def keep(*things):
    holder = hold(*things)
    next(holder)
    paused.append(holder.__next__)


def tried_again(times, log):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times):
                try:
                    result = function(*args, **kwargs)
                except Exception as error:
                    keep(args, kwargs, error)
                    log(f"attempt {attempt} of {times}: {error}")
                else:
                    keep(args, kwargs, result)
                    return result
            try:
                return function(*args, **kwargs)
            except Exception as error:
                keep(args, kwargs, error)
                raise

        return wrapper

    return decorate
