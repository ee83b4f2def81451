"""Loads each frame once to see whether it exists, and once for its mean.

Fails: test_loads_each_frame_once, test_has_room_for_one_frame, test_keeps_no_frame
"""


def brightness(paths, load):
    return [load(path).mean() for path in paths if load(path) is not None]
