"""Remembers the frames by path, in case one is wanted again.

Fails: test_has_room_for_one_frame, test_keeps_no_frame
"""

_frames = {}


def brightness(paths, load):
    curve = []
    for path in paths:
        _frames[path] = load(path)
        curve.append(_frames[path].mean())
    return curve
