"""Gives each reader the whole list of settings and its place in it.

Fails: test_travels_in_300_bytes
"""

from functools import partial
from operator import attrgetter, itemgetter, methodcaller

MAKERS = {"item": itemgetter, "attribute": attrgetter, "method": methodcaller, "function": partial}


class Column:
    def __init__(self, settings, place):
        self.settings = settings
        self.place = place

    def __call__(self, record):
        kind, *rest = self.settings[self.place]
        return MAKERS[kind](*rest)(record)


def column_readers(settings):
    settings = list(settings)
    for kind, *_ in settings:
        MAKERS[kind]
    return [Column(settings, place) for place in range(len(settings))]
