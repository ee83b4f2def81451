"""Specification of crawl: behaviour first, then how many requests, tasks and urls are under way.

A slow fetch is answered only when nothing more can happen meanwhile: all that may be begun has been begun by then.
"""

from graders import allow, at_least, at_most, counted, overlapping, probe, result_of, seeded, tripwire

import pytest

from async_crawl_bounded import crawl

pytestmark = allow("threads")


def test_gives_the_page_of_every_url():
    """Every url gets its page; one url is enough, and so is a limit of 1.

    Try: begin with a loop that awaits one fetch after the other, and puts the pages into a dict.
    """
    site = Site(12)

    async def fetch(url):
        return site.page(url)

    assert result_of(crawl(site.urls, fetch, 3)) == site.pages
    assert result_of(crawl((url for url in site.urls), fetch, 1)) == site.pages
    assert result_of(crawl(["/cart"], fetch, 10)) == {"/cart": site.page("/cart")}


def test_gives_nothing_for_no_urls():
    """No urls return an empty dict.

    Try: follow your code with an empty list. Does something wait for a task or an item that never comes?
    """

    async def fetch(url):
        return url

    assert result_of(crawl([], fetch, 10)) == {}
    assert result_of(crawl(iter(()), fetch, 2)) == {}


def test_keeps_empty_urls_and_empty_pages():
    """An empty url, and a page without text, are like any other.

    Try: what tells you that there are no more urls? A value that is false does not.
    """
    site = {"/a": "text", "": "home", "/b": "", "/c": "more"}

    async def fetch(url):
        return site[url]

    assert result_of(crawl(list(site), fetch, 2)) == site


def test_gives_the_error_of_a_failed_fetch():
    """Where a fetch fails, its exception stands in place of the page, and all other urls get theirs.

    Try: catch what one fetch raises right there, around its await, and keep the exception as the result.
    """
    site = Site(30)
    failures = {url: Torn(f"{url} timed out") for url in seeded().sample(site.urls, 12)}

    async def fetch(url):
        site.begun.append(url)
        if url in failures:
            raise failures[url]
        return site.page(url)

    pages = result_of(crawl(site.urls, fetch, 5))
    assert sorted(site.begun) == sorted(site.urls), "what had failed was fetched again"
    assert pages == site.pages | failures
    assert {url: error for url, error in pages.items() if isinstance(error, Exception)} == failures


def test_raises_the_error_of_the_urls():
    """If the urls break off, the crawl does not return as if they had ended: their error is raised, or a group of it.

    Try: only StopIteration is the end of an iterator. Look for a try that holds more than the await of one fetch.
    """
    site, failure = Site(20), Torn("the sitemap is cut off")

    def broken():
        yield from site.urls
        raise failure

    fetch = fetcher(site.begin, site.ended.append, 3)
    with pytest.raises(Torn) as raised:
        crawl_and_ungroup(crawl, broken(), fetch)
    assert raised.value is failure


def test_fetches_every_url_once():
    """Each url is fetched once, and the list of urls is left unchanged.

    Try: look for a retry, for two workers that are given the same url, or for a pop from the list itself.
    """
    site, seen = Site(30), []
    before = list(site.urls)

    async def fetch(url):
        seen.append(url)
        return site.page(url)

    assert result_of(crawl(site.urls, fetch, 4)) == site.pages
    assert sorted(seen) == sorted(before)
    assert site.urls == before


def test_overlaps_the_fetches():
    """With a limit of 10, at least 5 of 30 fetches are under way at the same time.

    Try: a coroutine that awaits one fetch does not begin the next. Make tasks, and let each await its own.
    """
    site = Site(30)
    slowly = overlapping(site.page)

    async def fetch(url):
        return slowly(url)

    assert result_of(crawl(site.urls, fetch, 10)) == site.pages
    at_least(slowly.high, 5, "fetches under way at once")


