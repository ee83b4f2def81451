"""Makes a list of all urls before it begins.

Fails: test_takes_the_urls_as_capacity_frees_up
"""

import asyncio


async def crawl(urls, fetch, limit):
    pages = {}
    rest = iter(list(urls))

    async def work():
        for url in rest:
            try:
                pages[url] = await fetch(url)
            except Exception as error:
                pages[url] = error

    async with asyncio.TaskGroup() as workers:
        for _ in range(limit):
            workers.create_task(work())
    return pages
