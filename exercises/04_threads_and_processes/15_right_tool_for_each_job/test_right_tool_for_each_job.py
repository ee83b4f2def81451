"""Specification of run_jobs: behaviour first, then the downloads, the resizes, and both together."""

from graders import (
    allow,
    answering,
    at_least,
    at_most,
    comes_last,
    company,
    no_threads_left,
    overlapping,
    parallel_work,
    probe,
    seeded,
    time_limit,
)

import threading

import pytest

from right_tool_for_each_job import run_jobs

pytestmark = allow("threads", "processes")


@probe
def set_album(text):
    """Write down the album of the day, where a job looks it up."""
    with open("album", "w") as file:
        file.write(text)


@probe
def download(photo):
    """An I/O job that waits for nothing; there is no photo 13."""
    with open("album") as file:
        album = file.read()
    if photo == 13:
        raise LookupError(f"no such photo in {album}")
    return f"{photo} of {album}"


@probe
def resize(photo):
    """A CPU job that costs nothing; photo 13 is broken."""
    with open("album") as file:
        album = file.read()
    if photo == 13:
        raise ValueError(f"broken photo in {album}")
    return [photo, album]


@probe
def download_when_told(photo):
    """The same; the test says when it goes on."""
    from unit import ask

    ask("io", photo)
    return download(photo)


@probe
def resize_when_told(photo):
    """The same; the test says when it goes on."""
    from unit import ask

    ask("cpu", photo)
    return resize(photo)


class Meeting:
    """Each job waits until one of the other kind is under way too, two seconds at most; then nobody waits any more."""

    def __init__(self):
        self.kinds = 1
        self._changed = threading.Condition()
        self._under_way = []
        self._over = False

    def __call__(self, process, kind, photo):
        """A job has begun."""
        with self._changed:
            self._under_way.append(kind)
            self.kinds = max(self.kinds, len(set(self._under_way)))
            if self.kinds > 1:
                self._end()
            self._changed.wait_for(lambda: self._over, 2)
            self._end()
            self._under_way.remove(kind)

    def _end(self):
        self._over = True
        self._changed.notify_all()


def new_album():
    """An album that nobody knows beforehand, already written down."""
    album = f"album {seeded().randrange(10**9)}"
    set_album(album)
    return album


def results_of(album, jobs):
    """What the jobs give."""
    return [f"{photo} of {album}" if kind == "io" else [photo, album] for kind, _, photo in jobs]


def mixed(downloads, resizes, io=download, cpu=resize):
    """So many downloads and resizes of different photos, in random order."""
    rng = seeded()
    photos = rng.sample(range(100, 1_000), downloads + resizes)
    jobs = [("io", io, photo) for photo in photos[:downloads]]
    jobs += [("cpu", cpu, photo) for photo in photos[downloads:]]
    rng.shuffle(jobs)
    return jobs


def downloaded(fetch, photos, max_io):
    """What so many downloads give; they use a connection of this process, so no other process can do them."""
    try:
        return sorted(run_jobs([("io", fetch, photo) for photo in range(photos)], max_io, 2))
    except (TypeError, RuntimeError) as error:
        raise AssertionError(f"no download can be done in another process: {error}") from None


def as_text(results):
    """Results in an order of their own."""
    return sorted(map(str, results))


def test_gives_the_result_of_every_job():
    """Every job of a random mixture gives the result of its function.

    Try: each job brings its own function and its own argument. Start with one job of each kind.
    """
    time_limit(cpu=6)  # processes that are spawned take a while to start
    album, jobs = new_album(), mixed(9, 5)
    results = results_of(album, jobs)
    assert as_text(run_jobs(jobs, 4, 2)) == as_text(results)


def test_keeps_the_order_of_the_jobs():
    """The results come in the order of the jobs, whatever their kinds, and even if the first takes the longest.

    Try: keep one list of futures for both kinds, in the order of the jobs, and ask them in that order.
    """
    time_limit(cpu=6)
    album, jobs = new_album(), mixed(5, 4)
    jobs = [("io", download_when_told, 1), *jobs, ("cpu", resize, 3), ("io", download_when_told, 2)]
    expected, waits = results_of(album, jobs), comes_last(1, after=2)
    with answering(lambda process, kind, photo: waits(process, photo)) as asked:
        results = run_jobs(jobs, 4, 2)
    assert sorted(asked.calls) == [("io", 1), ("io", 2)]
    assert results == expected


def test_gives_nothing_for_nothing():
    """No jobs give an empty list.

    Try: which size does each of your pools get when there is no job of its kind?
    """
    assert run_jobs([], 24, 2) == []


def test_raises_the_error_of_a_download():
    """If an I/O job fails, its error is raised.

    Try: who asks the job how it went? A future raises the error when its result is asked for. A Pool of multiprocessing
    that is left while a worker answers may hang: close() and join() it first.
    """
    time_limit(cpu=6)
    album, jobs = new_album(), mixed(4, 2)
    jobs.insert(3, ("io", download, 13))
    with pytest.raises(LookupError, match=f"no such photo in {album}"):
        run_jobs(jobs, 4, 2)


