"""Takes any error of the paths for their end, and returns half a curve.

Fails: test_lets_an_error_be_seen
"""


def brightness(paths, load):
    means, paths = [], iter(paths)
    while True:
        try:
            path = next(paths)
        except Exception:
            return means
        means.append(load(path).mean())
