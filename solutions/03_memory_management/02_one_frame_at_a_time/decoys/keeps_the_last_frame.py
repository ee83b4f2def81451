"""Keeps the frame that was loaded last in a module's variable, and empties it in time for the next one.

Fails: test_keeps_no_frame
"""

_last = None


def brightness(paths, load):
    global _last
    curve = []
    for path in paths:
        _last = None
        _last = load(path)
        curve.append(_last.mean())
    return curve
