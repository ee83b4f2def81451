"""Raises an error whose text raises an error, which recurses, whose class has a name that is none.

Against: rank_by_expensive_score
Harm: none
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores,
    test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was,
    test_agrees_with_the_definition_on_random_items
Answer: failed or late or crashed
"""

class Broken(ValueError):
    def __str__(self):
        raise Broken(self)

    __repr__ = __str__


def flood():
    raise type("\ud800 \x1b[2J\n", (Broken, KeyError), {})("\ud800")


def rank(items, score):
    items = list(items)
    if len(items) == 100:
        flood()
    return sorted(items, key=score)
