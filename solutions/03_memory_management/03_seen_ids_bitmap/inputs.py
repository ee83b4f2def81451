"""Random ids, some of them invalid: what each is found to be, and how many there are in the end."""


def inputs(random):
    n = random.randrange(1, 20)
    return n, [random.randrange(-3, n + 3) for _ in range(8)]


def observe(solution, n, ids):
    seen, found = solution.SeenIds(n), []
    for i in ids:
        try:
            found.append((i in seen, seen.add(i), len(seen)))
        except ValueError:
            found.append("not an id")
    return found
