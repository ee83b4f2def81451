"""Blocks the loop by waiting for threads, each with an event loop of its own.

Fails: test_leaves_the_loop_to_others, test_begins_no_fetch_after_a_cancel
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def crawl(urls, fetch, limit):
    pages = {}
    rest = iter(urls)

    async def work():
        for url in rest:
            try:
                pages[url] = await fetch(url)
            except Exception as error:
                pages[url] = error

    with ThreadPoolExecutor(limit) as pool:
        workers = [pool.submit(asyncio.run, work()) for _ in range(limit)]
        for worker in workers:
            worker.result()
    return pages
