"""Asks for paths by number, which a generator has not.

Fails: test_takes_a_generator_of_random_paths
"""


def brightness(paths, load):
    return [load(paths[at]).mean() for at in range(len(paths))]
