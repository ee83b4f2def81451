"""Gathers as many urls as the limit allows, and begins the next group only when all of them are there.

Fails: test_goes_on_behind_a_slow_page
"""

import asyncio
from itertools import islice


async def crawl(urls, fetch, limit):
    pages = {}

    async def fetch_one(url):
        try:
            pages[url] = await fetch(url)
        except Exception as error:
            pages[url] = error

    rest = iter(urls)
    while batch := list(islice(rest, limit)):
        await asyncio.gather(*map(fetch_one, batch))
    return pages
