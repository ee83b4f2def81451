"""Specification of run_queries: behaviour first, then what becomes of the connections."""

from graders import (
    allow,
    at_least,
    at_most,
    concurrently,
    exactly,
    gathering,
    keep_error,
    no_threads_left,
    overlapping,
    seeded,
)

import contextlib
import itertools
import threading

import pytest

from connection_per_thread import run_queries

pytestmark = allow("threads")

MONTHS = [f"orders in {year}-{month:02}" for year in range(2015, 2020) for month in range(1, 13)]

LOOKS = 3
"""Times that nobody else must be able to come, one after the other."""


def test_gives_the_answer_of_every_query():
    """Every query gets its answer; no queries return an empty list, even with many workers.

    Try: start with one query: connect, execute, close. How many threads has a list of none?
    """
    database = Database()
    assert run_queries(MONTHS[:1], database.connect, 4) == database.answers_to(MONTHS[:1])
    assert sorted(run_queries(MONTHS[:3], database.connect, 2)) == database.sorted_answers(MONTHS[:3])
    assert run_queries([], database.connect, 4) == []


def test_keeps_the_order_of_the_queries():
    """The answers come in the order of the queries, even if the first one takes the longest.

    Try: which query is done first is chance; tie every answer to the place of its query.
    """
    database = Database(slow_at_first())
    assert run_queries(MONTHS[:8], database.connect, 3) == database.answers_to(MONTHS[:8])


def test_runs_each_query_once():
    """A random list of queries is run, each as often as it is there, and the list is left unchanged.

    Try: look for a retry, for a second loop over the queries, or for a pop from the list that was given.
    """
    database, queries = Database(), seeded().choices(MONTHS, k=30)
    before = list(queries)
    assert sorted(run_queries(queries, database.connect, 4)) == database.sorted_answers(before)
    assert sorted(database.asked) == sorted(before)
    assert queries == before


def test_raises_the_error_of_a_query():
    """If a query fails, its error is raised.

    Try: an error in a thread ends that thread only. Who asks the thread, or its future, how it went?
    """
    failure, wrong = Torn("the query took too long"), seeded().choice(MONTHS[:12])

    def meanwhile(query):
        if query == wrong:
            raise failure

    database = Database(meanwhile)
    with pytest.raises(Torn) as raised:
        run_queries(MONTHS[:12], database.connect, 4)
    assert raised.value is failure
    assert database.asked.count(wrong) == 1, "what had failed was run again"


def test_raises_an_error_when_it_cannot_connect():
    """If no connection can be had, an error is raised, whichever.

    Try: look for an except that hides it, or for a thread that ends without anybody asking why.
    """

    def connect():
        raise Torn("too many connections")

    (outcome,) = concurrently(lambda: run_queries(MONTHS[:6], connect, 2))
    assert isinstance(outcome, Exception), f"run_queries returned {outcome}"


def test_opens_one_connection_for_each_thread():
    """With 4 workers, 60 queries open at most 4 connections.

    Try: connecting takes a second. What can a thread keep for its next query that no other thread sees?
    """
    database = Database()
    answers = run_queries(list(MONTHS), database.connect, 4)
    at_most(len(database.opened), 4, "connections opened")
    assert sorted(answers) == database.sorted_answers(MONTHS)


def test_obeys_another_number_of_workers():
    """With 2 workers, 20 queries open at most 2 connections.

    Try: the number of threads is an argument: look for a number that you wrote into the code.
    """
    database = Database(overlapping(lambda query: None))
    answers = run_queries(MONTHS[:20], database.connect, 2)
    at_most(len(database.opened), 2, "connections opened")
    assert sorted(answers) == database.sorted_answers(MONTHS[:20])


def test_no_connection_runs_two_queries_at_once():
    """While one query takes long, no other query runs on its connection: at most 1 at a time.

    Try: who may use the connection while a thread waits for its answer? Threads share every name that they can
    reach, except what is in their own local names, or in a threading.local.
    """
    database = Database(slow_at_first())
    answers = run_queries(MONTHS[:20], database.connect, 4)
    at_most(max(connection._high for connection in database.opened), 1, "queries on one connection at once")
    assert sorted(answers) == database.sorted_answers(MONTHS[:20])


def test_runs_queries_side_by_side():
    """With 4 workers, at least 2 of 12 queries run at the same time.

    Try: a query is a wait for the database. Does a thread have to hold a lock while it waits?
    """
    meanwhile = overlapping(lambda query: None)
    database = Database(meanwhile)
    answers = run_queries(MONTHS[:12], database.connect, 4)
    at_least(meanwhile.high, 2, "queries in flight at once")
    assert sorted(answers) == database.sorted_answers(MONTHS[:12])


