"""Keeps only errors of the network in place of a page; any other ends the crawl, and all pages are lost.

Fails: test_gives_the_error_of_a_failed_fetch
"""

import asyncio


async def crawl(urls, fetch, limit):
    pages, rest = {}, iter(urls)

    async def work():
        for url in rest:
            try:
                pages[url] = await fetch(url)
            except (OSError, ValueError, LookupError) as error:
                pages[url] = error

    async with asyncio.TaskGroup() as workers:
        for _ in range(limit):
            workers.create_task(work())
    return pages
