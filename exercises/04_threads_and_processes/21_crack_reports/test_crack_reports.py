"""Specification of crack_reports: which cracks come, and when; then what is searched ahead, and what is left.

A search asks the test for each crack, so the test counts them, and knows what the searches are waiting for.
"""

from graders import (
    allow,
    answering,
    at_least,
    at_most,
    comes_last,
    company,
    exactly,
    keep_error,
    probe,
    seeded,
    time_limit,
)

import pytest

from crack_reports import crack_reports

pytestmark = allow("threads", "processes")


def test_reports_every_crack():
    """Every crack of every film comes once, as a pair with its film, those of a film in their order.

    Try: begin with one process and one queue. What does the process put there when it has no film left?
    """
    time_limit(cpu=6)  # processes that are spawned take a while to start
    for workers, depth in ((1, 1), (4, 8)):
        track = Track(films(7, most=5))
        with answering(track):
            reports = list(crack_reports(list(track.films), search, workers, depth))
        assert sorted(reports) == sorted(track.reports())
        assert all(of_one(film, reports) == cracks for film, cracks in track.films.items())


def test_reports_nothing_where_nothing_is_found():
    """No films, or films without cracks, give no report, and no error.

    Try: a worker that never found a film, or a crack, has to tell that it is done all the same.
    """
    time_limit(cpu=6)
    for names in ([], ["km 1"]):
        track = Track({name: [] for name in names})
        with answering(track) as asked:
            assert list(crack_reports(list(names), search, 2, 4)) == []
        assert sorted(asked.calls) == [(name, 0) for name in names]


def test_reports_odd_cracks_too():
    """None, 0, an empty text and an error are cracks like any other, if a search yields them.

    Try: how do you tell a crack from the mark at the end, and from an error that was raised? Put pairs into the queue.
    """
    time_limit(cpu=6)
    assert list(crack_reports(["km 1"], search_for_odd_ones, 1, 4)) == [
        ("km 1", odd) for odd in (None, 0, "", (), False)
    ]
    (report,) = crack_reports(["km 1"], search_for_errors, 1, 4)
    assert report[0] == "km 1"
    assert type(report[1]).__name__ == "Torn"


def test_raises_the_error_of_a_search():
    """If a search fails, its error is raised after the cracks that it found before.

    Try: an error ends the process in which it is raised, and nobody else hears of it. Send it like a crack.
    """
    time_limit(cpu=6)
    track = Track(films(3))
    torn = seeded().choice(list(track.films))
    found, seen = list(track.films[torn]), []
    track.films[torn].append("torn film")
    with answering(track), pytest.raises(Exception, match=f"{torn} is torn after {len(found)}") as raised:
        seen.extend(crack_reports(list(track.films), search, 2, 8))
    assert type(raised.value).__name__ == "Torn"
    assert of_one(torn, seen) == found


def test_raises_an_interrupt_of_a_search():
    """If an interrupt ends a search, it is raised like an error.

    Try: what is raised need not be an Exception. Who waits for the report of a process that ended without a word?
    """
    time_limit(cpu=6)
    with pytest.raises(BaseException, match="the train stops at km 7"):
        list(crack_reports(["km 7"], search_until_interrupted, 1, 8))


def test_takes_large_reports():
    """Cracks with pictures of 200 kB come like others, and there may be two thousand films.

    Try: a pipe holds 64 KiB. Who waits for whom when nobody reads? Read first, join then.
    """
    time_limit(cpu=6, asleep=1)
    letter = seeded().choice("abc")
    assert list(crack_reports([letter] * 3, search_for_pictures, 1, 8)) == [(letter, letter * 200_000)] * 3
    names = [f"track {number}, from the north, {letter * 40}" for number in range(2_000)]
    assert list(crack_reports(names, search_last_one, 2, 8)) == [(names[-1], "crack")]


def test_works_however_processes_are_started():
    """Where processes are spawned, every crack is reported as well.

    Try: a spawned process imports its function, and gets what it needs as arguments. What does yours take for granted?
    """
    time_limit(cpu=10)
    start_processes_by("spawn")
    track = Track(films(3))
    with answering(track):
        assert sorted(crack_reports(list(track.films), search, 2, 8)) == sorted(track.reports())


