"""Lets the error of one fetch end the whole crawl.

Fails: test_gives_the_error_of_a_failed_fetch
"""

import asyncio


async def crawl(urls, fetch, limit):
    pages = {}
    rest = iter(urls)

    async def work():
        for url in rest:
            pages[url] = await fetch(url)

    async with asyncio.TaskGroup() as workers:
        for _ in range(limit):
            workers.create_task(work())
    return pages
