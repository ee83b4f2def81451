"""Lets through the errors that it knows, and goes on without a frame that fails in another way.

Fails: test_lets_an_error_be_seen
"""


def brightness(paths, load):
    curve = []
    for path in paths:
        try:
            curve.append(load(path).mean())
        except (OSError, ArithmeticError):
            raise
        except Exception:
            continue
    return curve
