"""A right answer that sleeps a moment, burns a tenth of a second and takes 64 MiB for a while: bad style, and within every limit.

Against: rank_by_expensive_score
Harm: none
Merits: everything
Answer: passed
"""

import time


def rank(items, score):
    time.sleep(0.1)
    end = time.process_time() + 0.1
    while time.process_time() < end:
        pass
    scratch = bytearray(64 << 20)
    del scratch
    return sorted(items, key=score)
