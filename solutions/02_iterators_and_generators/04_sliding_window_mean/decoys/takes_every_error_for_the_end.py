"""Ends at any error, so that a sensor that failed looks like one that was switched off.

Fails: test_agrees_with_the_definition_on_random_readings
"""

from collections import deque


def window_means(readings, width):
    window, total = deque(), 0.0
    walk = iter(readings)
    while True:
        try:
            window.append(next(walk))
        except Exception:
            return
        total += window[-1]
        if len(window) > width:
            total -= window.popleft()
        if len(window) == width:
            yield total / width
