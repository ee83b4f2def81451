"""Returns the two forecasts the wrong way round.

Fails: test_returns_both_forecasts_in_order, test_computes_in_two_processes_at_once
"""

from concurrent.futures import ProcessPoolExecutor


def both(forecast, first, second):
    with ProcessPoolExecutor(2) as pool:
        one, other = pool.map(forecast, [second, first])
    return one, other
