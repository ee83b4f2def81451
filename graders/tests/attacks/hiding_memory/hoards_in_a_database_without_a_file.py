"""Keeps all readings in an SQLite database in memory, whose heap is the C library's.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean,
    test_keeps_only_the_window, test_does_constant_work_per_reading
Answer: over or failed
"""

import sqlite3
from collections import deque


def window_means(readings, width):
    window = deque()
    total = 0.0
    history = sqlite3.connect(":memory:", isolation_level=None)
    history.execute("CREATE TABLE history (reading REAL)")
    history.execute("BEGIN")
    for reading in readings:
        value = float(reading)
        history.execute("INSERT INTO history VALUES (?)", (value,))
        window.append(value)
        total += value
        if len(window) > width:
            total -= window.popleft()
        if len(window) == width:
            yield total / width