def test_never_exceeds_the_limit():
    """With a limit of 10, never more than 10 of 200 fetches are under way.

    Try: a task begins to fetch as soon as it runs. Who makes it wait until another one is ready?
    """
    site = Site(200)
    fetch = watched_fetcher(site.begin, site.ended.append, 3)
    assert result_of(crawl(site.urls, fetch, 10)) == site.pages
    at_most(site.under_way, 10, "fetches under way at once")


def test_obeys_another_limit():
    """With a limit of 3, never more than 3 of 30 fetches are under way.

    Try: the limit is an argument: look for a number that you wrote in its place.
    """
    site = Site(30)
    fetch = watched_fetcher(site.begin, site.ended.append, 3)
    assert result_of(crawl(site.urls, fetch, 3)) == site.pages
    at_most(site.under_way, 3, "fetches under way at once")


def test_needs_few_tasks():
    """With a limit of 10, there are never more than 25 tasks, however many urls there are.

    Try: a semaphore limits how many tasks go on at once, not how many there are. How many do you need to begin with?
    """
    site = Site(200)
    fetch = watched_fetcher(site.begin, site.ended.append, 3)
    assert result_of(crawl(site.urls, fetch, 10)) == site.pages
    at_most(site.tasks, 25, "tasks at once")


def test_takes_the_urls_as_capacity_frees_up():
    """With a limit of 10, never more than 25 of 200 urls are taken and not done.

    Try: a list, a queue or a loop that takes all urls first waits for the whole site. Take one when a fetch is over.
    """
    site = Site(200, tripwire)
    fetch = watched_fetcher(site.begin, site.ended.append, 3)
    assert result_of(crawl(site.source, fetch, 10)) == site.pages
    at_most(site.ahead, 25, "urls taken and not done")


def test_goes_on_behind_a_slow_page():
    """While one of the first 10 pages is slow, at least 40 of the other 59 arrive (limit 10).

    Try: do you wait for a whole group of fetches before you begin the next? Fill each place as it becomes free.
    """
    site, wait, done, behind = Site(60), overlapping(lambda: None), [], []
    slow = seeded().choice(site.urls[:10])

    async def fetch(url):
        if url == slow:
            wait()
            behind.extend(done)
        done.append(url)
        return site.page(url)

    assert result_of(crawl(site.urls, fetch, 10)) == site.pages
    at_least(len(behind), 40, "pages that arrive beside a slow one")


def test_leaves_the_loop_to_others():
    """While 60 pages are fetched, another task of the same loop gets at least 30 turns.

    Try: in a coroutine only an await lets others run. Look for a call that waits without one: join, result, sleep.
    """
    site, tick = Site(60), counted(lambda: None)
    fetch = fetcher(site.begin, site.ended.append, 40)
    assert crawl_beside_a_clock(crawl, site.urls, fetch, tick) == site.pages
    at_least(tick.calls, 30, "turns of the other task")


def test_leaves_no_task_behind():
    """When all pages are there, no task of the crawl is left.

    Try: a task that waits at a queue waits forever, and one that you cancel needs a turn to end. Wait for all of them.
    """
    site, given = Site(30), []
    fetch = fetcher(site.begin, site.ended.append, 3)
    left = tasks_left(crawl, site.urls, fetch, given.append)
    assert given == [site.pages]
    at_most(left, 0, "tasks left")


def test_begins_no_fetch_after_a_cancel():
    """A crawl that is cancelled begins no further fetch, and is cancelled.

    Try: a cancel arrives as CancelledError at an await. It is not an Exception: let it pass, and do not keep it.
    """
    site, before = Site(200), []
    fetch = fetcher(site.begin, site.ended.append, 6)
    was, _ = cancelled(crawl, site.urls, fetch, lambda: len(site.begun), lambda: before.append(len(site.begun)))
    at_most(len(site.begun) - before[0], 0, "fetches begun after the cancel")
    assert was, "the crawl was cancelled, and returned a result all the same"


