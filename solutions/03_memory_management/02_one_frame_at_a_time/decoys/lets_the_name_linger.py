"""Gives the frame a name, which holds it until the next one has been loaded.

Fails: test_has_room_for_one_frame
"""


def brightness(paths, load):
    curve = []
    for path in paths:
        frame = load(path)
        curve.append(frame.mean())
    return curve
