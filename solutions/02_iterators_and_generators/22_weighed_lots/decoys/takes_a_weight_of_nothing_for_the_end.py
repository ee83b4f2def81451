"""Ends at a lot that weighs nothing, though its crates may have been empty.

Fails: test_weighs_empty_crates
"""


def lots(read, done):
    while True:
        crates = grams = 0
        for crate in iter(read, done):
            crates += 1
            grams += crate
        if not grams:
            return
        yield crates, grams
