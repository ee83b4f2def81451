"""Specification of pool_imap: behaviour first, then how far it reads ahead, and how much it overlaps.

A slow call is answered only when nothing more can happen meanwhile: all that may be begun has been begun by then.
"""

from graders import allow, at_least, at_most, counted, exactly, lives, overlapping, probe, seeded, tripwire

import pytest

from lazy_ordered_pool_map import pool_imap

pytestmark = allow("threads")


def test_gives_a_result_for_every_item():
    """Every item of a random stream yields its result, whatever the window and the pool are.

    Try: submit(fn, item) returns a future, and its result() the result. How are the last ones of the stream yielded?
    """
    rng, translate = seeded(), translating()
    for workers, window in ((1, 1), (2, 5), (6, 3)):
        stream = messages(rng.randrange(10, 20))
        found = list(pool_imap(threads(workers), translate, (message for message in stream), window))
        assert sorted(found) == sorted(map(translate, stream))


def test_gives_nothing_for_an_empty_stream():
    """An empty stream, and one that is shorter than the window, end as they should.

    Try: the stream may end while you fill the window for the first time.
    """
    translate = translating()
    assert list(pool_imap(threads(2), translate, [], 8)) == []
    assert list(pool_imap(threads(2), translate, ["hello"], 8)) == [translate("hello")]


def test_gives_false_results_too():
    """None, 0 and an empty text are items and results like any other; so is an error that fn returns.

    Try: what tells you that the stream has ended? A value that is false does not. And what tells you that fn failed?
    """
    stream = [None, 0, "", "hello", None, False, Torn("what fn returns is a result")]
    found = list(pool_imap(threads(2), lambda item: item, stream, 3))
    assert sorted(found, key=repr) == sorted(stream, key=repr)


def test_keeps_the_order_of_the_items():
    """The results come in the order of the items, even if a call takes longer than all the later ones.

    Try: which result is ready first is chance; yield the one that was submitted first.
    """
    translate, stream = translating(), messages(12)
    slowly = overlapping(translate)

    def work(message):
        return slowly(message) if message in (stream[0], stream[5]) else translate(message)

    assert list(pool_imap(threads(4), work, stream, 4)) == list(map(translate, stream))


def test_raises_an_error_in_its_place():
    """An error of fn is raised where its result would have come, after the earlier results.

    Try: asking a future for its result raises the error of its call: do not ask before it is its turn.
    """
    translate, stream, failure, found = translating(), messages(20), Torn("unknown language"), []
    place = seeded().randrange(3, 8)
    slowly = overlapping(translate)

    def work(message):
        if message == stream[place]:
            raise failure
        return slowly(message)

    with pytest.raises(Torn, match="unknown language") as raised:
        found.extend(pool_imap(threads(8), work, stream, 8))
    assert raised.value is failure
    assert found == [translate(message) for message in stream[:place]]


def test_raises_the_error_of_the_stream():
    """If the stream breaks off, its error is raised, whether the window is full by then or not.

    Try: only StopIteration is the end of a stream. Look for an except that takes every error for it.
    """
    translate = translating()
    for length in (3, 20):
        stream, failure = messages(length), Torn("the line is dead")

        def broken(stream=stream, failure=failure):
            yield from stream
            raise failure

        with pytest.raises(Torn) as raised:
            list(pool_imap(threads(4), translate, broken(), 8))
        assert raised.value is failure


def test_reads_at_most_a_window_at_the_call():
    """With a window of 8, the call alone reads at most 8 of 400 items.

    Try: what stands in a generator function runs when the first result is asked for, and no sooner.
    """
    translate, stream = translating(), messages(400)
    source = tripwire(stream)
    results = pool_imap(threads(4), translate, source, 8)
    at_most(source.pulled, 8, "items read at the call")
    assert next(results) in set(map(translate, stream))


def test_reads_no_further_than_the_window():
    """With a window of 8, never more than 10 items are read ahead of the results that were yielded.

    Try: count the futures that exist at any moment. When may the next item be read?
    """
    translate, stream, found, ahead = translating(), messages(400), set(), []
    source = tripwire(stream)
    results = pool_imap(threads(4), translate, source, 8)
    for _ in range(30):
        found.add(next(results))
        ahead.append(source.pulled - len(found))
    assert len(found & set(map(translate, stream))) == 30
    at_most(max(ahead), 10, "items read ahead")


def test_obeys_another_window():
    """With a window of 3, never more than 5 items are read ahead, however large the pool is.

    Try: the window is an argument: look for a number in its place, or for the size of the pool.
    """
    translate, stream, found, ahead = translating(), messages(100), set(), []
    source = tripwire(stream)
    results = pool_imap(threads(16), translate, source, 3)
    for _ in range(20):
        found.add(next(results))
        ahead.append(source.pulled - len(found))
    assert len(found & set(map(translate, stream))) == 20
    at_most(max(ahead), 5, "items read ahead")


def test_has_several_calls_in_flight():
    """With a window of 8 and a pool of 16 threads, at least 4 calls are in flight at the same time.

    Try: where do you wait for a result: before, or after the next items have been submitted?
    """
    translate, stream = translating(), messages(24)
    slowly = overlapping(translate)
    assert set(pool_imap(threads(16), slowly, stream, 8)) == set(map(translate, stream))
    at_least(slowly.high, 4, "calls in flight at once")


