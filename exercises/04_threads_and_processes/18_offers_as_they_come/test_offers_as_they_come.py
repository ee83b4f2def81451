"""Specification of offers_as_they_come: which offers come and when, then what is not begun, and what is left behind.

A slow hotel answers when every thread of yours is asleep, so when nothing more can happen meanwhile; or when the test
has seen what it waits for. Where nothing is to be late, the timeout is an hour.
"""

from graders import (
    allow,
    at_least,
    at_most,
    comes_last,
    company,
    exactly,
    keep_error,
    no_threads_left,
    overlapping,
    probe,
    seeded,
)

import pytest

from offers_as_they_come import offers_as_they_come

pytestmark = allow("threads")

HOUR = 3600


def test_gives_the_offer_of_every_hotel():
    """Every hotel comes once, as a pair with its own offer, also one that is on the list twice.

    Try: begin with a loop that asks one hotel after the other, and yields.
    """
    for at_once in (1, 3, 20):
        prices = price_list(9)
        hotels = [*prices, next(iter(prices))]
        offers = list(offers_as_they_come((hotel for hotel in hotels), prices.__getitem__, at_once, HOUR))
        assert sorted(offers) == sorted((hotel, prices[hotel]) for hotel in hotels)


def test_gives_nothing_for_no_hotels():
    """No hotels, no offers, and no error.

    Try: how many threads does your pool get when there is nobody to ask?
    """
    assert list(offers_as_they_come([], str, 4, HOUR)) == []


def test_gives_false_offers_too():
    """None, 0, an empty text and an error are offers like any other, and may be hotels as well.

    Try: what tells you that a call has failed? That it raised, not what it returned.
    """
    hotels = [None, 0, "", (), Torn("what ask returns is an offer")]
    offers = list(offers_as_they_come(hotels, lambda hotel: hotel, 2, HOUR))
    assert sorted(offers, key=repr) == sorted([(hotel, hotel) for hotel in hotels], key=repr)


def test_raises_the_first_error_of_a_hotel():
    """If one hotel cannot be asked, its error is raised.

    Try: a future keeps the error of its call, and result() raises it.
    """
    prices, failure = price_list(6), Torn("no line to the hotel")
    closed = seeded().choice(list(prices))

    def ask(hotel):
        if hotel == closed:
            raise failure
        return prices[hotel]

    with pytest.raises(Torn) as raised:
        list(offers_as_they_come(list(prices), ask, 2, HOUR))
    assert raised.value is failure


def test_raises_the_error_of_the_list():
    """If the list of hotels breaks off, its error is raised, and every thread has ended.

    Try: some hotels may have been asked by then. Is the list read within your try, or your with block?
    """
    prices, failure = price_list(3), Torn("the list breaks off")

    def broken():
        yield from prices
        raise failure

    with pytest.raises(Torn) as raised:
        list(offers_as_they_come(broken(), prices.__getitem__, 2, HOUR))
    assert raised.value is failure
    keep_error(list_of, offers_as_they_come(broken(), prices.__getitem__, 2, HOUR))
    no_threads_left()


def test_raises_timeout_error_when_it_is_late():
    """If a hotel has not answered within the timeout, TimeoutError is raised, though the others have.

    Try: as_completed takes a timeout, for all of its futures together.
    """
    prices = price_list(4)
    slow, long = list(prices)[1], company(99, 0.4)

    def ask(hotel):
        if hotel == slow:
            long(0)
        return prices[hotel]

    with pytest.raises(TimeoutError):
        list(offers_as_they_come(list(prices), ask, 4, 0.1))


def test_the_timeout_is_for_all_of_them():
    """If the time is over while the caller looks at an offer, TimeoutError is raised at the next one.

    Try: a timeout for each offer begins anew with every offer. Yours begins once.
    """
    prices = price_list(2)
    slow, until = list(prices)[1], comes_last("the slow one", after="the next is asked for")
    quiet = overlapping(lambda: None)

    def ask(hotel):
        if hotel == slow:
            until(0, "the slow one")
            quiet()
        return prices[hotel]

    offers = offers_as_they_come(list(prices), ask, 2, 0.25)
    with pytest.raises(TimeoutError):
        look_for_a_while(offers, 0.5, lambda: until(0, "the next is asked for"))


def test_gives_offers_as_they_come():
    """While one of 8 hotels is slow, the 7 offers of the others come (at_once is 8).

    Try: the first hotel on the list need not be the first to answer. Which future do you ask for its result?
    """
    prices = price_list(8)
    slow, until = next(iter(prices)), comes_last("the slow one", after="the others have come", seconds=1)

    def ask(hotel):
        if hotel == slow:
            until(0, "the slow one")
        return prices[hotel]

    offers = offers_as_they_come(list(prices), ask, 8, HOUR)
    seen = [next(offers) for _ in range(7)]
    until(0, "the others have come")
    at_least(len(set(seen) - {(slow, prices[slow])}), 7, "offers beside a slow hotel")
    assert [*seen, *offers][-1] == (slow, prices[slow])


