"""Random rows of a few sensors: the table's length, its rows from both ends, and the means."""


def inputs(random):
    sensors = [f"mast-{number}" for number in range(random.randrange(1, 6))]
    count = random.randrange(7)
    return ([(random.choice(sensors), *(random.uniform(-50, 50) for _ in range(3))) for _ in range(count)],)


def observe(solution, rows):
    table = solution.ReadingTable()
    for row in rows:
        table.append(*row)
    places = range(-len(rows), len(rows))
    means = {sensor: table.mean(sensor) for sensor, *_ in rows}
    return len(table), [table[place] for place in places], means
