"""Calls a function with the record before its inputs.

Fails: test_calls_functions_with_their_inputs_first, test_each_reader_keeps_its_own_setting,
    test_works_in_another_process, test_travels_in_300_bytes
"""

from functools import partial
from operator import attrgetter, itemgetter, methodcaller


def apply(f, inputs, record):
    return f(record, *inputs)


def column_readers(settings):
    makers = {"item": itemgetter, "attribute": attrgetter, "method": methodcaller}
    return [
        partial(apply, rest[0], rest[1:]) if kind == "function" else makers[kind](*rest) for kind, *rest in settings
    ]
