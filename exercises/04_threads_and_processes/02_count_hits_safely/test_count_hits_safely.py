"""Specification of HitCounter: what it counts, then what it does when many threads call it at once.

No test waits for luck: a store, or a look-up, keeps its callers until they are all inside, or until every thread of
yours is asleep and nobody else can come.
"""

from graders import allow, at_least, at_most, concurrently, gathering, seeded

from collections import Counter

import pytest

from count_hits_safely import HitCounter

pytestmark = allow("threads")

COUNTRIES = ["Chile", "Egypt", "Ghana", "Italy", "Japan", "Kenya", "Malta", "Nepal"]


def test_adds_one_to_the_country_of_the_address():
    """A hit adds 1 to the total of its country, and to no other.

    Try: follow one hit: resolve(ip) returns the country, read returns its total, write takes the new one.
    """
    where, store = atlas(), Store()
    counter = HitCounter(store, where.__getitem__)
    ips = seeded().choices(list(where), k=60)
    for ip in ips:
        counter.hit(ip)
    assert totals_of(store) == Counter(where[ip] for ip in ips)


def test_goes_on_from_what_the_store_has():
    """Hits are added to the totals that are in the store, whoever wrote them and whenever.

    Try: ask the store for the total at every hit, instead of keeping one of your own.
    """
    ip, country = "10.0.0.1", seeded().choice(COUNTRIES)
    store = Store({country: seeded().randrange(10**17, 10**18)})
    before = totals_of(store)[country]
    counter = HitCounter(store, {ip: country}.__getitem__)
    counter.hit(ip)
    assert totals_of(store) == {country: before + 1}
    store.write(country, 7)
    counter.hit(ip)
    assert totals_of(store) == {country: 8}


def test_an_unknown_address_counts_nothing():
    """An error of resolve reaches the caller, changes no total, and others can go on counting.

    Try: let the error pass. What have you taken by then that you must release?
    """
    where, store, failure = {"10.0.0.1": "Malta"}, Store(), Torn("nobody knows 10.9.9.9")

    def resolve(ip):
        if ip not in where:
            raise failure
        return where[ip]

    counter = HitCounter(store, resolve)
    with pytest.raises(Torn) as raised:
        counter.hit("10.9.9.9")
    assert raised.value is failure
    assert totals_of(store) == {}
    assert concurrently(lambda: counter.hit("10.0.0.1")) == [None]
    assert totals_of(store) == {"Malta": 1}


def test_goes_on_after_an_error_of_the_store():
    """If the store cannot write, the error reaches the caller, and hits of other threads go on.

    Try: a lock that is taken must be released even when an error passes by: with, or finally.
    """
    failure, full = Torn("the disk is full"), [True]

    def before_write():
        if full:
            raise failure

    store = Store(before_write=before_write)
    counter = HitCounter(store, lambda ip: "Ghana")
    with pytest.raises(Torn) as raised:
        counter.hit("10.0.0.1")
    assert raised.value is failure
    full.clear()
    assert concurrently(lambda: counter.hit("10.0.0.2")) == [None], "the next hit failed, too"
    assert totals_of(store) == {"Ghana": 1}


def test_loses_no_hit():
    """When 8 threads count 12 hits each, 0 of the 96 are lost.

    Try: two threads that read the same total write the same total. Who may read between your read and your write?
    All threads have to wait for each other at the same lock.
    """
    where = dict.fromkeys(atlas(), seeded().choice(COUNTRIES))
    store = Store(after_read=gathering(8), before_write=gathering(8))
    counter = HitCounter(store, where.__getitem__)
    visitors = [hits_of(counter, seeded().choices(list(where), k=12)) for _ in range(8)]
    assert concurrently(*visitors) == [None] * 8
    at_most(96 - sum(totals_of(store).values()), 0, "hits lost")
    assert totals_of(store) == dict.fromkeys(where.values(), 96)


def test_resolves_side_by_side():
    """When 8 threads call hit at once, at least 4 look up their country at the same time.

    Try: the look-up waits for the network. Does a thread have to hold the lock while it does?
    """
    countries, crowd, store = seeded().sample(COUNTRIES, 8), gathering(8), Store()
    where = {f"10.0.0.{number}": country for number, country in enumerate(countries)}

    def resolve(ip):
        crowd()
        return where[ip]

    counter = HitCounter(store, resolve)
    assert concurrently(*[hits_of(counter, [ip]) for ip in where]) == [None] * 8
    at_least(crowd.high, 4, "look-ups in flight at once")
    assert totals_of(store) == dict.fromkeys(COUNTRIES, 1)


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


class Store:
    """Totals by country; ``after_read`` runs between looking a total up and handing it over."""

    def __init__(self, totals=(), after_read=lambda: None, before_write=lambda: None):
        self._totals = Counter(dict(totals))
        self._after_read = after_read
        self._before_write = before_write

    def read(self, country):
        total = self._totals[country]
        self._after_read()
        return total

    def write(self, country, total):
        self._before_write()
        self._totals[country] = total


def totals_of(store):
    """The totals in a store, without the countries that nobody came from."""
    return {country: total for country, total in store._totals.items() if total}


def atlas():
    """Addresses and their countries, which nobody knows beforehand."""
    rng = seeded()
    return {f"10.0.{rng.randrange(256)}.{number}": rng.choice(COUNTRIES) for number in range(40)}


def hits_of(counter, ips):
    """A visitor who calls the counter for each of these addresses."""

    def visit():
        for ip in ips:
            counter.hit(ip)

    return visit
