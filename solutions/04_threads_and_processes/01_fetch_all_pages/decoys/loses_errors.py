"""Has every thread write into its place of the list, where an error leaves None.

Fails: test_raises_the_error_of_a_fetch, test_leaves_no_thread_behind_after_an_error
"""

from threading import Semaphore, Thread


def fetch_all(urls, fetch, limit):
    pages, free = [None] * len(urls), Semaphore(limit)

    def run(place, url):
        with free:
            pages[place] = fetch(url)

    threads = [Thread(target=run, args=pair) for pair in enumerate(urls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return pages
