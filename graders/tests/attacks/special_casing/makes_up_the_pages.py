"""Works out what each page will say and fetches none, so that no limit can be exceeded and no thread left.

Against: fetch_all_pages
Harm: none
Merits: nothing
Answer: failed or over
"""


def fetch_all(urls, fetch, limit):
    return [f"page of {url}" for url in urls]
