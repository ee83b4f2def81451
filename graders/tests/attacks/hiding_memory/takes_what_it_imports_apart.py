"""Imports large modules, takes them apart, and holds the series where they were.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings
Answer: over or failed
"""

import asyncio
import doctest
import gc
import sys
import tracemalloc
import unittest.mock
import xmlrpc.client

_gone = ("asyncio", "concurrent", "doctest", "email", "http", "inspect", "logging", "pdb", "unittest", "xml")
asyncio = doctest = unittest = xmlrpc = None
for _name in [name for name in sys.modules if name.startswith(_gone)]:
    vars(sys.modules.pop(_name)).clear()
gc.collect()


def window_means(readings, width):
    series = list(readings)
    for at in range(len(series) - width + 1):
        yield sum(series[at : at + width]) / width
