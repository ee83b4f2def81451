"""Keeps the flat in a name that all buttons share, so each rings at the flat of the last one.

Fails: test_a_button_rings_at_its_own_flat
"""


def button(ring, flat):
    global newest
    newest = flat
    return lambda: ring(newest)
