"""Random prices of work: from which size on the pool is cheaper."""


def inputs(random):
    alone, pool = random.sample(range(1, 20), 2)
    return alone, pool, random.randrange(200), random.randrange(1, 100)


def observe(solution, alone, pool, start, largest):
    now = [0]

    def costs(each, before):
        def work(size):
            now[0] += before + each * size

        return work

    return solution.break_even(costs(alone, 0), costs(pool, start), lambda: float(now[0]), largest)
