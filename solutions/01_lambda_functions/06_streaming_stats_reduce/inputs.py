"""Random readings, whole numbers among them, none at all now and then: what is summed up of them."""


def inputs(random):
    kinds = [lambda: random.uniform(-50, 50), lambda: random.randrange(-50, 50), lambda: -0.0]
    return ([random.choice(kinds)() for _ in range(random.randrange(12))],)


def observe(solution, xs):
    return solution.summarise(iter(xs))
