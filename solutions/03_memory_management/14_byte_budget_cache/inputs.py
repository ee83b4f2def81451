"""Random requests to a cache with a small budget: what each get returns."""


def inputs(random):
    def value():
        text, number = "x" * random.randrange(2_000), random.randrange(10**30)
        return random.choice([text, number, number / 7, None, [text, [number, text]], {"rows": [{text: number}]}])

    requests = [(random.choice("abcd"), random.random() < 0.5, value()) for _ in range(10)]
    return random.randrange(500, 6_000), requests


def observe(solution, budget, requests):
    cache, found = solution.ByteBudgetCache(budget), []
    for key, puts, value in requests:
        if puts:
            cache.put(key, value)
        else:
            found.append(cache.get(key))
    return found + [cache.get(key) for key in "abcd"]
