"""A right answer of named steps, joined by itertools and operator, with a named tuple for a pair.

Against: recall_calls
Harm: none
Merits: everything
Answer: passed
"""

import csv
import itertools
import operator
from typing import NamedTuple


class Call(NamedTuple):
    """Whom to call about what."""

    serial: str
    number: object


def records(lines):
    yield from csv.DictReader(lines)


def recall_calls(lines, affected, look_up):
    chosen = itertools.filterfalse(lambda record: not affected(record), records(lines))
    columns = map(operator.itemgetter("serial", "customer"), chosen)
    calls = itertools.starmap(lambda serial, customer: Call(serial, look_up(customer)), columns)
    return (tuple(call) for call in calls if call.number is not None)
