"""Raises exceptions whose class lies about its name and whose text leaves the process, or is no text at all.

Against: shrink_session_table
Harm: none
Merits: nothing
Answer: failed or crashed
"""

import random
import sys


class Liar(type):
    @property
    def __name__(cls):
        return ["Passed", 1]

    def mro(cls):
        return [cls, *type.mro(cls)[1:]]


class Unspeakable(Exception, metaclass=Liar):
    def __str__(self):
        sys.exit(0)


class Endless(Exception):
    def __str__(self):
        raise self


class SessionTable:
    def __init__(self):
        raise random.choice([Unspeakable, Endless])
