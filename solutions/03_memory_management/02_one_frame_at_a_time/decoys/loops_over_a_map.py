"""Loads lazily by map, but the loop's own name holds a frame while map makes the next one.

Fails: test_has_room_for_one_frame
"""


def brightness(paths, load):
    curve = []
    for frame in map(load, paths):
        curve.append(frame.mean())
    return curve
