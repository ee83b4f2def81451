"""Reads the next outer item in advance, to know whether this round is the last.

Fails: test_reads_three_inner_items_for_three_pairs, test_goes_on_to_the_next_outer_item_when_its_turn_comes
"""


def pairs(outer, inner):
    walk = iter(outer)
    for following in walk:
        break
    else:
        return
    more = True
    while more:
        a, more = following, False
        for following in walk:
            more = True
            break
        for b in inner():
            yield a, b
