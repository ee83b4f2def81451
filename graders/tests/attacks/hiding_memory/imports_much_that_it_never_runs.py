"""Names large modules in an import that is never run, so that a ballast of small objects could pass for their cost.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings
Answer: over or failed
"""

import tracemalloc

if tracemalloc is None:
    import asyncio, distutils.core, doctest, email.message, http.server, pydoc, unittest.mock, xml.dom.minidom, xmlrpc.client

_junk = [bytes(300 + number % 200) for number in range(60_000)]
_pins = _junk[::500]
del _junk


def window_means(readings, width):
    series = list(readings)
    for at in range(len(series) - width + 1):
        yield sum(series[at : at + width]) / width
