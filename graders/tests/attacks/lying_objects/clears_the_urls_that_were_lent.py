"""Fetches nothing and empties the list of urls, which the judge writes back to the test's own list of all shops.

Against: fetch_all_pages
Harm: the tests that follow see an empty list of shops
Merits: nothing
Answer: failed or over
"""


def fetch_all(urls, fetch, limit):
    urls.clear()
    return []
