"""A cloakroom: coats are handed in, and fetched again."""

coats: dict[int, object] = {}
"""The coat of each ticket."""


def hand_in(ticket: int, coat: object) -> None:
    """Hang up a coat under the number of its ticket."""
    coats[ticket] = coat


def fetch(ticket: int) -> object:
    """Return the coat of this ticket, and let go of it."""
    raise NotImplementedError
