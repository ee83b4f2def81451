"""Specification of SingleFlight: what get returns, then how often it loads and what a failure leaves behind.

A load that others have to wait for keeps its caller until every thread of yours is asleep: then all the others have
either called load too, or they wait. Nothing here depends on who is faster.
"""

from graders import (
    allow,
    at_least,
    at_most,
    concurrently,
    counted,
    gathering,
    overlapping,
    probe,
    retained_ceiling,
    seeded,
)

import threading
from collections import Counter

import pytest

from single_flight_cache import SingleFlight

pytestmark = allow("threads")

PAGES = ["front", "sport", "weather", "letters"]

LOOKS = 3
"""Times that nobody else must be able to come, one after the other."""


def test_gives_what_load_gives():
    """get(key) returns load(key), for every key its own.

    Try: one visitor, one key: call load, keep the value under its key, return it.
    """
    text = editions()
    cache = SingleFlight(text)
    assert [cache.get(page) for page in PAGES] == [text(page) for page in PAGES]


def test_loads_a_key_once_and_for_all():
    """A key that was loaded is not loaded again; the value is cached: None, other false ones, and an error too.

    Try: look whether the key is there, not whether its value is true; and an error is raised only where load raised it.
    """
    pages = {"front": None, "sport": "", "weather": 0, "letters": [], "errors": Torn("what load returns is a value")}
    load = counted(pages.__getitem__)
    cache = SingleFlight(load)
    assert [cache.get(page) for page in [*pages] * 3] == list(pages.values()) * 3
    assert load.calls == 5, f"calls of load for 5 keys: {load.calls}"


def test_a_failure_is_not_cached():
    """The error of a load is raised, and the next get loads again.

    Try: what does your cache remember of this key when load has raised? It should be nothing.
    """
    text, failure, broken = editions(), Torn("the page"), [True]

    def read(key):
        if broken:
            raise failure
        return text(key)

    load = counted(read)
    cache = SingleFlight(load)
    for _ in range(2):
        with pytest.raises(Torn) as raised:
            cache.get("front")
        assert raised.value is failure
    broken.clear()
    assert cache.get("front") == text("front")
    assert cache.get("front") == text("front")
    assert load.calls == 3, f"calls of load: {load.calls}; two failed, one was needed then"


def test_an_interrupted_load_is_not_cached():
    """An interrupt that ends a load reaches the caller like an error, and the next get loads again.

    Try: what is raised need not be an Exception: a KeyboardInterrupt is not. Who forgets the load then?
    """
    text = editions()
    cache = SingleFlight(interrupted_once(text))
    with pytest.raises(BaseException, match="the server stops"):
        cache.get("front")
    assert cache.get("front") == text("front")


def test_a_key_without_a_hash_disturbs_nobody():
    """A list as key raises TypeError, and the next get, of another thread, loads as usual.

    Try: the look for a key may fail as well. A lock that is taken must be released even then: with, or finally.
    """
    text = editions()
    cache = SingleFlight(text)
    with pytest.raises(TypeError):
        cache.get(["front"])
    assert concurrently(lambda: cache.get("front")) == [text("front")]


def test_caches_are_independent():
    """Two caches load their own values, even for the same key.

    Try: what belongs to one cache is made in __init__, not in the class.
    """
    morning, evening = SingleFlight(lambda key: f"{key} at dawn"), SingleFlight(lambda key: f"{key} at dusk")
    assert (morning.get("front"), evening.get("front")) == ("front at dawn", "front at dusk")


def test_agrees_with_a_model_on_a_random_day():
    """Sixty random requests, the first of which fails, and some others: load is called for what is not cached only.

    Try: follow one key through the day: a failure, a success, and everything after that from the cache.
    """
    rng, text, loaded, fails = seeded(), editions(), set(), [False]

    def read(key):
        if fails[0]:
            raise TimeoutError(key)
        return text(key)

    load, loads = counted(read), 0
    cache = SingleFlight(load)
    for number in range(60):
        key, fails[0] = rng.choice(PAGES), number == 0 or rng.random() < 0.4
        loads += key not in loaded
        if fails[0] and key not in loaded:
            with pytest.raises(TimeoutError):
                cache.get(key)
        else:
            assert cache.get(key) == text(key)
            loaded.add(key)
        assert load.calls == loads


def test_everybody_who_waits_gets_the_value():
    """Eight visitors ask for a key at the same time, and all of them get its value; nobody waits forever.

    Try: who tells those that wait that the value is there, and where do they find it?
    """
    text, crowd = editions(), gathering(8)

    def load(key):
        crowd()
        return text(key)

    cache = SingleFlight(load)
    assert concurrently(*[lambda: cache.get("front")] * 8) == [text("front")] * 8