def test_has_no_more_calls_in_flight_than_the_window():
    """With a window of 8 and a pool of 16 threads, never more than 9 calls are in flight.

    Try: the pool could do more at once, but the other side does not want it. Submit as much as the window holds.
    """
    translate, stream = translating(), messages(40)
    slowly = overlapping(translate, at_once=9)
    assert set(pool_imap(threads(16), slowly, stream, 8)) == set(map(translate, stream))
    at_most(slowly.high, 9, "calls in flight at once")


def test_goes_on_behind_a_slow_call():
    """While one call is held up, at least 6 later ones come to their end (window 8).

    Try: do you finish one group of items before you begin the next? Submit one item for each result that you take out.
    """
    translate, stream, done, behind = translating(), messages(40), [], []
    place = 8 * seeded().randrange(1, 4) - 1
    wait = overlapping(lambda: None)

    def work(message):
        if message == stream[place]:
            wait()
            behind.extend(other for other in done if stream.index(other) > place)
        done.append(message)
        return translate(message)

    assert set(pool_imap(threads(16), work, stream, 8)) == set(map(translate, stream))
    at_least(len(behind), 6, "later calls done behind a slow one")


def test_keeps_only_a_window_of_results():
    """With a window of 8, at most 16 results are alive when 60 of 400 have been used and dropped.

    Try: a future holds its result. Look for a list of futures, or of results, that grows with the stream.
    """
    numbers = seeded().sample(range(10**6), 400)
    found = set()
    with lives(Translation) as alive:
        fn = slow_for(numbers[0], overlapping(lambda: None))
        results = pool_imap(threads(4), fn, numbers, 8)
        for _ in range(60):
            found.add(next(results).number)
        alive.at_most(16, "results alive after 60 were used")
    assert len(found & set(numbers)) == 60


def test_cancels_what_is_pending_when_it_is_closed():
    """When the caller stops after one result, at most 1 of the calls that have not begun is still done.

    Try: a call of close() raises GeneratorExit at your yield. Which block of your generator still runs then?
    """
    translate, stream = translating(), messages(40)
    fn, pool = counted(translate), lone_worker()
    results = pool_imap(pool, fn, stream, 8)
    assert next(results) == translate(stream[0])
    exactly(fn.calls, 1, "calls done for 1 result")
    results.close()
    pool.go_on()
    at_most(fn.calls - 1, 1, "calls done after the end")


def test_cancels_what_is_pending_after_an_error():
    """When a call has failed, at most 1 of the calls that have not begun is still done.

    Try: an error leaves your generator by another way than close(). One block runs on both.
    """

    def fail(message):
        raise Torn("unknown language")

    fn, pool = counted(fail), lone_worker()
    with pytest.raises(Torn, match="unknown language"):
        next(pool_imap(pool, fn, messages(40), 8))
    exactly(fn.calls, 1, "calls done for 1 error")
    pool.go_on()
    at_most(fn.calls - 1, 1, "calls done after the end")


def test_cancels_what_is_pending_when_the_stream_fails():
    """When the stream breaks off in the first window, at most 1 of the calls that have not begun is still done.

    Try: what has been submitted before the stream fails? The block that cancels must be entered by then.
    """
    translate = translating()

    def broken():
        yield from messages(5)
        raise Torn("the line is dead")

    fn, pool = counted(translate), lone_worker()
    try:
        results = pool_imap(pool, fn, broken(), 8)
        next(results)
    except Torn:
        done = fn.calls
    else:
        done = fn.calls
        results.close()
    pool.go_on()
    at_most(fn.calls - done, 1, "calls done after the end")


# What the tests above are made of


@probe
def threads(count):
    """A pool of so many threads."""
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(count)


@probe
def lone_worker():
    """A pool of one worker, who does the first call at once and the others when the pool is told to go on."""
    from concurrent.futures import Executor, Future

    waiting, begun = [], []

    def run(future, fn, args, kwargs):
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(fn(*args, **kwargs))
            except Exception as error:
                future.set_exception(error)

    class LoneWorker(Executor):
        def submit(self, fn, /, *args, **kwargs):
            future = Future()
            if begun:
                waiting.append((future, fn, args, kwargs))
            else:
                begun.append(True)
                run(future, fn, args, kwargs)
            return future

        def go_on(self):
            while waiting:
                run(*waiting.pop(0))

    return LoneWorker()


@probe
class Translation:
    """A translated message, with its number."""

    def __init__(self, number):
        self.number = number


@probe
def slow_for(slow, wait):
    """A function that makes translations; for one number it is slow."""

    def translate(number):
        if number == slow:
            wait()
        return Translation(number)

    return translate


class Torn(Exception):
    """An error that no code but this test can know."""


def messages(count):
    """Messages, no two of them the same."""
    return [f"message {number}" for number in seeded().sample(range(10**6), count)]


def translating():
    """A function that translates; nobody knows beforehand how."""
    language = seeded().randrange(10**9)
    return lambda message: f"{message} in {language}"
