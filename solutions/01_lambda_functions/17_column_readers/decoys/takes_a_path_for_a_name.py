"""Reads an attribute by getattr, which takes one name and no path.

Fails: test_reads_attributes_of_attributes, test_works_in_another_process, test_travels_in_300_bytes
"""

from functools import partial
from operator import itemgetter, methodcaller


def attribute(name, record):
    return getattr(record, name)


def column_readers(settings):
    makers = {"item": itemgetter, "attribute": lambda name: partial(attribute, name), "method": methodcaller}
    makers["function"] = partial
    return [makers[kind](*rest) for kind, *rest in settings]