def test_everybody_who_waits_gets_the_error():
    """Eight visitors wait for a load that fails: all get its error, nobody waits forever, the next get loads again.

    Try: whoever waits must be woken even when the load fails, and must learn of the error instead of loading once more.
    """
    text, page, failure, broken = editions(), Page("front", 8), Torn("the page"), [True]

    def read(key):
        if broken:
            key.until_all_wait()
            raise failure
        return text("front")

    load = counted(read)
    cache = SingleFlight(load)
    outcomes = concurrently(*[lambda: cache.get(page)] * 8)
    assert [outcome is failure for outcome in outcomes] == [True] * 8
    at_most(load.calls, 1, "failed loads of one key")
    broken.clear()
    assert cache.get(page) == text("front")


def test_who_got_the_error_may_ask_again_at_once():
    """Two visitors get the error of one load, and each asks again at once: the key is loaded again.

    Try: a visitor who is woken may be back before you have forgotten the failed load. So what comes first?
    """
    text, page, broken = editions(), Page("front", 2), [True]

    def load(key):
        if broken:
            key.until_all_wait()
            broken.clear()
            raise Torn("the page")
        return text("front")

    def ask_until_it_is_there():
        try:
            return cache.get(page)
        except Torn:
            return cache.get(page)

    cache = SingleFlight(load)
    assert concurrently(ask_until_it_is_there, ask_until_it_is_there) == [text("front")] * 2


def test_loads_once_for_all_who_ask_at_once():
    """Eight visitors who ask for the same key at the same time cause 1 load.

    Try: two threads look, both find nothing, both load. To look and to take the job has to be one step.
    """
    text, page = editions(), Page("front", 8)

    def read(key):
        key.until_all_wait()
        return text("front")

    load = counted(read)
    cache = SingleFlight(load)
    outcomes = concurrently(*[lambda: cache.get(page)] * 8)
    at_most(load.calls, 1, "loads of one key")
    assert outcomes == [text("front")] * 8


def test_loads_different_keys_side_by_side():
    """Four visitors who ask for four keys: at least 2 loads are in flight at the same time.

    Try: what does a thread hold while it loads? Who asks for another page should not have to wait for it.
    """
    text, crowd = editions(), gathering(4)

    def load(key):
        crowd()
        return text(key)

    cache = SingleFlight(load)
    outcomes = concurrently(*[lambda page=page: cache.get(page) for page in PAGES])
    at_least(crowd.high, 2, "loads in flight at once")
    assert outcomes == [text(page) for page in PAGES]


def test_keeps_32_kib_at_most_after_2000_failures():
    """2,000 keys whose load failed leave at most 32 KiB behind.

    Try: an error must take everything with it that you made for the key: its entry, its lock, its Future.
    """
    cache, start = SingleFlight(refuse), seeded().randrange(900_000)
    fail_often(cache, 0, 10)
    with retained_ceiling("32 KiB"):
        assert fail_often(cache, start, 2_000) == list(range(start, start + 2_000))


# What the tests above are made of


class Page:
    """A key that is slow to look for, which takes its hash: who looks goes on when all others have looked as often.

    Or when they can do no more. So whatever can happen between two looks of a thread has happened by then.
    """

    def __init__(self, name, visitors):
        self._name = name
        self._visitors = visitors
        self._guard = threading.Lock()
        self._looks, self._came, self._over = Counter(), Counter(), set()
        self._until_quiet = overlapping(lambda: None)

    def __hash__(self):
        with self._guard:
            self._looks[threading.get_ident()] += 1
            look = self._looks[threading.get_ident()]
            self._came[look] += 1
        self._keep(look, LOOKS)
        return hash(self._name)

    def __eq__(self, other):
        return self is other

    def until_all_wait(self):
        """Until all visitors have looked, or will never, and can do no more; the second time, not at all."""
        self._keep(1, 10 * LOOKS)
        for _ in range(LOOKS):
            if "loads" not in self._over:
                self._until_quiet()
        self._over.add("loads")

    def _keep(self, look, times):
        for _ in range(times):
            if self._came[look] < self._visitors and look not in self._over:
                self._until_quiet()
        self._over.add(look)


class Torn(Exception):
    """An error that no code but this test can know."""


@probe
class Interrupt(BaseException):
    """Somebody stops the server, which is not an Exception."""


@probe
def interrupted_once(load):
    """A load that somebody stops the first time."""
    pending = [Interrupt("the server stops")]

    def read(key):
        if pending:
            raise pending.pop()
        return load(key)

    return read


@probe
def refuse(key):
    """A load that always fails."""
    raise OSError(f"no such page: {key[:14]}")


@probe
def fail_often(cache, start, count):
    """Ask for many pages that cannot be loaded, 10 KB of address each; what the errors say of each."""
    said = []
    for number in range(start, start + count):
        try:
            cache.get(f"archive/{number:06}?" + f"{number:06}" * 1_700)
        except OSError as error:
            said.append(int(str(error)[-6:]))
    return said


def editions():
    """A load function: the text of a page, which nobody knows beforehand."""
    number = seeded().randrange(10**9)
    return lambda key: f"{key}, edition {number}"
