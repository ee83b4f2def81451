"""Raises GeneratorExit and StopAsyncIteration, which a test's own loops might take for the end of their work.

Against: rotate_files_and_close
Harm: none
Merits: nothing
Answer: failed
"""

import random


class Lines:
    def __iter__(self):
        return self

    def __next__(self):
        raise random.choice([GeneratorExit, StopAsyncIteration])

    close = send = throw = __next__


def read_all(names, opener):
    return Lines()
