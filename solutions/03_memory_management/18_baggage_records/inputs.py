"""Random bags of both classes, often alike: their attributes before and after an assignment, and who equals whom."""


def inputs(random):
    def fields():
        return random.choice(["0LH1", "0TP2"]), random.choice(["LH1", "TP2"]), random.choice([8, 8.0, 9.5])

    bags = [(*fields(), *random.choice([(), ("LH1",), ("TP2",)])) for _ in range(random.randrange(2, 6))]
    return bags, random.choice(["tag", "flight", "weight", "onward"]), random.choice(["LH1", 8])


def observe(solution, bags, name, value):
    made = [solution.TransferBag(*each) if len(each) == 4 else solution.Bag(*each) for each in bags]
    refused = 0
    for each in made:
        try:
            setattr(each, name, value)
        except AttributeError:
            refused += 1
    seen = [[getattr(each, field, None) for field in ("tag", "flight", "weight", "onward")] for each in made]
    return seen, refused, [[left == right for right in made] for left in made]
