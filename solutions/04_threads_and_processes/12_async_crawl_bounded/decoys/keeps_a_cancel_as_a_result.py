"""Catches BaseException, so a cancel too, and goes on with the next url.

Fails: test_begins_no_fetch_after_a_cancel
"""

import asyncio


async def crawl(urls, fetch, limit):
    pages = {}
    rest = iter(urls)

    async def work():
        for url in rest:
            try:
                pages[url] = await fetch(url)
            except BaseException as error:
                pages[url] = error

    async with asyncio.TaskGroup() as workers:
        for _ in range(limit):
            workers.create_task(work())
    return pages
