"""Specification of score_all: behaviour first, then who does the work."""

import pytest

from cpu_map_in_processes import score_all
from graders import allow, parallel_work, probe, seeded, time_limit

pytestmark = allow("threads", "processes")


@probe
def double(request):
    """A score that costs nothing; request 13 cannot be scored."""
    if request == 13:
        raise ValueError("request 13 has no income")
    return 2 * request


@probe
def double_slowly_at_first(request):
    """The same; request 1 waits until request 8 has come to another process, two seconds at most."""
    import os
    import time

    end = time.monotonic() + 2
    while request == 1 and not os.path.exists("eight") and time.monotonic() < end:
        time.sleep(0.001)
    if request == 8:
        open("eight", "w").close()
    return 2 * request


@probe
def compute(request):
    """A score that costs about 50 ms of computing."""
    rest = request
    for number in range(800_000):
        rest = (rest * 31 + number) % 1_000_003
    return rest


def test_gives_a_score_for_every_request():
    """Every request of a random batch gives its score, and the batch stays as it was.

    Try: one call of fn for each item, one score for each call.
    """
    requests = seeded().sample(range(20, 100), 9)
    before = list(requests)
    assert sorted(score_all(requests, double, 2)) == sorted(2 * request for request in before)
    assert requests == before


def test_keeps_the_order_of_the_requests():
    """The scores come in the order of the requests, even if the first one takes the longest.

    Try: which score is ready first is chance; ask for them in the order in which you sent the requests.
    """
    assert score_all(list(range(1, 9)), double_slowly_at_first, 2) == [2, 4, 6, 8, 10, 12, 14, 16]


def test_gives_nothing_for_nothing():
    """An empty batch gives an empty list.

    Try: which size does your pool, or your chunk, get when there are no items?
    """
    assert score_all([], double, 2) == []


def test_raises_the_error_of_a_request():
    """If one request cannot be scored, its error is raised.

    Try: the error was raised in another process. Who asks for the result, and gets the error?
    """
    with pytest.raises(ValueError, match="request 13"):
        score_all([11, 12, 13, 14], double, 2)


def test_computes_in_two_processes_at_once():
    """Two worker processes do the work side by side; the calling process does none of it.

    Try: print os.getpid() in fn. Who computes, who waits for whom, and who is out of work too early?
    """
    time_limit(cpu=20)
    with parallel_work(compute, workers=2) as work:
        scores = score_all(list(range(20)), work.fn, 2)
    assert len(scores) == 20
