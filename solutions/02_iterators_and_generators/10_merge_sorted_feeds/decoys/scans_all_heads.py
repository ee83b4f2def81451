"""Looks at all heads for every item, to find the smallest.

Fails: test_compares_14_times_an_item_at_most
"""


def merge_feeds(feeds):
    heads = []
    for walk in map(iter, feeds):
        for item in walk:
            heads.append((item, walk))
            break
    while heads:
        place = 0
        for other in range(1, len(heads)):
            if heads[other][0] < heads[place][0]:
                place = other
        item, walk = heads[place]
        yield item
        for item in walk:
            heads[place] = (item, walk)
            break
        else:
            del heads[place]
