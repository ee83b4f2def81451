"""Specification of score_all: behaviour first, then who does the work."""

from graders import allow, answering, comes_last, exactly, keep_error, parallel_work, probe, seeded, time_limit

import pytest

from cpu_map_in_processes import score_all

pytestmark = allow("threads", "processes")


def test_gives_a_score_for_every_request():
    """Every request of a random batch gets its score, and the batch is left unchanged.

    Try: one call of fn for each item, one score for each call.
    """
    time_limit(cpu=6)  # processes that are spawned take a while to start
    factor, requests = rate_of_the_day(), seeded().sample(range(20, 100), 9)
    before = list(requests)
    assert sorted(score_all(requests, rate, 2)) == sorted(factor * request for request in before)
    assert requests == before


def test_keeps_the_order_of_the_requests():
    """The scores come in the order of the requests, even if the first one takes the longest.

    Try: which score is ready first is chance; ask for them in the order in which you sent the requests.
    """
    time_limit(cpu=6)
    factor, requests = rate_of_the_day(), list(range(1, 9))
    with answering(comes_last(1, after=8)) as asked:
        scores = score_all(list(requests), rate_slowly_at_first, 2)
    assert sorted(asked.calls) == [(request,) for request in requests]
    assert scores == [factor * request for request in requests]


def test_gives_nothing_for_nothing():
    """An empty batch returns an empty list.

    Try: which size does your pool, or your chunk, get when there are no items?
    """
    assert score_all([], rate, 2) == []


def test_raises_the_error_of_a_request():
    """If one request cannot be scored, its error is raised, and no process is left while the caller looks at it.

    Try: the error was raised in another process. Who asks for the result, and gets the error? A pool that only goes
    out of sight ends when it is collected; an error that is kept keeps the pool of the function that it left.
    """
    time_limit(cpu=8)
    factor = rate_of_the_day()
    with pytest.raises(Exception, match=f"no income at a rate of {factor}"):
        score_all([11, 12, 13, 14], rate, 2)
    keep_error(score_all, [13, 14], rate, 2)


def test_computes_in_two_processes_at_once():
    """Two worker processes do the work side by side, and both have work until the end.

    Try: print os.getpid() in fn. Who computes, who waits for whom, and who is out of work too early?
    """
    time_limit(cpu=20)
    rng = seeded()
    requests = rng.sample(range(1_000), 20)
    with parallel_work(compute, workers=2, items=requests) as work:
        scores = score_all(requests, work.fn, 2)
    assert len(scores) == 20
    for request in rng.sample(requests, 6):
        assert compute.original(request) in scores


def test_uses_all_its_workers():
    """With 3 workers, 3 other processes are inside fn at once; with 1 worker, one other process does all the work.

    Try: the number of processes is an argument. Look for another number in its place.
    """
    time_limit(cpu=10)
    factor = rate_of_the_day()
    for workers in (3, 1):
        requests = seeded().sample(range(20, 100), 12)
        rates = [factor * request for request in requests]
        with parallel_work(rate, workers=workers, items=requests, results=rates) as work:
            scores = score_all(requests, work.fn, workers)
        assert sorted(scores) == sorted(rates)


def test_computes_nothing_in_the_calling_process():
    """Of batches of 1, 2 and 8 requests, 0 are computed in the calling process.

    Try: look for a special case: a batch that is too small to be sent, a last request that you take yourself.
    """
    time_limit(cpu=10)
    stamp, askers = seeded().randrange(10**9), []

    def told(process, request):
        askers.append(process)
        return stamp + request

    with answering(told):
        ask_for_score(0)
        (caller,) = askers
        for size in (1, 2, 8):
            askers.clear()
            scores = score_all(list(range(size)), ask_for_score, 2)
            exactly(askers.count(caller), 0, f"of {size} requests computed in the calling process")
            assert sorted(scores) == [stamp + request for request in range(size)]
            assert len(askers) == size


# What the tests above are made of


def rate_of_the_day():
    """A rate that nobody knows beforehand; a score looks it up."""
    factor = seeded().randrange(2, 10**6)
    set_rate(factor)
    return factor


@probe
class Torn(Exception):
    """An error that no code but this test can know."""


@probe
def set_rate(rate):
    """Write down the rate of the day."""
    with open("rate", "w") as file:
        file.write(str(rate))


@probe
def rate(request):
    """A score that costs nothing: the request times the rate of the day; request 13 cannot be scored."""
    with open("rate") as file:
        factor = int(file.read())
    if request == 13:
        raise Torn(f"no income at a rate of {factor}")
    return request * factor


@probe
def rate_slowly_at_first(request):
    """The same; the test says when a request goes on."""
    from unit import ask

    ask(request)
    return rate(request)


@probe
def ask_for_score(request):
    """A score that the test tells; the kernel says which process asks for it."""
    from unit import ask

    return ask(request)


@probe
def compute(request):
    """A score that costs about 50 ms of computing."""
    rest = request
    for number in range(800_000):
        rest = (rest * rest + number) % 1_000_003
    return rest
