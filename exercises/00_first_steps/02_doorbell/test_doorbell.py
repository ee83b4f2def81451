"""Specification of button: where it rings, then when."""

from graders import counted, exactly, seeded

from doorbell import button


def test_a_button_rings_at_its_own_flat():
    """Each button rings at its flat, whichever was made last, and returns the sound.

    Try: put the call into a function, and return that: lambda: ring(flat). Without lambda, it rings at once.
    """
    bells = {flat: button(lambda flat: f"ding at {flat}'s", flat) for flat in ("Ada", "Bob", "Cem")}
    for flat in ("Bob", "Cem", "Ada", "Bob"):
        press = bells[flat]
        assert press() == f"ding at {flat}'s"


def test_rings_when_it_is_pressed():
    """Making a button rings 0 times; pressing it 3 times rings 3 times.

    Try: all that follows "lambda:" waits for a press. What stands before it, or in a line above, runs at once.
    """
    sound = seeded().randrange(10**6)
    ring = counted(lambda flat: f"{flat}: {sound + ring.calls}")
    press = button(ring, "Ada")
    exactly(ring.calls, 0, "rings before anybody pressed")
    sounds = [press() for _ in range(3)]
    exactly(ring.calls, 3, "rings for 3 presses")
    assert sounds == [f"Ada: {sound + number}" for number in (1, 2, 3)]
