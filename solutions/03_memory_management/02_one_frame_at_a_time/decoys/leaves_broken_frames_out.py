"""Goes on without a frame that cannot be loaded.

Fails: test_lets_an_error_be_seen
"""


def brightness(paths, load):
    curve = []
    for path in paths:
        try:
            curve.append(load(path).mean())
        except (OSError, ArithmeticError):
            continue
    return curve
