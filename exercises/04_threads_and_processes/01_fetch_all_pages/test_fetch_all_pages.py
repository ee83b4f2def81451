"""Specification of fetch_all: behaviour first, then how many calls are in flight."""

from graders import allow, at_least, at_most, counted, keep_error, no_threads_left, overlapping, seeded

import threading

import pytest

from fetch_all_pages import fetch_all

pytestmark = allow("threads")

SHOPS = [f"https://shop-{number}.example/price" for number in range(48)]


def test_gives_the_page_of_every_url():
    """Every url gets its page; no urls return an empty list.

    Try: start with one url. Then ask what your function does when there is nothing to fetch.
    """
    page = shops()
    assert fetch_all(["a"], page, 8) == [page("a")]
    assert sorted(fetch_all(["a", "b", "c"], page, 2)) == [page("a"), page("b"), page("c")]
    assert fetch_all([], page, 8) == []


def test_keeps_the_order_of_the_urls():
    """The pages come in the order of the urls, even if the first one takes the longest.

    Try: which page is ready first is chance; tie every page to the place of its url.
    """
    page, later_pages = shops(), threading.Event()

    def slow_at_first(url):
        if url == "a":
            later_pages.wait(timeout=1)
        if url == "d":
            later_pages.set()
        return page(url)

    assert fetch_all(list("abcdefgh"), slow_at_first, 2) == [page(url) for url in "abcdefgh"]


def test_fetches_every_url_once():
    """A random list of urls is fetched, each url once, and is left unchanged.

    Try: look for a retry, for a second loop over the urls, or for a pop from the list that was given.
    """
    urls = seeded().sample(SHOPS, 20)
    before, fetch = list(urls), counted(shops())
    fetch_all(urls, fetch, 4)
    assert sorted(url for (url,) in fetch.args) == sorted(before)
    assert urls == before


def test_raises_the_error_of_a_fetch():
    """If one shop does not answer, the error of its fetch is raised.

    Try: an error in a thread ends that thread only. Who asks the thread, or its future, how it went?
    """
    page, failure = shops(), Torn("shop-5 hung up")

    def fetch(url):
        if url == SHOPS[5]:
            raise failure
        return page(url)

    fetch = counted(fetch)
    with pytest.raises(Torn) as raised:
        fetch_all(list(SHOPS[:12]), fetch, 4)
    assert raised.value is failure
    assert fetch.args.count((SHOPS[5],)) == 1, "what had failed was fetched again"


def test_overlaps_the_waiting():
    """With a limit of 8, at least 4 of 48 calls wait at the same time.

    Try: start several calls before you ask for the first result. Where does your loop wait?
    """
    page = shops()
    fetch = overlapping(page, most=48)
    assert set(fetch_all(list(SHOPS), fetch, 8)) == set(map(page, SHOPS))
    at_least(fetch.high, 4, "calls in flight at once")


def test_never_exceeds_the_limit():
    """With a limit of 8, never more than 8 of 48 calls are in flight.

    Try: the shops ban anyone who comes with a thread per page. Let a few threads do all the calls.
    """
    page = shops()
    fetch = overlapping(page, at_once=8)
    assert set(fetch_all(list(SHOPS), fetch, 8)) == set(map(page, SHOPS))
    at_most(fetch.high, 8, "calls in flight at once")


def test_obeys_another_limit():
    """With a limit of 3, never more than 3 of 12 calls are in flight.

    Try: the limit is an argument: give the pool its size, and write no number of your own into the code.
    """
    page = shops()
    fetch = overlapping(page, at_once=3)
    assert set(fetch_all(list(SHOPS[:12]), fetch, 3)) == set(map(page, SHOPS[:12]))
    at_most(fetch.high, 3, "calls in flight at once")


def test_leaves_no_thread_behind():
    """When the pages are there, every thread has ended.

    Try: tell the threads that no more work comes, and wait for them; a with block does both.
    """
    page = shops()
    assert set(fetch_all(list(SHOPS[:12]), page, 4)) == set(map(page, SHOPS[:12]))
    no_threads_left()


def test_leaves_no_thread_behind_after_an_error():
    """When a fetch has failed, every thread has ended, while the caller still looks at the error.

    Try: the clean-up must also run when an error passes through: finally, or a with block. An error that is kept
    keeps the pool of the function that it left, and nobody else would end its threads.
    """

    def hang_up(url):
        raise ConnectionError(f"{url} hung up")

    fetch = counted(hang_up)
    keep_error(fetch_all, list(SHOPS[:12]), fetch, 4)
    assert fetch.calls, "fetch was never called"
    no_threads_left()


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


def shops():
    """A function that returns the page of a url; nobody knows beforehand what is on it."""
    price = seeded().randrange(10**9)
    return lambda url: f"{url} asks {price}"
