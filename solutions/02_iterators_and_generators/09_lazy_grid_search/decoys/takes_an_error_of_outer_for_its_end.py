"""Ends at any error of outer.

Fails: test_an_error_is_no_end
"""


def pairs(outer, inner):
    walk = iter(outer)
    while True:
        try:
            a = next(walk)
        except Exception:
            return
        for b in inner():
            yield a, b
