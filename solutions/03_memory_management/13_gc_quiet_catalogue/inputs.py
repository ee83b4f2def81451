"""Random rows, many of them for the same product: the stock and the price of each."""


def inputs(random):
    count = random.randrange(1, 40)
    rows = [(f"sku-{random.randrange(9)}", random.randrange(1_000), random.randrange(9_000) / 8) for _ in range(count)]
    return (rows,)


def observe(solution, rows):
    catalogue = solution.build_catalogue(rows)
    return {sku: (solution.stock(catalogue, sku), solution.price(catalogue, sku)) for sku, *_ in rows}
