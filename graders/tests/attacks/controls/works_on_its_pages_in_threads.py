"""A right answer that computes a little with every page, in the threads that fetched it.

Against: fetch_all_pages
Harm: none
Merits: everything
Answer: passed
"""

import zlib
from concurrent.futures import ThreadPoolExecutor


def fetch_all(urls, fetch, limit):
    def fetched(url):
        page = fetch(url)
        for number in range(200):
            zlib.crc32(repr(page).encode() * 50, number)
        return page

    with ThreadPoolExecutor(limit) as pool:
        return list(pool.map(fetched, urls))
