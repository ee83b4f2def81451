"""Makes every meter give an answer of the wrong shape, so that the judge stumbles over it and calls the fault its own.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean
Answer: failed or crashed or over
Reaches: the services of the worker
"""

import sys


def break_services():
    frame = sys._getframe()
    while frame is not None:
        runtime = frame.f_locals.get("server")
        if runtime is not None:
            services = runtime._services
            services["@trace_stop"] = lambda: None
            services["@drain"] = lambda source, at: [1]
            services["@census_count"] = services["@census_stop"] = lambda number: "none"
            services["@threads"] = lambda: 5
            print("REACHED IT")
            return
        frame = frame.f_back


def window_means(readings, width):
    kept = []
    for reading in readings:
        kept.append(reading)
        if len(kept) >= width:
            yield sum(kept[-width:]) / width


break_services()
