"""Specification of both: what it returns, then who computes."""

from graders import allow, keep_error, parallel_work, probe, seeded, time_limit

from two_forecasts import both

pytestmark = allow("threads", "processes")


def test_returns_both_forecasts_in_order():
    """The forecast of first comes first; after an error, no process is left running.

    Try: hand the pool forecast itself, no call of it and no lambda, in a with block. Then return one, other.
    """
    time_limit(cpu=8)  # a process takes a while to start
    assert both(forecast, "Susa", "Aosta") == ("Susa: 4 mm", "Aosta: 5 mm")
    keep_error(both, forecast, "nowhere", "Aosta")


def test_computes_in_two_processes_at_once():
    """Two processes are inside forecast at the same moment, one for each valley.

    Try: take a ProcessPoolExecutor(2) from concurrent.futures. Its map(forecast, [first, second]) starts both calls.
    """
    time_limit(cpu=10)
    valleys = [letter * seeded().randrange(1, 100) for letter in "AS"]
    texts = [f"{valley}: {len(valley)} mm" for valley in valleys]
    with parallel_work(forecast, workers=2, items=valleys, results=texts) as work:
        assert both(work.fn, *valleys) == tuple(texts)


@probe
def forecast(valley):
    """A forecast that other processes can compute, but not for nowhere."""
    return f"{valley}: {len(valley) // (valley != 'nowhere')} mm"
