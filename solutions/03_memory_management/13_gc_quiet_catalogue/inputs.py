"""Random rows, in which a sku may come twice: what there is of each product, and what it costs."""

from graders import probe


def inputs(random):
    skus = [f"tea-{number}" for number in range(5)]
    count = random.randrange(8)
    return ([(random.choice(skus), random.randrange(100), random.randrange(400) / 4) for _ in range(count)],)


@probe
def looked_up(build, stock, price, rows):
    catalogue = build(rows)
    return [(sku, stock(catalogue, sku), price(catalogue, sku)) for sku, _, _ in rows]


def observe(solution, rows):
    return looked_up(solution.build_catalogue, solution.stock, solution.price, rows)
