"""Leaves its threads running under the names of the judge's own helper threads, which the count passes over.

Against: fetch_all_pages
Harm: none
Merits: test_gives_the_page_of_every_url, test_keeps_the_order_of_the_urls, test_fetches_every_url_once,
    test_overlaps_the_waiting, test_never_exceeds_the_limit, test_obeys_another_limit,
    test_raises_the_error_of_a_fetch
Answer: failed or over or crashed
"""

import queue
import threading


def fetch_all(urls, fetch, limit):
    results, todo, done = [None] * len(urls), queue.Queue(), queue.Queue()
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

    for number in range(min(limit, len(urls))):
        threading.Thread(target=work, daemon=True, name=f"judge-lane-{number}").start()
    for _ in urls:
        error = done.get()
        if error is not None:
            raise error
    return results
