"""Fills in a method of an object that knows all columns: the object travels along with its method.

Fails: test_travels_in_300_bytes
"""

from functools import partial
from operator import attrgetter, itemgetter, methodcaller

MAKERS = {"item": itemgetter, "attribute": attrgetter, "method": methodcaller, "function": partial}


class Report:
    def __init__(self, settings):
        self.columns = [MAKERS[kind](*rest) for kind, *rest in settings]

    def read(self, place, record):
        return self.columns[place](record)


def column_readers(settings):
    report = Report(settings)
    return [partial(report.read, place) for place in range(len(report.columns))]
