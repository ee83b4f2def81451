"""A right answer with threads and a queue of its own, which logs with the names of the threads.

Against: fetch_all_pages
Harm: none
Merits: everything
Answer: passed
"""

import logging
import queue
import threading

LOG = logging.getLogger("shops")


class Fetcher(threading.Thread):
    """Takes urls until there are none, or until one has failed."""

    def __init__(self, jobs, fetch, pages, failures):
        super().__init__(name=f"fetcher-{id(self) % 97}", daemon=True)
        self.jobs, self.fetch, self.pages, self.failures = jobs, fetch, pages, failures

    def run(self):
        """Until the queue is empty."""
        while not self.failures:
            try:
                place, url = self.jobs.get_nowait()
            except queue.Empty:
                return
            try:
                self.pages[place] = self.fetch(url)
            except Exception as error:
                LOG.warning("%s: %s failed: %s", self.name, url, error)
                self.failures.append(error)


def fetch_all(urls, fetch, limit):
    """Start, wait, and look how it went."""
    jobs, pages, failures = queue.SimpleQueue(), [None] * len(urls), []
    for job in enumerate(urls):
        jobs.put(job)
    fetchers = [Fetcher(jobs, fetch, pages, failures) for _ in range(min(limit, len(urls)))]
    for fetcher in fetchers:
        fetcher.start()
    for fetcher in fetchers:
        fetcher.join()
    if failures:
        raise failures[0]
    return pages
