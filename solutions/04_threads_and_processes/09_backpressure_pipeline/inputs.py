"""Random logs, one item of which may fail: what is shipped, or which error comes."""

RIGHTS = ("threads",)


def inputs(random):
    log = random.sample(range(1_000), random.randrange(7))
    refused = random.choice([None, *log])
    return log, refused, random.randrange(1, 4), random.randrange(1, 4)


def observe(solution, log, refused, workers, depth):
    shipped = []

    def work(item):
        if item == refused:
            raise ValueError(f"{item} was refused")
        return -item

    try:
        count = solution.run_pipeline(log, work, shipped.append, workers, depth)
    except ValueError as error:
        return str(error)
    return count, sorted(shipped)
