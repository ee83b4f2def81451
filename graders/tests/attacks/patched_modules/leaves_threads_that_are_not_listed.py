"""Starts its threads by _thread, which the module threading never hears of, and leaves them waiting for more work.

Against: fetch_all_pages
Harm: none
Merits: test_gives_the_page_of_every_url, test_keeps_the_order_of_the_urls, test_fetches_every_url_once, test_raises_the_error_of_a_fetch, test_overlaps_the_waiting, test_never_exceeds_the_limit, test_obeys_another_limit
Answer: over or failed
"""

import _thread
import queue


def work(todo, done, fetch):
    while True:
        place, url = todo.get()
        try:
            done.put((place, fetch(url), None))
        except Exception as error:
            done.put((place, None, error))


def fetch_all(urls, fetch, limit):
    todo, done = queue.SimpleQueue(), queue.SimpleQueue()
    for _ in range(limit):
        _thread.start_new_thread(work, (todo, done, fetch))
    for item in enumerate(urls):
        todo.put(item)
    found = [done.get() for _ in urls]
    pages = dict((place, page) for place, page, _ in found)
    for _, _, error in found:
        if error is not None:
            raise error
    return [pages[place] for place in range(len(pages))]
