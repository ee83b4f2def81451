"""A right answer that logs every label, counts by itertools.count, and says what it is by a repr of its own.

Against: returned_books
Harm: none
Merits: everything
Answer: passed
"""

import itertools
import logging
import sys

logging.basicConfig(stream=sys.stderr, level=logging.INFO)
log = logging.getLogger(__name__)


class ReturnedBooks:
    """Keeps a number of its own for the log."""

    numbers = itertools.count(1)

    def __init__(self, belt):
        self.number = next(ReturnedBooks.numbers)
        self.count = 0
        self.labels = iter(belt)
        self.last = ()

    def __repr__(self):
        return f"<belt {self.number}: {self.count} books>"

    def __iter__(self):
        return self

    def __next__(self):
        while self.labels is not None:
            try:
                label = next(self.labels)
            except StopIteration:
                log.info("%r: the end", self)
                self.labels = None
            except Exception:
                log.exception("%r: jammed", self)
                raise
            else:
                if (label,) == self.last:
                    continue
                self.last = (label,)
                self.count += 1
                log.info("%r: %s", self, label)
                return label
        raise StopIteration