def test_asks_several_at_once():
    """If at_once is 4, then 4 hotels are asked at the same time, and each of 12 once.

    Try: print when a call of ask begins and ends. Do you wait for an offer before you submit the next call?
    """
    prices = price_list(12)
    ask = overlapping(prices.__getitem__)
    assert sorted(offers_as_they_come(list(prices), ask, 4, HOUR)) == sorted(prices.items())
    assert sorted(hotel for (hotel,) in ask.args) == sorted(prices)
    at_least(ask.high, 4, "hotels asked at once")


def test_asks_no_more_than_allowed_at_once():
    """If at_once is 2, never more than 2 hotels are asked at the same time.

    Try: the size of the pool is an argument. Look for another number in its place.
    """
    prices = price_list(8)
    ask = overlapping(prices.__getitem__, at_once=2, what="hotels asked")
    assert sorted(offers_as_they_come(list(prices), ask, 2, HOUR)) == sorted(prices.items())
    at_most(ask.high, 2, "hotels asked at once")


def test_asks_few_after_an_error():
    """If the first of 40 hotels cannot be asked, at most 8 are asked (at_once is 2).

    Try: the end of a with block waits for all calls, also those that have not begun. Who cancels them?
    """
    prices = price_list(40)

    def answer(hotel):
        if hotel == next(iter(prices)):
            raise Torn("no line to the hotel")
        slowly()
        return prices[hotel]

    slowly, ask = overlapping(lambda: None), Asked(answer)
    with pytest.raises(Torn):
        list(offers_as_they_come(list(prices), ask, 2, HOUR))
    at_most(ask.begun, 8, "hotels asked, the first of which failed")


def test_asks_few_after_the_timeout():
    """If 2 of 40 hotels do not answer in time, at most 8 are asked (at_once is 2).

    Try: TimeoutError leaves your generator like any other error. Cancel on every way out: finally.
    """
    long, ask = company(99, 0.4), Asked(lambda hotel: long(0))
    with pytest.raises(TimeoutError):
        list(offers_as_they_come(list(price_list(40)), ask, 2, 0.1))
    at_most(ask.begun, 8, "hotels asked until the timeout")


def test_asks_few_after_a_close():
    """If the caller closes the generator after the first offer, at most 8 of 40 hotels are asked (at_once is 2).

    Try: close() raises GeneratorExit at your yield. Which block of your generator runs then?
    """
    prices = price_list(40)

    def answer(hotel):
        if hotel != next(iter(prices)):
            slowly()
        return prices[hotel]

    slowly, ask = overlapping(lambda: None), Asked(answer)
    hotel, offer = first_and_no_more(offers_as_they_come(list(prices), ask, 2, HOUR))
    assert prices[hotel] == offer
    at_most(ask.begun, 8, "hotels asked for one offer")


def test_no_call_goes_on_after_an_error():
    """When the error of a hotel is raised, 0 calls of ask go on.

    Try: a call that has begun cannot be cancelled. Who waits for it?
    """
    prices, until = price_list(8), comes_last("the others", after="the error", seconds=0.3)

    def answer(hotel):
        if hotel == list(prices)[1]:
            raise Torn("no line to the hotel")
        until(0, "the others")
        return prices[hotel]

    ask = Asked(answer)
    with pytest.raises(Torn):
        list(offers_as_they_come(list(prices), ask, 2, HOUR))
    going_on = ask.begun - ask.ended
    until(0, "the error")
    exactly(going_on, 0, "calls of ask that go on after the error")


def test_leaves_no_thread_behind():
    """When all offers have come, or the caller has closed the generator, every thread has ended.

    Try: somebody has to tell a pool that no more calls come.
    """
    prices = price_list(12)
    assert sorted(offers_as_they_come(list(prices), prices.__getitem__, 4, HOUR)) == sorted(prices.items())
    no_threads_left()
    hotel, offer = first_and_no_more(offers_as_they_come(list(prices), prices.__getitem__, 4, HOUR))
    assert prices[hotel] == offer
    no_threads_left()


def test_leaves_no_thread_behind_after_an_error():
    """When the error of a hotel is raised, every thread has ended, while the caller still looks at the error.

    Try: the same block that cancels ends the pool.
    """
    prices = price_list(12)
    keep_error(list_of, offers_as_they_come([*prices, "no hotel"], prices.__getitem__, 4, HOUR))
    no_threads_left()


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


class Asked:
    """A hotel's answer, and how often it was begun and ended."""

    closed_to_learners = True

    def __init__(self, answer):
        self._answer = answer
        self._begun, self._ended = [], []

    def __call__(self, hotel):
        self._begun.append(hotel)
        try:
            return self._answer(hotel)
        finally:
            self._ended.append(hotel)

    @property
    def begun(self):
        """Calls so far."""
        return len(self._begun)

    @property
    def ended(self):
        """Calls that are over."""
        return len(self._ended)


def price_list(count):
    """The prices of so many hotels, which nobody knows beforehand."""
    return {f"hotel {number}": seeded().randrange(10**9) for number in seeded().sample(range(10**6), count)}


@probe
def look_for_a_while(offers, seconds, going_on):
    """Take the first offer, look at it for so long, and take the others."""
    import time

    first = next(offers)
    time.sleep(seconds)
    going_on()
    return [first, *offers]


@probe
def first_and_no_more(offers):
    """Take the first offer and close."""
    first = next(offers)
    offers.close()
    return first


@probe
def list_of(offers):
    """All offers."""
    return list(offers)