def test_reports_a_crack_while_the_search_goes_on():
    """The first crack of a film is handed over before the second one is found.

    Try: print when a crack is found, and when it is yielded. What collects the cracks of a film until its end?
    """
    time_limit(cpu=6)
    until = comes_last(("km 1", 1), after="handed over", seconds=1)
    track = Track({"km 1": ["first", "second"]}, before=lambda *asked: until(0, asked))
    with answering(track):
        reports = crack_reports(["km 1"], search, 1, 8)
        assert next(reports) == ("km 1", "first")
        at_most(track.found, 1, "cracks found before the first was handed over")
        until(0, "handed over")
        assert list(reports) == [("km 1", "second")]


def test_takes_the_next_film_when_it_is_done():
    """While one of 6 films is slow, the other 5 are searched to their end by the other worker.

    Try: who decides which worker gets which film, and when? All of them may take from the same queue.
    """
    time_limit(cpu=6)
    track = Track({f"km {number}": [number] for number in range(6)})
    slow, until = "km 0", comes_last("the slow film", after="the others", seconds=1)
    ended, others = set(), []

    def before(film, number):
        if film == slow and number == 0:
            until(0, "the slow film")
            others.append(len(ended))
        if number == 1:
            ended.add(film)
            until(0, "the others" if len(ended) == 5 else "some")

    track.before = before
    with answering(track):
        assert sorted(crack_reports(list(track.films), search, 2, 8)) == track.reports()
    at_least(others[0], 5, "films searched beside a slow one")


def test_searches_in_as_many_processes_at_once():
    """3 workers search 3 films at once, 1 searches one after the other; the calling process searches none.

    Try: print os.getpid() in a search. Threads are all in one process, and the number of processes is an argument.
    """
    time_limit(cpu=10)
    for workers in (3, 1):
        all_of_them, one_too_many, askers = company(workers, 3), company(workers + 1, 0.15), []
        track = Track({f"km {number}": [number] for number in range(5)})

        def told(process, film, number):
            askers.append(process)
            all_of_them(process)
            one_too_many(process)
            return track(process, film, number)

        with answering(told) as asked:
            assert sorted(crack_reports(list(track.films), search, workers, 8)) == track.reports()
        assert sorted(asked.calls) == [(film, number) for film in track.films for number in (0, 1)]
        exactly(askers.count(asked.here), 0, "cracks found in the calling process")
        exactly(one_too_many.high, workers, f"films searched at once by {workers} workers")
        at_least(len(set(askers)), workers, "processes that search")


def test_finds_a_few_cracks_ahead():
    """While the caller looks at a crack, 8 to 20 of 60 are found and wait (2 workers, a depth of 8).

    Try: where do the cracks wait? A queue without a limit takes all that there are.
    """
    time_limit(cpu=6)
    ahead = found_ahead(workers=2, depth=8, enough=8)
    at_least(ahead, 8, "cracks found and not handed over")
    at_most(ahead, 20, "cracks found and not handed over")


def test_obeys_another_depth():
    """With a depth of 1, at most 6 of 60 cracks are found and wait (2 workers).

    Try: depth is an argument: look for a number that you wrote in its place.
    """
    time_limit(cpu=6)
    at_most(found_ahead(workers=2, depth=1, enough=1), 6, "cracks found and not handed over")


def test_searches_little_after_an_error():
    """If a search fails when the other one has found 10 cracks of 200, at most 40 are found, and every process ends.

    Try: who tells the other worker to end? It may be waiting to put a crack into a queue that nobody reads, so it does
    not end by being waited for.
    """
    time_limit(cpu=6, asleep=1)
    track = Track({"km 1": list(range(200)), "km 2": ["torn film"]})
    fails, quiet = comes_last(("km 2", 0), after=("km 1", 10)), company(2, 0.15)

    def before(film, number):
        fails(0, (film, number))
        if (film, number) == ("km 1", 10):
            quiet(0)  # until the error has come where it is raised

    track.before = before
    with answering(track):
        keep_error(list_of, crack_reports(list(track.films), search, 2, 8))
        at_most(track.settled(), 40, "cracks found, though a search has failed")


