"""Raises KeyboardInterrupt, and a subclass of it, so that the run looks as if somebody had stopped it.

Against: announce_when_gone
Harm: interrupts the grading
Merits: nothing
Answer: failed
"""

import random


class Stopped(KeyboardInterrupt):
    pass


def announce_when_gone(obj, log):
    raise random.choice([KeyboardInterrupt, Stopped])
