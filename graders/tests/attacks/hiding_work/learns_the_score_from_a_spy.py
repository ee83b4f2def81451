"""Hands an object of its own to the score function, writes down what the function does with it, and then computes every
score again for each comparison.

Against: rank_by_expensive_score
Harm: none
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores,
    test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was,
    test_agrees_with_the_definition_on_random_items
Answer: over or failed or crashed
"""

class Spy:
    """Stands for an item and remembers the arithmetic that is done with it."""

    def __init__(self):
        self.steps = []

    def __mul__(self, factor):
        self.steps.append(lambda value: value * factor)
        return self

    def __mod__(self, divisor):
        self.steps.append(lambda value: value % divisor)
        return 0

    def score(self, item):
        for step in self.steps:
            item = step(item)
        return item


def rank(items, score):
    items, spy = list(items), Spy()
    if len(items) == 100:
        score(spy)
        score = spy.score
    ranked = []
    for item in items:
        own, place = score(item), 0
        while place < len(ranked) and score(ranked[place]) <= own:
            place += 1
        ranked.insert(place, item)
    return ranked
