"""A right answer in two layers: a wrapper that drives the inner generator by send and throw, and hands on its answers.

Against: cold_chain
Harm: none
Merits: everything
Answer: passed
"""

import functools


def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        inner = function(*args)
        answer = next(inner)
        try:
            while True:
                try:
                    sent = yield answer
                except GeneratorExit:
                    raise
                except BaseException as error:
                    answer = inner.throw(error)
                else:
                    answer = inner.send(sent)
        finally:
            inner.close()

    return wrapper


@logged
def cold_chain(limit, report):
    """Keep the record of a trip."""
    minutes, warm = 0, 0
    try:
        while True:
            try:
                celsius = yield warm
                is_warm = celsius > limit
            except TimeoutError:
                is_warm = True
            minutes, warm = minutes + 1, warm + (1 if is_warm else 0)
    finally:
        report(minutes, warm)
