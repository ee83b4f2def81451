"""Walks a map of frames in a comprehension, whose name lingers just like that of a loop.

Fails: test_has_room_for_one_frame
"""


def brightness(paths, load):
    return [frame.mean() for frame in map(load, paths)]
