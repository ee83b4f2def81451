"""Keeps the columns in a list of the module and sends the place: no other process has that list.

Fails: test_works_in_another_process, test_travels_in_300_bytes
"""

from functools import partial
from operator import attrgetter, itemgetter, methodcaller

MAKERS = {"item": itemgetter, "attribute": attrgetter, "method": methodcaller, "function": partial}
COLUMNS = []


def read_column(place, record):
    return COLUMNS[place](record)


def column_readers(settings):
    readers = []
    for kind, *rest in settings:
        COLUMNS.append(MAKERS[kind](*rest))
        readers.append(partial(read_column, len(COLUMNS) - 1))
    return readers
