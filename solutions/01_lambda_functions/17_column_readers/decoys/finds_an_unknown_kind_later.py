"""Looks the kind up when a record comes, so that a wrong setting is found in the middle of the night.

Fails: test_refuses_another_kind_at_once
"""

from functools import partial
from operator import attrgetter, itemgetter, methodcaller

MAKERS = {"item": itemgetter, "attribute": attrgetter, "method": methodcaller, "function": partial}


def read_column(kind, rest, record):
    return MAKERS[kind](*rest)(record)


def column_readers(settings):
    return [partial(read_column, kind, rest) for kind, *rest in settings]
