"""Random sorted feeds with many equal numbers; an item tells its feed by its type."""


def inputs(random):
    kinds = (int, float, bool)
    feeds = [sorted(kind(random.randrange(2)) for _ in range(random.randrange(6))) for kind in kinds]
    return (feeds,)


def observe(solution, feeds):
    return list(solution.merge_feeds(feeds))
