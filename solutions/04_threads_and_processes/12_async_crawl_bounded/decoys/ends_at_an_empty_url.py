"""Takes an empty url for the end of the urls.

Fails: test_keeps_empty_urls_and_empty_pages
"""

import asyncio


async def crawl(urls, fetch, limit):
    pages = {}
    rest = iter(urls)

    async def work():
        while url := next(rest, None):
            try:
                pages[url] = await fetch(url)
            except Exception as error:
                pages[url] = error

    async with asyncio.TaskGroup() as workers:
        for _ in range(limit):
            workers.create_task(work())
    return pages
