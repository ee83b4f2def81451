"""Rings once while the button is built; each press only returns that sound again.

Fails: test_rings_when_it_is_pressed
"""


def button(ring, flat):
    sound = ring(flat)
    return lambda: sound
