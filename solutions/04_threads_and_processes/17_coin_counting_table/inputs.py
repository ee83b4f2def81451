"""Random boxes, some of which cannot be counted: the sum, and whether an error comes."""

RIGHTS = ("threads",)


def inputs(random):
    boxes = [random.randrange(100) for _ in range(random.randrange(8))]
    return boxes, random.sample(range(100), random.choice([0, 10])), random.randrange(1, 4)


def observe(solution, boxes, foreign, counters):
    def count(box):
        if box in foreign:
            raise ValueError("a foreign coin")
        return box

    table = solution.CoinTable(count, 0, counters)
    for box in boxes:
        table.bring(box)
    try:
        return table.close()
    except ValueError as error:
        return str(error), table.so_far()