def test_leaves_no_task_behind_after_a_cancel():
    """When a crawl has been cancelled, none of its tasks is left.

    Try: cancel each task of yours, and wait until it has ended. On which way out of your code must that happen?
    """
    site = Site(200)
    fetch = fetcher(site.begin, site.ended.append, 6)
    left = tasks_left_by_cancelled(crawl, site.urls, fetch, lambda: len(site.begun))
    assert len(site.begun) >= 20, f"only {len(site.begun)} of 200 fetches were begun"
    at_most(left, 0, "tasks left")


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


class Site:
    """A web site: counts in the judge what is under way; nobody knows its pages beforehand."""

    closed_to_learners = True

    def __init__(self, count, source=iter):
        self._price = seeded().randrange(10**9)
        self.urls = [f"/page/{number}" for number in seeded().sample(range(10**6), count)]
        self.source = source(self.urls)
        self.begun, self.ended = [], []
        self.tasks = self.under_way = self.ahead = 0

    def page(self, url):
        """What is on a page."""
        return f"{url} asks {self._price}"

    def begin(self, url, tasks):
        """A fetch begins, while there are so many tasks."""
        self.begun.append(url)
        self.tasks = max(self.tasks, tasks)
        self.under_way = max(self.under_way, len(self.begun) - len(self.ended))
        self.ahead = max(self.ahead, getattr(self.source, "pulled", 0) - len(self.ended))
        return self.page(url)

    @property
    def pages(self):
        """All pages by their urls."""
        return {url: self.page(url) for url in self.urls}


@probe
def fetcher(begin, end, steps):
    """A fetch that lets the loop go round so many times; it tells when it begins, and when it is over."""
    import asyncio

    tasks, sleep = asyncio.all_tasks, asyncio.sleep

    async def fetch(url):
        page = begin(url, len(tasks()))
        try:
            for _ in range(steps):
                await sleep(0)
            return page
        finally:
            await sleep(0)  # a connection is not closed at once
            end(url)

    return fetch


@probe(by_word="when a fetch in an event loop is over, only the loop's own process knows")
def watched_fetcher(begin, end, steps):
    """The same, for who counts what is under way or how many tasks there are."""
    return fetcher(begin, end, steps)


@probe
def crawl_and_ungroup(crawl, urls, fetch):
    """Crawl; the error of a group, as a TaskGroup raises one, comes out alone."""
    import asyncio

    try:
        return asyncio.run(crawl(urls, fetch, 10))
    except BaseExceptionGroup as group:
        raise group.exceptions[0] from None


@probe
def crawl_beside_a_clock(crawl, urls, fetch, tick):
    """Crawl while another task of the same loop calls tick, again and again."""
    import asyncio

    async def clock():
        while True:
            tick()
            await asyncio.sleep(0)

    async def main():
        ticking = asyncio.create_task(clock())
        try:
            return await crawl(urls, fetch, 10)
        finally:
            ticking.cancel()

    return asyncio.run(main())


@probe(by_word="the tasks of an event loop are objects of its process, and the kernel knows none")
def tasks_left_by_cancelled(crawl, urls, fetch, begun):
    """How many tasks of its own a crawl leaves that is cancelled."""
    return cancelled(crawl, urls, fetch, begun, lambda: None)[1]


@probe(by_word="the tasks of an event loop are objects of its process, and the kernel knows none")
def tasks_left(crawl, urls, fetch, done):
    """How many tasks of its own a crawl leaves; ``done`` is called with what it returned."""
    import asyncio

    tasks = asyncio.all_tasks

    async def main():
        pages = await crawl(urls, fetch, 10)
        left = len(tasks()) - 1
        done(pages)
        return left

    return asyncio.run(main())


@probe
def cancelled(crawl, urls, fetch, begun, cancelling):
    """Cancel a crawl when twenty fetches have begun; whether it was cancelled, and how many tasks it left."""
    import asyncio

    tasks = asyncio.all_tasks

    async def main():
        crawling = asyncio.create_task(crawl(urls, fetch, 10))
        while begun() < 20 and not crawling.done():
            await asyncio.sleep(0)
        cancelling()
        crawling.cancel()
        try:
            await crawling
        except asyncio.CancelledError:
            return True, len(tasks()) - 1
        return False, len(tasks()) - 1

    return asyncio.run(main())
