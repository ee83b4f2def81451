"""Asks for paths by number, which a generator doesn't allow.

Fails: test_takes_a_generator_of_random_paths, test_lets_an_error_be_seen
"""


def brightness(paths, load):
    return [load(paths[at]).mean() for at in range(len(paths))]
