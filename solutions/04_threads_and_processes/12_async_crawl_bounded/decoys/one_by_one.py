"""Awaits each fetch before it begins the next one.

Fails: test_overlaps_the_fetches, test_goes_on_behind_a_slow_page
"""


async def crawl(urls, fetch, limit):
    pages = {}
    for url in urls:
        try:
            pages[url] = await fetch(url)
        except Exception as error:
            pages[url] = error
    return pages
