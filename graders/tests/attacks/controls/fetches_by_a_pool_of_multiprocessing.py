"""A right answer with the thread pool of multiprocessing, which has pipes and semaphores, and a pool of its dummy.

Against: fetch_all_pages
Harm: none
Merits: everything
Answer: passed
"""

from multiprocessing.dummy import Pool
from multiprocessing.pool import ThreadPool


def fetch_all(urls, fetch, limit):
    """The first half by one pool, the rest by the other."""
    half = len(urls) // 2
    with ThreadPool(limit) as pool:
        pages = list(pool.imap(fetch, urls[:half]))
        pool.close()
        pool.join()
    pool = Pool(limit)
    try:
        return pages + pool.map(fetch, urls[half:], chunksize=1)
    finally:
        pool.terminate()
        pool.join()
