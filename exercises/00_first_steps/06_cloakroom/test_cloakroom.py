"""Specification of fetch: whose coat it returns, then what stays behind."""

from graders import lives, probe, seeded

from cloakroom import fetch, hand_in


def test_returns_the_coat_of_the_ticket():
    """Each ticket gets its own coat back, in any order, and can be used again for another coat.

    Try: look the coat up under its ticket, coat = coats[ticket], before it is taken out.
    """
    for ticket, coat in ((7, "red coat"), (8, "blue coat"), (9, "fur")):
        hand_in(ticket, coat)
    assert [fetch(8), fetch(7)] == ["blue coat", "red coat"]
    hand_in(8, "raincoat")
    assert [fetch(9), fetch(8)] == ["fur", "raincoat"]


def test_keeps_no_coat_that_was_fetched():
    """When 20 coats have been fetched and worn home, 0 of them are still in memory.

    Try: reading coats[ticket] leaves the coat on its hook. Take it out of the dict: look for pop in help(dict).
    """
    colours = seeded().sample(range(1_000), 20)
    with lives(Coat) as kept:
        for ticket, colour in enumerate(colours):
            hand_in(ticket, Coat(colour))
        assert [fetch(ticket).colour for ticket in range(20)] == colours
        kept.at_most(0, "coats in memory after all were fetched")


@probe
class Coat:
    """A coat of some colour."""

    def __init__(self, colour):
        self.colour = colour
