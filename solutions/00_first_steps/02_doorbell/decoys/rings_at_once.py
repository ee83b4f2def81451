"""Rings while the button is built, and returns the sound instead of a function.

Fails: test_a_button_rings_at_its_own_flat, test_rings_when_it_is_pressed
"""


def button(ring, flat):
    return ring(flat)
