"""Makes a list of each lot, to count it and to add it up.

Fails: test_keeps_64_kib_over_a_long_lot
"""


def lots(read, done):
    while crates := list(iter(read, done)):
        yield len(crates), sum(crates)