def test_searches_little_after_a_close():
    """If the caller closes the generator at the first of 200 cracks, at most 40 are found, and every process ends.

    Try: close() raises GeneratorExit at your yield. Which block runs then, and what do the workers wait for?
    """
    time_limit(cpu=6, asleep=1)
    track, names = Track({"km 1": list(range(100)), "km 2": list(range(100))}), ["km 1", "km 2"]
    with answering(track):
        reports = crack_reports(names, search, 2, 8)
        film, crack = next(reports)
        track.settled()  # both workers wait at a full queue
        reports.close()
        assert (film in names, crack) == (True, 0)
        at_most(track.found, 40, "cracks found for one that was wanted")


# What the tests above are made of


class Track:
    """The films with their cracks; a search asks it for each of them."""

    def __init__(self, films, before=lambda film, number: None):
        self.films = films
        self.before = before
        """Called before a crack is told: whoever asks waits as long."""
        self._found = []

    def __call__(self, process, film, number):
        self.before(film, number)
        if number >= len(self.films[film]):
            return None
        self._found.append(number)
        return [self.films[film][number]]

    @property
    def found(self):
        """Cracks so far."""
        return len(self._found)

    def reports(self):
        """All that there is to report."""
        return [(film, crack) for film, cracks in self.films.items() for crack in cracks]

    def settled(self):
        """How many cracks are found once nothing more happens."""
        while True:
            before = self.found
            company(2, 0.15)(0)
            if self.found == before:
                return before


def found_ahead(workers, depth, enough):
    """How many of 60 cracks are found and not handed over, while the caller looks at the first one.

    Where it takes a while until there are enough, they are waited for.
    """
    until = comes_last("the caller", after="enough")
    track = Track({f"km {number}": list(range(15)) for number in range(4)})
    track.before = lambda *asked: until(0, "enough" if track.found > enough else "few")
    with answering(track):
        reports = crack_reports(list(track.films), search, workers, depth)
        first = next(reports)
        until(0, "the caller")
        ahead = track.settled() - 1
        assert sorted([first, *reports]) == track.reports()
    return ahead


def films(count, most=9):
    """So many films with random cracks, which nobody knows beforehand."""
    rng = seeded()
    names = [f"km {number}" for number in rng.sample(range(10**6), count)]
    return {name: [rng.randrange(10**9) for _ in range(rng.randrange(most + 1))] for name in names}


def of_one(film, reports):
    """The cracks of a film, in the order in which they were reported."""
    return [crack for name, crack in reports if name == film]


@probe
class Torn(Exception):
    """An error that no code but this test can know."""


@probe
class Interrupt(BaseException):
    """Somebody stops the train, which is not an Exception."""


@probe
def search(film):
    """Ask the test for each crack of the film; a torn one ends in an error."""
    from unit import ask

    number = 0
    while (told := ask(film, number)) is not None:
        if told == ["torn film"]:
            raise Torn(f"{film} is torn after {number}")
        yield told[0]
        number += 1


@probe
def search_for_odd_ones(film):
    """Cracks that are nothing."""
    return [None, 0, "", (), False]


@probe
def search_for_errors(film):
    """An error as a crack."""
    return [Torn("a crack, and not raised")]


@probe
def search_until_interrupted(film):
    """A search that somebody stops."""
    raise Interrupt(f"the train stops at {film}")


@probe
def search_for_pictures(film):
    """A crack of 200 kB."""
    return [film * 200_000]


@probe
def search_last_one(film):
    """One crack, in the last of two thousand films."""
    return ["crack"] if film.startswith("track 1999,") else []


@probe
def start_processes_by(method):
    """How processes are started from now on."""
    import multiprocessing

    multiprocessing.set_start_method(method, force=True)


@probe
def list_of(reports):
    """All reports."""
    return list(reports)
