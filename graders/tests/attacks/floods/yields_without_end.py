"""Gives means forever, so that whoever consumes them is never done.

Against: sliding_window_mean
Harm: none
Merits: nothing
Answer: late or failed or over or crashed
"""

def window_means(readings, width):
    while True:
        yield 0.0
