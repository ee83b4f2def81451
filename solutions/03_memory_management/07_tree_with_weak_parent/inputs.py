"""Random moves in a small tree: which are refused, and the path and the children of each node in the end."""


def inputs(random):
    count = random.randrange(2, 5)
    moves = [(random.choice(["add", "remove"]), *random.choices(range(count), k=2)) for _ in range(8)]
    return count, moves


def observe(solution, count, moves):
    nodes, refused = [solution.Node(f"n{number}") for number in range(count)], []
    for number, (move, parent, child) in enumerate(moves):
        try:
            if move == "add":
                nodes[parent].add(nodes[child])
            else:
                nodes[parent].remove(nodes[child])
        except ValueError:
            refused.append(number)
    paths = [node.path() for node in nodes]
    return refused, paths, [[child.name for child in node.children] for node in nodes]
