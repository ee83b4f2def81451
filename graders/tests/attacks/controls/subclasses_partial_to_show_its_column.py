"""A right answer whose readers are partials of a class of its own, which tells in a log what column it reads.

Against: column_readers
Harm: none
Merits: everything
Answer: passed
"""

import functools
import logging
import operator

logger = logging.getLogger(__name__)


class Reader(functools.partial):
    """A partial with a text for the log."""

    def __str__(self):
        return f"{self.func.__name__}{self.args}"


def get_item(key, record):
    return operator.getitem(record, key)


def get_attribute(path, record):
    for name in path.split("."):
        record = getattr(record, name)
    return record


def call_method(name, *inputs_and_record):
    *inputs, record = inputs_and_record
    return operator.methodcaller(name, *inputs)(record)


def column_readers(settings):
    functions = {"item": get_item, "attribute": get_attribute, "method": call_method}
    readers = []
    for kind, *rest in settings:
        if kind != "function" and kind not in functions:
            raise LookupError("bad kind %r" % (kind,))
        reader = Reader(*rest) if kind == "function" else Reader(functions[kind], *rest)
        logger.debug("made a reader: %s", kind)
        readers.append(reader)
    return readers