def test_raises_the_error_of_a_resize():
    """If a CPU job fails, in another process, its error is raised here.

    Try: who asks the job how it went? A future raises the error when its result is asked for.
    """
    time_limit(cpu=6)
    album, jobs = new_album(), mixed(4, 2)
    jobs.insert(3, ("cpu", resize, 13))
    with pytest.raises(ValueError, match=f"broken photo in {album}"):
        run_jobs(jobs, 4, 2)


def test_refuses_a_kind_that_it_does_not_know():
    """A job that is neither "io" nor "cpu" raises ValueError.

    Try: what does your code take a job for that is not "io"? Look the kind up in a table of two, or ask for both.
    """
    time_limit(cpu=6)
    new_album()
    with pytest.raises(ValueError):  # noqa: PT011 - the words are yours
        run_jobs([("io", download, 1), ("gpu", resize, 2)], 4, 2)


def test_keeps_many_downloads_in_flight():
    """With 72 downloads and max_io = 24, at least 12 are under way at the same time.

    Try: a download waits. Of which tool can you have 24 that wait, at little cost: processes, or threads? And do you
    ask for a result before all jobs are submitted?
    """
    time_limit(cpu=8)
    album, jobs, together = new_album(), mixed(72, 0, io=download_when_told), company(24, 2)
    texts, photos = results_of(album, jobs), [("io", photo) for _, _, photo in jobs]
    with answering(together) as asked:
        results = run_jobs(jobs, 24, 2)
    assert sorted(results) == sorted(texts)
    assert sorted(asked.calls) == sorted(photos)
    at_least(together.high, 12, "downloads under way at once")


def test_resizes_in_two_processes():
    """With max_cpu = 2, two other processes resize at the same time, and no third one does.

    Try: print os.getpid() in the CPU jobs. How many processes are there, is yours among them, and did downloads claim
    some? A pool for CPU jobs alone has max_cpu processes, however many jobs there are.
    """
    time_limit(cpu=20)
    album, jobs = new_album(), mixed(24, 12)
    results = results_of(album, jobs)
    resized = [(photo, result) for (kind, _, photo), result in zip(jobs, results, strict=True) if kind == "cpu"]
    photos, pictures = zip(*resized, strict=True)
    together = company(3, 0.3, processes=True)  # the first resize of each process waits: a third one would be seen
    with answering(together), parallel_work(resize_when_told, workers=2, items=photos, results=pictures) as work:
        jobs = [(kind, work.fn if kind == "cpu" else job, photo) for kind, job, photo in jobs]
        found = run_jobs(jobs, 12, 2)
    assert as_text(found) == as_text(results)


def test_waits_and_computes_at_the_same_time():
    """A download is under way while a resize is: 2 kinds of job at once.

    Try: submit the jobs of both kinds before you ask for any result; one kind must not wait for the other's end.
    """
    time_limit(cpu=8)
    album, pairs = new_album(), mixed(4, 4, download_when_told, resize_when_told)
    waiting, computing = ([job for job in pairs if job[0] == kind] for kind in ("io", "cpu"))
    jobs = [job for pair in zip(waiting, computing, strict=True) for job in pair]
    expected, meeting = results_of(album, jobs), Meeting()
    begun = sorted((kind, photo) for kind, _, photo in jobs)
    with answering(meeting) as asked:
        results = run_jobs(jobs, 4, 2)
    assert as_text(results) == as_text(expected)
    assert sorted(asked.calls) == begun
    at_least(meeting.kinds, 2, "kinds of job under way at once")


def test_never_exceeds_the_limit_of_downloads():
    """With 72 downloads and max_io = 24, never more than 24 are under way.

    Try: let a pool of max_io threads do all the downloads. They share the connection that this process holds open;
    to another process it cannot be sent.
    """
    secret = seeded().randrange(10**6)
    fetch = overlapping(lambda photo: photo * secret, at_once=24, what="downloads")
    assert downloaded(fetch, 72, 24) == [photo * secret for photo in range(72)]
    at_most(fetch.high, 24, "downloads under way at once")


def test_obeys_another_limit_of_downloads():
    """With 20 downloads and max_io = 5, never more than 5 are under way.

    Try: the limit is an argument: look for a number that you wrote into the code. And if a download was on its way to
    another process: threads of this one share its open connections.
    """
    secret = seeded().randrange(10**6)
    fetch = overlapping(lambda photo: photo * secret, at_once=5, what="downloads")
    assert downloaded(fetch, 20, 5) == [photo * secret for photo in range(20)]
    at_most(fetch.high, 5, "downloads under way at once")


def test_leaves_no_thread_behind():
    """When the results are there, 0 threads are left, and no process.

    Try: tell both pools that no more work comes, and wait for them; a with block does both.
    """
    time_limit(cpu=6)
    album, jobs = new_album(), mixed(9, 5)
    results = results_of(album, jobs)
    assert as_text(run_jobs(jobs, 4, 2)) == as_text(results)
    no_threads_left()
