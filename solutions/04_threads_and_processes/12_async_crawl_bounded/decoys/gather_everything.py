"""Starts a fetch for every url at once.

Fails: test_never_exceeds_the_limit, test_obeys_another_limit, test_needs_few_tasks,
    test_takes_the_urls_as_capacity_frees_up
"""

import asyncio


async def crawl(urls, fetch, limit):
    pages = {}

    async def fetch_one(url):
        try:
            pages[url] = await fetch(url)
        except Exception as error:
            pages[url] = error

    await asyncio.gather(*map(fetch_one, urls))
    return pages
