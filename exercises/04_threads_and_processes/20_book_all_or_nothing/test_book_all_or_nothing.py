"""Specification of book_all: what it returns and raises, then what is under way, and what has ended by then.

A booking goes round the event loop a few times, takes some more rounds to clean up, and tells the test when it begins
and when it has ended. One that never answers waits for ever, so no test depends on who is faster.
"""

from graders import allow, at_least, at_most, exactly, overlapping, probe, seeded

import pytest

from book_all_or_nothing import book_all

pytestmark = allow("threads")

HOUR = 3600


def test_returns_what_was_booked():
    """Every service is booked once, also one that is listed twice, and the results come in the order of the services.

    Try: begin with a loop that awaits one booking after the other, and keeps the results in a list.
    """
    for at_once in (1, 3, 30):
        day = Day(12)
        services = [*day.services, day.services[0]]
        assert run(book_all, (service for service in services), day.booker(), at_once, HOUR) == day.results(services)
        assert sorted(day.begun) == sorted(services)


def test_keeps_the_order_of_the_services():
    """The results come in the order of the services, though the first booking takes the longest.

    Try: which is ready first is chance; tie each result to the place of its service.
    """
    day = Day(6)
    assert run(book_all, day.services, day.booker(slow=day.services[0]), 6, HOUR) == day.results(day.services)


def test_books_nothing_for_nobody():
    """No services return an empty list.

    Try: follow your code with an empty list. Does something wait for a task that never comes?
    """
    assert run(book_all, [], Day(0).booker(), 3, HOUR) == []


def test_takes_false_results_and_errors_as_results():
    """None, 0 and an error that is returned are results like any other.

    Try: what tells you that a booking has failed? That it raised, not what it returned.
    """
    given = [None, 0, "", Torn("returned, not raised")]

    async def book(service):
        return given[service]

    assert run(book_all, range(4), book, 2, HOUR) == given


def test_raises_the_error_itself():
    """If a booking fails, its own error is raised, and no group of errors.

    Try: a TaskGroup raises a group, and the group has the errors in its attribute exceptions.
    """
    day, failure = Day(6), Torn("booked out")
    day.failing = {seeded().choice(day.services): failure}
    with pytest.raises(Torn) as raised:
        run(book_all, day.services, day.booker(), 3, HOUR)
    assert raised.value is failure


def test_raises_one_of_several_errors():
    """If all bookings fail at the same time, the error of one of them is raised.

    Try: a group may hold several errors. One is enough.
    """
    day = Day(3)
    day.failing = {service: Torn(service) for service in day.services}
    with pytest.raises(Torn) as raised:
        run(book_all, day.services, day.booker(), 3, HOUR)
    assert raised.value in day.failing.values()


def test_raises_the_error_of_the_list():
    """If the list of services breaks off, its error is raised, and no task is left.

    Try: only StopIteration is the end of an iterator. Have some bookings begun by then?
    """
    day, failure = Day(4), Torn("the list breaks off")

    def broken():
        yield from day.services
        raise failure

    with pytest.raises(Torn) as raised:
        run_and_look(book_all, broken(), day.booker(), 2, HOUR, day.look)
    assert raised.value is failure
    exactly(day.left, 0, "tasks left")


def test_raises_timeout_error():
    """If one booking never answers, TimeoutError is raised, and no group.

    Try: asyncio.timeout, around all that waits.
    """
    day = Day(6)
    with pytest.raises(TimeoutError):
        run(book_all, day.services, day.booker(never=[day.services[2]]), 3, 0.05)


def test_the_timeout_is_for_all_of_them():
    """If 12 bookings one after the other take 0.05 seconds each, TimeoutError is raised after 0.2 seconds.

    Try: a timeout around each booking begins anew with each. Yours begins once.
    """
    day = Day(12)
    with pytest.raises(TimeoutError):
        run(book_all, day.services, day.booker(seconds=0.05), 1, 0.2)


def test_books_several_at_once():
    """With at_once 3, 3 bookings are under way at the same time.

    Try: a coroutine that awaits one booking does not begin the next. Make a task for each.
    """
    day = Day(12)
    slowly = overlapping(day.give)

    async def book(service):
        return slowly(service)

    assert run(book_all, day.services, book, 3, HOUR) == day.results(day.services)
    assert sorted(service for (service,) in slowly.args) == sorted(day.services)
    at_least(slowly.high, 3, "bookings under way at once")


def test_books_no_more_than_allowed_at_once():
    """With at_once 3, never more than 3 bookings are under way; with 2, never more than 2.

    Try: all tasks begin as soon as they run. Who makes them wait for their turn?
    """
    for at_once in (3, 2):
        day = Day(12)
        slowly = overlapping(day.give, at_once=at_once, what="bookings")

        async def book(service, slowly=slowly):
            return slowly(service)

        assert run(book_all, day.services, book, at_once, HOUR) == day.results(day.services)
        at_most(slowly.high, at_once, "bookings under way at once")