def test_uses_all_its_workers():
    """With 3 workers, 3 of 12 queries run at the same time; with 1 worker, one after the other.

    Try: the number of threads is an argument. Look for another number in its place.
    """
    for workers in (3, 1):
        meanwhile = overlapping(lambda query: None)
        database = Database(meanwhile)
        answers = run_queries(MONTHS[:12], database.connect, workers)
        exactly(meanwhile.high, workers, f"queries in flight at once with {workers} workers")
        assert sorted(answers) == database.sorted_answers(MONTHS[:12])


def test_closes_every_connection():
    """When the answers are there, 0 connections are open.

    Try: remember every connection where it is opened, in a list that outlives the threads.
    """
    database = Database(overlapping(lambda query: None))
    assert sorted(run_queries(MONTHS[:12], database.connect, 4)) == database.sorted_answers(MONTHS[:12])
    exactly(database.still_open(), 0, "connections left open")


def test_closes_every_connection_after_an_error():
    """When a query has failed, 0 connections are left open.

    Try: the clean-up must also run when an error passes through: finally, or a with block.
    """

    def fail(query):
        raise Torn(query)

    database = Database(overlapping(fail))
    with contextlib.suppress(Torn):
        run_queries(MONTHS[:12], database.connect, 4)
    assert database.asked, "no query was run"
    exactly(database.still_open(), 0, "connections left open")


def test_no_query_runs_after_an_error():
    """When the error of a query is raised, 0 other queries run, and 0 connections are open.

    Try: what has to end before a connection may be closed? The threads first, the connections then.
    """
    until_quiet = overlapping(lambda: None)

    def fail_first(query):
        until_quiet()
        if query == MONTHS[0]:
            raise Torn(query)
        for _ in range(LOOKS):
            until_quiet()

    database = Database(fail_first)
    with pytest.raises(Torn):
        run_queries(MONTHS[:12], database.connect, 4)
    exactly(database.running(), 0, "queries that run after the error")
    exactly(database.still_open(), 0, "connections left open")


def test_closes_what_it_has_when_it_cannot_connect():
    """When the second connect fails, 0 connections are left open.

    Try: what is open by then? The clean-up has to begin before the first thread opens a connection.
    """
    database, attempts = Database(slow_at_first()), itertools.count(1)

    def connect():
        if next(attempts) == 2:
            raise ConnectionError("too many connections")
        return database.connect()

    with contextlib.suppress(Exception):
        run_queries(MONTHS[:12], connect, 4)
    assert database.opened, "connect was never called"
    exactly(database.still_open(), 0, "connections left open")


def test_leaves_no_thread_behind():
    """When the answers are there, every thread has ended.

    Try: tell the threads that no more work comes, and wait for them; a with block does both.
    """
    database = Database()
    assert sorted(run_queries(MONTHS[:12], database.connect, 4)) == database.sorted_answers(MONTHS[:12])
    no_threads_left()


def test_leaves_no_thread_behind_after_an_error():
    """When a query has failed, every thread has ended, while the caller still looks at the error.

    Try: an error that is kept keeps the pool of the function that it left, and nobody else would end its threads.
    """

    def fail(query):
        raise Torn(query)

    database = Database(fail)
    keep_error(run_queries, MONTHS[:12], database.connect, 4)
    assert database.asked, "no query was run"
    no_threads_left()


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


class Database:
    """Opens connections and knows the answers; ``meanwhile(query)`` runs while a query does."""

    def __init__(self, meanwhile=lambda query: None):
        self.answers = {query: seeded().randrange(10**18) for query in MONTHS}
        self.meanwhile = meanwhile
        self.asked = []
        self.opened = []

    def connect(self):
        self.opened.append(Connection(self))
        return self.opened[-1]

    def answers_to(self, queries):
        return [self.answers[query] for query in queries]

    def sorted_answers(self, queries):
        return sorted(self.answers_to(queries))

    def running(self):
        return sum(connection._running for connection in self.opened)

    def still_open(self):
        return sum(not connection._closed for connection in self.opened)


class Connection:
    """Answers queries, and counts how many run on it at once."""

    def __init__(self, database):
        self._database = database
        self._guard = threading.Lock()
        self._running = 0
        self._high = 0
        self._closed = False

    def execute(self, query):
        if self._closed:
            raise RuntimeError("the connection is closed")
        with self._guard:
            self._running += 1
            self._high = max(self._high, self._running)
        try:
            self._database.asked.append(query)
            self._database.meanwhile(query)
            return self._database.answers[query]
        finally:
            with self._guard:
                self._running -= 1

    def close(self):
        self._closed = True


def slow_at_first():
    """Keeps the first month's query running until all your threads are asleep: they have done what they can."""
    crowd = gathering(len(MONTHS))

    def meanwhile(query):
        if query == MONTHS[0]:
            crowd()

    return meanwhile
