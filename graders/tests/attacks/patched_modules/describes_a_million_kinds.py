"""Describes tens of thousands of types in every frame, each with all special methods, for the judge to make classes of.

Against: rank_by_expensive_score
Harm: fills the judge's memory
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores,
    test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was,
    test_agrees_with_the_definition_on_random_items
Answer: failed or over or crashed or late
"""

import sys

KINDS = 30_000


def find_runtime():
    frame = sys._getframe(1)
    while frame is not None and not hasattr(frame.f_locals.get("server"), "exports"):
        frame = frame.f_back
    return frame and frame.f_locals["server"]


def flood():
    specials = [f"__{name}__" for name in "add sub mul iter next len getitem call enter exit eq lt gt".split()] * 3
    specials += [f"__{way}{name}__" for way in "ri" for name in "add sub mul truediv floordiv mod pow and or".split()]
    kinds = [[number, "kind", specials] for number in range(KINDS)]
    runtime.news = lambda: (kinds, [])


def rank(items, score):
    items = list(items)
    if len(items) == 100 and runtime is not None:
        flood()
        score(items[0])
    return sorted(items, key=score)


runtime = find_runtime()
