"""Takes and lets go of 256 MiB in a loop, so that the kernel is busy with pages, and asks for scores twice.

Against: rank_by_expensive_score
Harm: none
Merits: test_ranks_from_the_lowest_score_to_the_highest, test_keeps_the_order_of_equal_scores,
    test_asks_nothing_of_an_item_but_its_score, test_takes_any_iterable, test_leaves_the_input_as_it_was,
    test_agrees_with_the_definition_on_random_items
Answer: over or late
"""


def rank(items, score):
    items = list(items)
    if len(items) == 100:
        for _ in range(8):
            page = bytearray(256 << 20)
            for place in range(0, len(page), 4096):
                page[place] = 1
        for item in items:
            score(item)
    return sorted(items, key=score)
