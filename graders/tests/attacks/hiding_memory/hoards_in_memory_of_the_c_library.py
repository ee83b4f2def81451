"""Keeps all readings in memory of malloc, which Python never hears of.

Against: sliding_window_mean
Harm: none
Merits: nothing
Answer: refused
"""

import ctypes
from collections import deque

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p


def window_means(readings, width):
    window = deque()
    total = 0.0
    history = (ctypes.c_double * 100_000).from_address(libc.malloc(800_000))
    count = 0
    for reading in readings:
        value = float(reading)
        history[count] = value
        count += 1
        window.append(value)
        total += value
        if len(window) > width:
            total -= window.popleft()
        if len(window) == width:
            yield total / width
