"""Keeps the text of an exception instead of the exception.

Fails: test_gives_the_error_of_a_failed_fetch
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
                pages[url] = str(error)

    async with asyncio.TaskGroup() as workers:
        for _ in range(limit):
            workers.create_task(work())
    return pages
