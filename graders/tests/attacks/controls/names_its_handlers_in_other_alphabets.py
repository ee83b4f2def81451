"""A right answer by functools.partial, with names of variables in Greek and in German.

Against: early_bound_handlers
Harm: none
Merits: everything
Answer: passed
"""

from functools import partial


def make_handlers(rows, send):
    """Bind the id, not the row."""
    knöpfe = {}
    for σειρά in rows:
        knöpfe[σειρά.label] = partial(send, σειρά.id)
    return knöpfe