def test_begins_few_after_an_error():
    """If the first of 20 bookings fails, with 3 at once, at most 8 are begun.

    Try: what becomes of the bookings that wait for their turn? They have to be cancelled as well.
    """
    day = Day(20)
    day.failing = {day.services[0]: Torn("booked out")}
    with pytest.raises(Torn):
        run(book_all, day.services, day.watched(), 3, HOUR)
    at_most(len(day.begun), 8, "bookings begun, the first of which failed")


def test_all_have_ended_when_an_error_comes():
    """When the error of a booking is raised, 0 bookings are under way, and 0 tasks are left.

    Try: cancel the others, and await them: a cancelled task goes on until it has cleaned up.
    """
    day = Day(9)
    day.failing = {day.services[1]: Torn("booked out")}
    with pytest.raises(Torn):
        run_and_look(book_all, day.services, day.booker(never=[day.services[0], *day.services[2:]]), 4, HOUR, day.look)
    exactly(day.left, 0, "tasks left")
    exactly(day.going_on, 0, "bookings under way after the error")


def test_all_have_ended_when_the_time_is_over():
    """When TimeoutError is raised, 0 bookings are under way, and 0 tasks are left.

    Try: what the timeout cancels must be the thing that waits for all bookings, not one of them.
    """
    day = Day(9)
    with pytest.raises(TimeoutError):
        run_and_look(book_all, day.services, day.booker(never=day.services), 4, 0.05, day.look)
    exactly(day.left, 0, "tasks left")
    exactly(day.going_on, 0, "bookings under way after the timeout")


def test_all_have_ended_when_it_is_cancelled():
    """When book_all is cancelled, CancelledError leaves it, 0 bookings are under way by then, and 0 tasks are left.

    Try: a cancel arrives at your await. Pass it on to the bookings, wait for them, and let it go on.
    """
    day = Day(9)
    was = cancelled(book_all, day.services, day.booker(never=day.services), 4, day.look)
    assert was, "it was cancelled, and did not say so"
    exactly(day.left, 0, "tasks left")
    exactly(day.going_on, 0, "bookings under way after the cancel")


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


class Day:
    """Services for one day: counts in the judge what is under way; nobody knows beforehand what they give."""

    closed_to_learners = True

    def __init__(self, count):
        self._couple = seeded().randrange(10**9)
        self.services = [f"service {number}" for number in seeded().sample(range(10**6), count)]
        self.failing = {}
        self.begun, self.ended = [], []
        self.left = self.going_on = None

    def results(self, services):
        """What these services give."""
        return [f"{service} for {self._couple}" for service in services]

    def booker(self, **more):
        """A function to book by."""
        return booker(self.begin, self.give, self.ended.append, **more)

    def watched(self):
        """The same, for who counts how many are begun."""
        return watched_booker(self.begin, self.give, self.ended.append)

    def begin(self, service):
        """A booking begins."""
        self.begun.append(service)

    def give(self, service):
        """A booking succeeds, or fails."""
        if service in self.failing:
            raise self.failing[service]
        return self.results([service])[0]

    def look(self, left):
        """book_all has returned or raised, and so many of its tasks are left."""
        self.left, self.going_on = left, len(self.begun) - len(self.ended)


@probe
def booker(begin, give, end, slow=None, never=(), seconds=0):
    """A function that books: rounds of the loop until it answers, and ten more until it has cleaned up."""
    import asyncio

    sleep, Event = asyncio.sleep, asyncio.Event

    async def book(service):
        begin(service)
        try:
            for _ in range(60 if service == slow else 3):
                await sleep(0)
            if service in never:
                await Event().wait()
            await sleep(seconds)
            return give(service)
        finally:
            try:
                for _ in range(10):
                    await sleep(0)
            finally:
                end(service)

    return book


@probe(by_word="when a fetch in an event loop is over, only the loop's own process knows")
def watched_booker(begin, give, end):
    """The same, for who counts how many are begun."""
    return booker(begin, give, end)


@probe
def run(book_all, services, book, at_once, timeout):
    """What book_all returns, in an event loop."""
    import asyncio

    return asyncio.run(book_all(services, book, at_once, timeout))


@probe(by_word="the tasks of an event loop are objects of its process, and the kernel knows none")
def run_and_look(book_all, services, book, at_once, timeout, look):
    """The same; ``look`` is told how many tasks are left at the moment when it returns or raises."""
    import asyncio

    tasks = asyncio.all_tasks

    async def main():
        try:
            return await book_all(services, book, at_once, timeout)
        finally:
            look(len(tasks()) - 1)

    return asyncio.run(main())


@probe(by_word="the tasks of an event loop are objects of its process, and the kernel knows none")
def cancelled(book_all, services, book, at_once, look):
    """Cancel book_all when it has gone round a few times; whether it was cancelled, and what it leaves."""
    import asyncio

    tasks = asyncio.all_tasks

    async def main():
        booking = asyncio.create_task(book_all(services, book, at_once, 3600))
        for _ in range(20):
            await asyncio.sleep(0)
        booking.cancel()
        try:
            await booking
        except asyncio.CancelledError:
            return True
        finally:
            look(len(tasks()) - 1)
        return False

    return asyncio.run(main())
