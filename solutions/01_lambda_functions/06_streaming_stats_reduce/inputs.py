"""Random streams, some of them empty, of whole numbers and of others: their five numbers."""


def inputs(random):
    whole = [random.randrange(-9, 10) for _ in range(random.randrange(0, 12))]
    return (random.choice([whole, [1e9 + each / 8 for each in whole], [*whole, 0.5]]),)


def observe(solution, xs):
    return solution.summarise(iter(xs))
