"""Loads the frames of the whole night, then asks for their means.

Fails: test_has_room_for_one_frame
"""


def brightness(paths, load):
    frames = [load(path) for path in list(paths)]
    return [frame.mean() for frame in frames]
