"""Binds each lambda to its setting by a default, but a lambda still has no name by which pickle could find it.

Fails: test_works_in_another_process, test_travels_in_300_bytes
"""

from operator import attrgetter


def column_readers(settings):
    makers = {
        "item": lambda key: lambda record, key=key: record[key],
        "attribute": lambda path: lambda record, path=path: attrgetter(path)(record),
        "method": lambda name, *inputs: lambda record, inputs=inputs: getattr(record, name)(*inputs),
        "function": lambda f, *inputs: lambda record, inputs=inputs: f(*inputs, record),
    }
    return [makers[kind](*rest) for kind, *rest in settings]
