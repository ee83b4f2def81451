"""Weighs all lots before it hands over the first.

Fails: test_raises_the_error_of_the_scale, test_reads_up_to_the_button
"""


def lots(read, done):
    found = []
    while True:
        crates = grams = 0
        for crate in iter(read, done):
            crates += 1
            grams += crate
        if crates == 0:
            return iter(found)
        found.append((crates, grams))
