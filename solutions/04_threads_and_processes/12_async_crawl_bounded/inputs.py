"""Random sites, some of whose pages fail: what a crawl returns, and in which order it fetches."""

from graders import result_of

RIGHTS = ("threads",)


def inputs(random):
    pages = random.sample(range(1_000), random.randrange(8))
    return [(f"/{page}", random.random() < 0.3) for page in pages], random.randrange(1, 5)


def observe(solution, pages, limit):
    fetched = []

    async def fetch(url):
        fetched.append(url)
        if dict(pages)[url]:
            raise OSError(url)
        return f"page of {url}"

    found = result_of(solution.crawl([url for url, _ in pages], fetch, limit))
    return sorted(fetched), sorted((url, str(page)) for url, page in found.items())
