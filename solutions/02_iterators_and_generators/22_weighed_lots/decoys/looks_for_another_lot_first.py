"""Reads whether another lot begins before it hands over the one that is complete.

Fails: test_raises_the_error_of_the_scale, test_reads_up_to_the_button
"""


def lots(read, done):
    reading = read()
    while reading != done:
        crates = grams = 0
        while reading != done:
            crates += 1
            grams += reading
            reading = read()
        reading = read()
        yield crates, grams
