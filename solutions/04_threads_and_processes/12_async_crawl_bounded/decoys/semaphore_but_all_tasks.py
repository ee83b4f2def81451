"""Limits the fetches by a semaphore, but makes a task for every url.

Fails: test_needs_few_tasks, test_takes_the_urls_as_capacity_frees_up
"""

import asyncio


async def crawl(urls, fetch, limit):
    pages = {}
    room = asyncio.Semaphore(limit)

    async def fetch_one(url):
        async with room:
            try:
                pages[url] = await fetch(url)
            except Exception as error:
                pages[url] = error

    await asyncio.gather(*map(fetch_one, urls))
    return pages
