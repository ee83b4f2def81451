"""Fetches a page again after it has failed.

Fails: test_gives_the_error_of_a_failed_fetch
"""

import asyncio


async def crawl(urls, fetch, limit):
    pages, rest = {}, iter(urls)

    async def work():
        for url in rest:
            for _ in range(2):
                try:
                    pages[url] = await fetch(url)
                    break
                except Exception as error:
                    pages[url] = error

    async with asyncio.TaskGroup() as workers:
        for _ in range(limit):
            workers.create_task(work())
    return pages
