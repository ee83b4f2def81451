"""Starts its threads below the module threading, which lists only its own, and leaves them running.

Against: fetch_all_pages
Harm: none
Merits: test_gives_the_page_of_every_url, test_keeps_the_order_of_the_urls, test_fetches_every_url_once,
    test_overlaps_the_waiting, test_never_exceeds_the_limit, test_obeys_another_limit,
    test_raises_the_error_of_a_fetch
Answer: failed or over or crashed
"""

import _thread
import queue
import sys


def fetch_all(urls, fetch, limit):
    results, todo, done = [None] * len(urls), queue.SimpleQueue(), queue.SimpleQueue()
    for place, url in enumerate(urls):
        todo.put((place, url))

    def work():
        while True:
            place, url = todo.get()
            try:
                results[place] = fetch(url)
            except Exception as error:
                done.put(error)
            else:
                done.put(None)

    for _ in range(min(limit, len(urls))):
        _thread.start_new_thread(work, ())
    for _ in urls:
        error = done.get()
        if error is not None:
            raise error
    sys.modules["threading"]._active = {ident: thread for ident, thread in sys.modules["threading"]._active.items() if "Dummy" not in type(thread).__name__}
    return results
