"""Leaves its threads waiting for work, and has threading.enumerate name the main thread alone.

Against: fetch_all_pages
Harm: none
Merits: test_gives_the_page_of_every_url, test_keeps_the_order_of_the_urls, test_fetches_every_url_once,
    test_raises_the_error_of_a_fetch, test_overlaps_the_waiting, test_never_exceeds_the_limit, test_obeys_another_limit
Answer: over or failed
"""

import queue
import threading

threading.enumerate = lambda: [threading.main_thread()]


def start(run):
    threading.Thread(target=run, daemon=True).start()


def fetch_all(urls, fetch, limit):
    work, pages = queue.SimpleQueue(), [None] * len(urls)
    done, errors = queue.SimpleQueue(), []

    def run():
        while True:
            place = work.get()
            try:
                pages[place] = fetch(urls[place])
            except Exception as error:
                errors.append(error)
            done.put(place)

    for _ in range(limit):
        start(run)
    for place in range(len(urls)):
        work.put(place)
    for _ in urls:
        done.get()
    if errors:
        raise errors[0]
    return pages
