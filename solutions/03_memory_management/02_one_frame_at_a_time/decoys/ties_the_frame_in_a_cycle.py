"""Wraps each frame in an object that refers to itself: only the garbage collector frees them.

Fails: test_has_room_for_one_frame, test_keeps_no_frame
"""


class Shot:
    def __init__(self, frame):
        self.frame = frame
        self.measure = self.level

    def level(self):
        return self.frame.mean()


def brightness(paths, load):
    return [Shot(load(path)).measure() for path in paths]
