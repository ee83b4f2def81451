"""The right scores, computed one after the other in the calling process: only the bound is missed.

Against: cpu_map_in_processes
Harm: none
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing, test_raises_the_error_of_a_request
Answer: over
"""


def score_all(items, fn, workers):
    """One core is enough for everybody."""
    return [fn(item) for item in items]
