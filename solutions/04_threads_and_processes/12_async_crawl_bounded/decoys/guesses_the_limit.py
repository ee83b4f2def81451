"""Always has ten workers.

Fails: test_obeys_another_limit
"""

import asyncio


async def crawl(urls, fetch, limit):
    pages = {}
    rest = iter(urls)

    async def work():
        for url in rest:
            try:
                pages[url] = await fetch(url)
            except Exception as error:
                pages[url] = error

    async with asyncio.TaskGroup() as workers:
        for _ in range(10):
            workers.create_task(work())
    return pages
