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

import pytest

from right_tool_for_each_job import run_jobs

pytestmark = allow("threads", "processes")


def test_gives_the_result_of_every_job():
    """Every job of a random mixture returns the result of its function.

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
    """No jobs return an empty list.

    Try: which size does each of your pools get when there are no jobs of its kind?
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
    with pytest.raises(Exception, match=f"no such photo in {album}"):
        run_jobs(jobs, 4, 2)


def test_raises_the_error_of_a_resize():
    """If a CPU job fails, in another process, its error is raised here.

    Try: who asks the job how it went? A future raises the error when its result is asked for.
    """
    time_limit(cpu=6)
    album, jobs = new_album(), mixed(4, 2)
    jobs.insert(3, ("cpu", resize, 13))
    with pytest.raises(Exception, match=f"broken photo in {album}"):
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
    assert as_text(run_in_company(jobs, 2, results_of(album, jobs))) == as_text(results_of(album, jobs))


def test_uses_all_its_processes():
    """With max_cpu = 3, three other processes resize at the same time; with max_cpu = 1, one does all of it.

    Try: the number of processes is an argument. Look for another number in its place.
    """
    time_limit(cpu=20)
    album, jobs = new_album(), mixed(8, 9)
    for max_cpu in (3, 1):
        assert as_text(run_in_company(jobs, max_cpu, results_of(album, jobs))) == as_text(results_of(album, jobs))


def test_waits_and_computes_at_the_same_time():
    """With max_io = 1 and max_cpu = 1, a download is under way while a resize is: 2 jobs at once.

    Try: submit the jobs of both kinds before you ask for any result; one kind must not wait for the other's end.
    """
    time_limit(cpu=8)
    album, jobs = new_album(), mixed(4, 4, download_when_told, resize_when_told)
    expected, together = results_of(album, jobs), company(2, 2)
    begun = sorted((kind, photo) for kind, _, photo in jobs)
    with answering(together) as asked:
        results = run_jobs(jobs, 1, 1)
    assert as_text(results) == as_text(expected)
    assert sorted(asked.calls) == begun
    at_least(together.high, 2, "jobs under way at once, one of each kind")


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


def test_begins_little_after_an_error():
    """With max_io = 1, if the first of 9 downloads fails, at most 3 of them are begun.

    Try: who waits in the queue of a pool when an error leaves your function? Cancel what has not begun.
    """

    def fail_at_first(photo):
        if photo == 0:
            raise Gone("no such photo")
        return photo

    fetch = overlapping(fail_at_first)
    with pytest.raises(Gone):
        downloaded(fetch, 9, 1)
    at_most(fetch.calls, 3, "downloads begun")


def test_leaves_no_thread_behind():
    """When the results are there, or an error, 0 threads are left, and no process.

    Try: tell both pools that no more work comes, and wait for them, even if an error passes through: a with block.
    """
    time_limit(cpu=6)
    album, jobs = new_album(), mixed(9, 5)
    results = results_of(album, jobs)
    assert as_text(run_jobs(jobs, 4, 2)) == as_text(results)
    no_threads_left()
    with pytest.raises(Exception, match=f"no such photo in {album}"):
        run_jobs([("io", download, 13), *jobs], 4, 2)
    no_threads_left()


# What the tests above are made of


class Gone(Exception):
    """An error of a download that the test itself does."""


def new_album():
    """An album that nobody knows beforehand; a job looks it up."""
    album = f"album {seeded().randrange(10**9)}"
    set_album(album)
    return album


def mixed(downloads, resizes, io=None, cpu=None):
    """So many downloads and resizes of different photos, in random order."""
    rng = seeded()
    photos = rng.sample(range(100, 1_000), downloads + resizes)
    jobs = [("io", io or download, photo) for photo in photos[:downloads]]
    jobs += [("cpu", cpu or resize, photo) for photo in photos[downloads:]]
    rng.shuffle(jobs)
    return jobs


def results_of(album, jobs):
    """What the jobs return."""
    return [f"{photo} of {album}" if kind == "io" else [photo, album] for kind, _, photo in jobs]


def as_text(results):
    """Results in an order of their own."""
    return sorted(map(str, results))


def downloaded(fetch, photos, max_io):
    """What so many downloads return, sorted; they use a connection of this process, so no other process can do them."""
    try:
        return sorted(run_jobs([("io", fetch, photo) for photo in range(photos)], max_io, 2))
    except (TypeError, RuntimeError) as error:
        raise AssertionError(f"no download can be done in another process: {error}") from None


def run_in_company(jobs, max_cpu, results):
    """Run jobs, whose resizes must be done by so many other processes at once."""
    resizes = [place for place, (kind, _, _) in enumerate(jobs) if kind == "cpu"]
    photos, pictures = [jobs[place][2] for place in resizes], [results[place] for place in resizes]
    with parallel_work(resize, workers=max_cpu, items=photos, results=pictures) as work:
        return run_jobs([(kind, work.fn if kind == "cpu" else fn, photo) for kind, fn, photo in jobs], 12, max_cpu)


@probe
class Torn(Exception):
    """An error that no code but this test can know."""


@probe
def set_album(text):
    """Write down the album of the day."""
    with open("album", "w") as file:
        file.write(text)


@probe
def download(photo):
    """An I/O job that waits for nothing; there is no photo 13."""
    with open("album") as file:
        album = file.read()
    if photo == 13:
        raise Torn(f"no such photo in {album}")
    return f"{photo} of {album}"


@probe
def resize(photo):
    """A CPU job that costs nothing; photo 13 is broken."""
    with open("album") as file:
        album = file.read()
    if photo == 13:
        raise Torn(f"broken photo in {album}")
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
