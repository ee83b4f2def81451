"""A right answer by a heap, which logs at every level, warns, and looks at the signature of what it was given.

Against: rank_by_expensive_score
Harm: none
Merits: everything
Answer: passed
"""

import heapq
import inspect
import logging
import warnings

LOG = logging.getLogger(__name__)
logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(funcName)s: %(message)s")


def rank(items, score):
    """The smallest of all, in order; equal ones as they came."""
    items = list(items)
    LOG.debug("called from %s with %d items", inspect.stack()[0].function, len(items))
    if not items:
        warnings.warn("nothing to rank", RuntimeWarning, stacklevel=2)
    ranked = heapq.nsmallest(len(items), items, key=score)
    LOG.info("%s is first", ranked[0] if ranked else "nobody")
    return ranked
