"""A level is a pair: its iterator, and the level above; going up is taking the second part."""


def walk(root, children):
    yield root
    level = (iter(children(root)), None)
    while level is not None:
        nodes, above = level
        try:
            node = next(nodes)
        except StopIteration:
            level = above
            continue
        yield node
        level = (iter(children(node)), level)
